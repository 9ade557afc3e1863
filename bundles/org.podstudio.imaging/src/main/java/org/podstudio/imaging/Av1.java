package org.podstudio.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.imaging.internal.avif.Av1Header;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.media.Ffmpeg;

/** What FFmpeg decodes and encodes, in a child process: whatever a stream does to it costs one picture. For any thread. */
final class Av1 {

    private static final long CHILD_BYTES = 1L << 30;
    private static final int BYTES_PER_PIXEL = 64;
    /**
     * libaom's speed by effort. 9 takes half the time of 8; its files are as small of large photographs, but a sixth larger of small pictures
     * without noise. Each step below 8 costs about half as much again.
     */
    private static final int[] SPEEDS = {9, 9, 8, 8, 8, 6, 4};

    private final Ffmpeg ffmpeg;

    Av1(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /**
     * Decodes pictures of equal headers.
     *
     * @throws IOException when they are damaged
     */
    List<Planes> decode(List<byte[]> pictures, Av1Header format, Runnable check) throws IOException {
        List<Planes> decoded = new ArrayList<>();
        long pixels = (long) format.width() * format.height();
        try {
            ffmpeg.filter(
                    // its header says all, and looking for more would decode each picture twice
                    List.of("-threads", "1", "-nofind_stream_info", "-f", "ivf", "-i", "pipe:0", "-map", "0:v:0",
                            "-fps_mode", "passthrough", "-pix_fmt",
                            format.layout(), "-f", "rawvideo", "pipe:1"),
                    out -> film(pictures, format, out), new Asked(check, CHILD_BYTES + BYTES_PER_PIXEL * pixels),
                    in -> {
                        for (int i = 0; i < pictures.size(); i++) {
                            Planes planes = Planes.of(format, format.width(), format.height());
                            planes.read(in);
                            decoded.add(planes);
                        }
                        if (in.read() >= 0) {
                            throw new IOException("the decoder gave too many pixels");
                        }
                    });
        } catch (ProcessingException e) {
            throw failure(e);
        }
        return decoded;
    }

    /**
     * Encodes one picture.
     *
     * @param crf 0 best to 63
     * @param effort 0 to 6
     * @return the bare stream
     */
    byte[] encode(Planes planes, int crf, boolean lossless, int effort, Runnable check) throws IOException {
        require("libaom-av1", "AVIF");
        Av1Header format = planes.format();
        List<String> arguments = new ArrayList<>(List.of("-f", "rawvideo", "-pix_fmt", format.layout(), "-s",
                planes.width() + "x" + planes.height(), "-i", "pipe:0", "-frames:v", "1", "-vf",
                "setparams=range=pc:color_primaries=bt709:color_trc=iec61966-2-1:colorspace="
                        + (format.colours().matrix() == 0 ? "gbr" : "smpte170m"),
                "-c:v", "libaom-av1", "-usage", "allintra", "-still-picture", "1", "-crf", Integer.toString(crf),
                "-b:v",
                "0", "-row-mt", "1",
                // ffmpeg's own option for the speed ends at 8
                "-aom-params", "cpu-used=" + SPEEDS[effort] + (lossless ? ":lossless=1" : "")));
        if (!lossless) {
            arguments.addAll(List.of("-tune", "ssim"));
        }
        arguments.addAll(List.of("-f", "ivf", "pipe:1"));
        byte[] film = filter(arguments, out -> {
            for (byte[] plane : planes.samples()) {
                out.write(plane);
            }
        }, (long) planes.width() * planes.height(), check);
        return frame(film);
    }

    /** The first picture of an IVF film, without what separates pictures. */
    private static byte[] frame(byte[] film) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(film).order(ByteOrder.LITTLE_ENDIAN);
        int head = 32 + 12;
        if (film.length < head || in.getInt(32) > film.length - head) {
            throw new IOException("the encoder gave no picture");
        }
        return Av1Header.bare(Arrays.copyOfRange(film, head, head + in.getInt(32)));
    }

    /** Encodes a WebP with the effort that is asked for. */
    byte[] webp(Picture picture, Encoding encoding, Runnable check) {
        require("libwebp", "WebP");
        List<String> arguments = List.of("-f", "rawvideo", "-pix_fmt", "bgra", "-s",
                picture.width() + "x" + picture.height(), "-i", "pipe:0", "-frames:v", "1", "-c:v", "libwebp",
                "-lossless", encoding.lossless() ? "1" : "0", "-quality", Integer.toString(encoding.quality()),
                "-compression_level", Integer.toString(encoding.effort()), "-f", "image2pipe", "pipe:1");
        return filter(arguments, out -> pixels(picture, out), picture.argb().length, check);
    }

    private static void pixels(Picture picture, OutputStream out) throws IOException {
        ByteBuffer row = ByteBuffer.allocate(4 * picture.width()).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < picture.height(); y++) {
            row.asIntBuffer().put(picture.argb(), y * picture.width(), picture.width());
            out.write(row.array());
        }
    }

    private byte[] filter(List<String> arguments, Ffmpeg.Source source, long pixels, Runnable check) {
        var result = new ByteArrayOutputStream();
        ffmpeg.filter(arguments, source, new Asked(check, CHILD_BYTES + BYTES_PER_PIXEL * pixels),
                in -> in.transferTo(result));
        return result.toByteArray();
    }

    private void require(String encoder, String format) {
        if (!ffmpeg.encoders().contains(encoder)) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "image.no-encoder",
                    format + " cannot be written: this ffmpeg has no " + encoder + ".",
                    "Choose PNG or JPEG, or use the ffmpeg that comes with PODStudio.");
        }
    }

    /** As an IVF film of one frame a picture, which hands each to the decoder as it is. */
    private static void film(List<byte[]> pictures, Av1Header format, OutputStream out) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        head.put("DKIF".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 0).putShort((short) 32)
                .put("AV01".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) format.width())
                .putShort((short) format.height()).putInt(1).putInt(1).putInt(pictures.size());
        out.write(head.array());
        for (int i = 0; i < pictures.size(); i++) {
            byte[] picture = pictures.get(i);
            out.write(ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(picture.length).putLong(i).array());
            out.write(picture);
        }
    }

    /** What is the picture's fault is told as such; what the machine lacks goes to the user as it is. */
    private static IOException failure(ProcessingException e) {
        if (e.kind() == ErrorKind.CONFIGURATION || e.kind() == ErrorKind.RESOURCE && !"media.unread".equals(e.code())) {
            throw e;
        }
        return new IOException(e.message(), e);
    }
}
