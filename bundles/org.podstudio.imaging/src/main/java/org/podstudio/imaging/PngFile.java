package org.podstudio.imaging;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG: grey, RGB or RGBA of 8 bits, the filter of each row chosen by the smallest sum of differences, as libpng's authors advise. No
 * time stamp, so that the same pixels give the same bytes.
 */
final class PngFile {

    private static final int LEVEL = 6;

    private final Picture picture;
    private final int channels;
    private final byte[][] candidates;
    private byte[] above;
    private byte[] row;

    private PngFile(Picture picture) {
        this.picture = picture;
        this.channels = picture.alpha() ? 4 : grey(picture) ? 1 : 3;
        int length = picture.width() * channels;
        this.above = new byte[length];
        this.row = new byte[length];
        this.candidates = new byte[5][length + 1];
        for (int filter = 0; filter < candidates.length; filter++) {
            candidates[filter][0] = (byte) filter;
        }
    }

    static byte[] encode(Picture picture) throws IOException {
        var file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        new PngFile(picture).write(file);
        return file.toByteArray();
    }

    private static boolean grey(Picture picture) {
        for (int pixel : picture.argb()) {
            if ((pixel & 255) != (pixel >> 8 & 255) || (pixel & 255) != (pixel >> 16 & 255)) {
                return false;
            }
        }
        return true;
    }

    private void write(OutputStream file) throws IOException {
        var header = new ByteArrayOutputStream();
        var out = new DataOutputStream(header);
        out.writeInt(picture.width());
        out.writeInt(picture.height());
        out.write(new byte[] {8, (byte) (channels == 1 ? 0 : channels == 3 ? 2 : 6), 0, 0, 0});
        chunk(file, "IHDR", header.toByteArray());
        // perceptual intent; tells viewers that nothing needs guessing
        chunk(file, "sRGB", new byte[1]);
        chunk(file, "IDAT", pixels());
        chunk(file, "IEND", new byte[0]);
    }

    private byte[] pixels() throws IOException {
        var bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(LEVEL);
        deflater.setStrategy(Deflater.FILTERED);
        try (var out = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
            for (int y = 0; y < picture.height(); y++) {
                unpack(y);
                out.write(best());
                byte[] spare = above;
                above = row;
                row = spare;
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private void unpack(int y) {
        int from = y * picture.width();
        for (int x = 0, k = 0; x < picture.width(); x++) {
            int pixel = picture.argb()[from + x];
            if (channels == 1) {
                row[k++] = (byte) pixel;
            } else {
                row[k++] = (byte) (pixel >> 16);
                row[k++] = (byte) (pixel >> 8);
                row[k++] = (byte) pixel;
                if (channels == 4) {
                    row[k++] = (byte) (pixel >>> 24);
                }
            }
        }
    }

    private byte[] best() {
        byte[] best = candidates[0];
        long least = Long.MAX_VALUE;
        fill();
        for (byte[] candidate : candidates) {
            long sum = 0;
            for (int i = 1; i < candidate.length; i++) {
                sum += Math.abs(candidate[i]);
            }
            if (sum < least) {
                least = sum;
                best = candidate;
            }
        }
        return best;
    }

    private void fill() {
        for (int i = 0; i < row.length; i++) {
            int value = row[i];
            int left = i < channels ? 0 : row[i - channels] & 255;
            int up = above[i] & 255;
            int corner = i < channels ? 0 : above[i - channels] & 255;
            candidates[0][i + 1] = (byte) value;
            candidates[1][i + 1] = (byte) (value - left);
            candidates[2][i + 1] = (byte) (value - up);
            candidates[3][i + 1] = (byte) (value - (left + up >> 1));
            candidates[4][i + 1] = (byte) (value - paeth(left, up, corner));
        }
    }

    private static int paeth(int left, int up, int corner) {
        int byLeft = Math.abs(up - corner);
        int byUp = Math.abs(left - corner);
        int byCorner = Math.abs(left + up - 2 * corner);
        if (byLeft <= byUp && byLeft <= byCorner) {
            return left;
        }
        return byUp <= byCorner ? up : corner;
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
