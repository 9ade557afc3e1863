package org.podstudio.imaging.internal.png;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;

/**
 * Writes PNG: grey, RGB or RGBA of 8 bits, RGB or RGBA of 16, or a palette. Strips of rows are packed in parallel and joined as one zlib stream, so the same pixels give the
 * same bytes however many cores there are. No time stamp.
 */
public final class PngFile {

    private static final int STRIP_BYTES = 1 << 20;
    private static final int STRIPS_AT_ONCE = 16;
    private static final int ADLER = 65_521;

    private final PngRows picture;
    private final int rows;
    private final Runnable check;

    private PngFile(PngRows picture, Runnable check) {
        this.check = check;
        this.picture = picture;
        this.rows = Math.max(1, STRIP_BYTES / (picture.rowBytes() + 1));
    }

    /** @param colours at most so many in a palette; 0 for all */
    public static byte[] encode(Picture picture, int colours, Runnable check) throws IOException {
        return encode(colours == 0 ? PngRows.of(picture) : PngRows.of(picture, colours, check), check);
    }

    /** In sixteen bits. */
    public static byte[] encode(DeepPicture picture, Runnable check) throws IOException {
        return encode(PngRows.of(picture), check);
    }

    private static byte[] encode(PngRows rows, Runnable check) throws IOException {
        var file = new ByteArrayOutputStream();
        file.write(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        new PngFile(rows, check).write(file);
        return file.toByteArray();
    }

    private void write(OutputStream file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(picture.width()).putInt(picture.height())
                .put(new byte[]{(byte) picture.bits(), (byte) picture.kind(), 0, 0, 0});
        chunk(file, "IHDR", header.array());
        // perceptual intent; tells viewers that nothing needs guessing
        chunk(file, "sRGB", new byte[1]);
        palette(file);
        chunk(file, "IDAT", new byte[]{0x78, (byte) 0x9c});
        chunk(file, "IDAT", ByteBuffer.allocate(4).putInt((int) pixels(file)).array());
        chunk(file, "IEND", new byte[0]);
    }

    private void palette(OutputStream file) throws IOException {
        if (picture.kind() != 3) {
            return;
        }
        var colours = new ByteArrayOutputStream();
        var alpha = new ByteArrayOutputStream();
        for (int colour : picture.palette()) {
            colours.writeBytes(new byte[]{(byte) (colour >> 16), (byte) (colour >> 8), (byte) colour});
            if (colour >>> 24 < 255) {
                alpha.write(colour >>> 24);
            }
        }
        chunk(file, "PLTE", colours.toByteArray());
        if (alpha.size() > 0) {
            chunk(file, "tRNS", alpha.toByteArray());
        }
    }

    /** Writes all strips; a few at a time, to keep memory within bounds. Gives their common check sum. */
    private long pixels(OutputStream file) throws IOException {
        int strips = (picture.height() + rows - 1) / rows;
        long sum = new Adler32().getValue();
        for (int from = 0; from < strips; from += STRIPS_AT_ONCE) {
            List<PngStrip> packed = IntStream.range(from, Math.min(strips, from + STRIPS_AT_ONCE)).parallel()
                    .mapToObj(this::strip).toList();
            for (PngStrip strip : packed) {
                chunk(file, "IDAT", strip.packed());
                sum = joined(sum, strip.adler(), strip.length());
            }
        }
        return sum;
    }

    private PngStrip strip(int index) {
        check.run();
        return PngStrip.of(picture, index * rows, Math.min(picture.height(), (index + 1) * rows));
    }

    /** The Adler-32 of two parts together, from theirs (RFC 1950). */
    private static long joined(long first, long second, long secondLength) {
        long length = secondLength % ADLER;
        long low = (first & 0xFFFF) + (second & 0xFFFF) + ADLER - 1;
        long high = length * (first & 0xFFFF) + (first >>> 16) + (second >>> 16) + ADLER - length;
        return high % ADLER << 16 | low % ADLER;
    }

    private static void chunk(OutputStream file, String type, byte[] data) throws IOException {
        var out = new DataOutputStream(file);
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
