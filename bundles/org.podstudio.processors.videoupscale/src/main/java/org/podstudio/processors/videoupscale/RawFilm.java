package org.podstudio.processors.videoupscale;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes pixels with their times to a pipe: Matroska (RFC 9559) with uncompressed pictures, a cluster a frame. Plain raw video has no times, and a
 * film of uneven frames would lose them.
 */
final class RawFilm {

    /** Nanoseconds a tick. */
    private static final long TICK = 1000;
    private static final int TRACK = 0x81;
    private static final int KEY = 0x80;

    private final DataOutputStream out;

    /** Writes the head. Sizes in pixels. */
    RawFilm(OutputStream out, int width, int height) throws IOException {
        this.out = new DataOutputStream(out);
        element(0x1A45DFA3, join(element(0x4282, "matroska"), number(0x4287, 4), number(0x4285, 2)));
        id(this.out, 0x18538067);
        this.out.writeLong(0x01FFFFFFFFFFFFFFL); // as long as it comes
        element(0x1549A966, join(number(0x2AD7B1, TICK), element(0x4D80, "podstudio"), element(0x5741, "podstudio")));
        byte[] picture = join(number(0xB0, width), number(0xBA, height),
                bytes(0x2EB524, new byte[]{'R', 'G', 'B', 24}));
        element(0x1654AE6B, bytes(0xAE, join(number(0xD7, 1), number(0x73C5, 1), number(0x83, 1),
                element(0x86, "V_UNCOMPRESSED"), bytes(0xE0, picture))));
    }

    /** @param rgb three bytes a pixel, row by row */
    void frame(long microseconds, byte[] rgb) throws IOException {
        byte[] time = number(0xE7, microseconds);
        byte[] head = join(size(rgb.length + 4L), new byte[]{(byte) TRACK, 0, 0, (byte) KEY});
        id(out, 0x1F43B675);
        out.write(size(time.length + 1L + head.length + rgb.length));
        out.write(time);
        id(out, 0xA3);
        out.write(head);
        out.write(rgb);
        out.flush();
    }

    private void element(int id, byte[] body) throws IOException {
        out.write(bytes(id, body));
    }

    private static byte[] element(int id, String text) throws IOException {
        return bytes(id, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] number(int id, long value) throws IOException {
        byte[] body = new byte[8];
        for (int i = 0; i < 8; i++) {
            body[i] = (byte) (value >> 56 - 8 * i);
        }
        return bytes(id, body);
    }

    private static byte[] bytes(int id, byte[] body) throws IOException {
        var element = new ByteArrayOutputStream();
        id(element, id);
        element.write(size(body.length));
        element.write(body);
        return element.toByteArray();
    }

    /** Its first bits tell its length already. */
    private static void id(OutputStream out, int id) throws IOException {
        for (int shift = 24; shift >= 0; shift -= 8) {
            if (id >>> shift != 0) {
                out.write(id >>> shift);
            }
        }
    }

    /** Always eight bytes. */
    private static byte[] size(long size) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (size >> 56 - 8 * i);
        }
        bytes[0] = 1;
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
