package org.podstudio.media;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes uncoded pictures with the time of each, as Matroska (RFC 9559) that ffmpeg reads from a pipe: bare pictures
 * would have no times, and film whose pictures come at uneven ones would lose its pace. Each picture is a cluster, so
 * that its time has 64 bits.
 */
public final class RawFilm {

    private static final int EBML = 0x1A45DFA3;
    private static final int DOC_TYPE = 0x4282;
    private static final int SEGMENT = 0x18538067;
    private static final int INFO = 0x1549A966;
    private static final int TIMESTAMP_SCALE = 0x2AD7B1;
    private static final int TRACKS = 0x1654AE6B;
    private static final int TRACK = 0xAE;
    private static final int TRACK_NUMBER = 0xD7;
    private static final int TRACK_UID = 0x73C5;
    private static final int TRACK_TYPE = 0x83;
    private static final int CODEC = 0x86;
    private static final int VIDEO = 0xE0;
    private static final int WIDTH = 0xB0;
    private static final int HEIGHT = 0xBA;
    private static final int FOUR_LETTERS = 0x2EB524;
    private static final int CLUSTER = 0x1F43B675;
    private static final int TIMESTAMP = 0xE7;
    private static final int SIMPLE_BLOCK = 0xA3;
    /** The track, no time beside the cluster's, a key frame. */
    private static final byte[] BLOCK_HEAD = {(byte) 0x81, 0, 0, (byte) 0x80};

    private final DataOutputStream out;

    /**
     * Writes the head.
     *
     * @param out not closed by this
     * @param letters four, one byte each, that a container tells the form of the pictures by: {@code I420}
     * @param width pixels
     * @param height pixels
     * @throws IOException of the pipe
     */
    public RawFilm(OutputStream out, String letters, int width, int height) throws IOException {
        this.out = new DataOutputStream(out);
        element(this.out, EBML, element(DOC_TYPE, "matroska".getBytes(StandardCharsets.US_ASCII)));
        id(this.out, SEGMENT);
        this.out.writeLong(0x01FFFFFFFFFFFFFFL); // no length: it ends where the pipe ends
        element(this.out, INFO, element(TIMESTAMP_SCALE, number(1)));
        byte[] video = join(element(WIDTH, number(width)), element(HEIGHT, number(height)),
                element(FOUR_LETTERS, letters.getBytes(StandardCharsets.ISO_8859_1)));
        element(this.out, TRACKS, element(TRACK, join(element(TRACK_NUMBER, number(1)), element(TRACK_UID, number(1)),
                element(TRACK_TYPE, number(1)), element(CODEC, "V_UNCOMPRESSED".getBytes(StandardCharsets.US_ASCII)),
                element(VIDEO, video))));
    }

    /**
     * Writes a picture.
     *
     * @param nanoseconds from the beginning, not negative, more than that of the picture before
     * @throws IOException of the pipe
     */
    public void write(byte[] picture, long nanoseconds) throws IOException {
        byte[] time = element(TIMESTAMP, number(nanoseconds));
        byte[] head = head(SIMPLE_BLOCK, BLOCK_HEAD.length + picture.length);
        out.write(head(CLUSTER, time.length + head.length + BLOCK_HEAD.length + picture.length));
        out.write(time);
        out.write(head);
        out.write(BLOCK_HEAD);
        out.write(picture);
    }

    private static byte[] element(int id, byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        element(new DataOutputStream(bytes), id, body);
        return bytes.toByteArray();
    }

    private static void element(DataOutputStream to, int id, byte[] body) throws IOException {
        to.write(head(id, body.length));
        to.write(body);
    }

    private static byte[] head(int id, long length) throws IOException {
        var bytes = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(bytes);
        id(to, id);
        to.writeLong(0x0100000000000000L | length);
        return bytes.toByteArray();
    }

    /** Its own first bits say how many bytes it has. */
    private static void id(DataOutputStream to, int id) throws IOException {
        for (int shift = 24; shift >= 0; shift -= 8) {
            if (id >>> shift != 0) {
                to.writeByte(id >>> shift);
            }
        }
    }

    private static byte[] number(long value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeLong(value);
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.write(part);
        }
        return bytes.toByteArray();
    }
}
