package org.podstudio.imaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.Ffmpeg;

/** AV1 by FFmpeg's libaom, in a child process: whatever a stream does to it costs one picture. For any thread. */
final class Av1 {

    private static final long CHILD_BYTES = 1L << 30;
    private static final int BYTES_PER_PIXEL = 32;

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
                    List.of("-f", "ivf", "-i", "pipe:0", "-map", "0:v:0", "-fps_mode", "passthrough", "-pix_fmt",
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
