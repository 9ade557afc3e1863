package org.podstudio.imaging.internal.avif;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box of an ISO base media file (ISO/IEC 14496-12). Its content is checked to lie inside the file, so what reads beyond it finds a
 * {@link java.nio.BufferUnderflowException}.
 *
 * @param type four characters
 * @param start position of its header in the file
 * @param content what it holds, from position 0, big-endian
 */
public record Box(String type, int start, ByteBuffer content) {

    /** More boxes side by side than any picture has. */
    private static final int MOST = 10_000;

    /** The boxes side by side in a part of a file. @throws IOException when they do not fit into it */
    public static List<Box> all(ByteBuffer part) throws IOException {
        return all(part, 0);
    }

    /**
     * As the other.
     *
     * @param origin position of the part in the file
     */
    public static List<Box> all(ByteBuffer part, int origin) throws IOException {
        List<Box> boxes = new ArrayList<>();
        int at = 0;
        while (part.limit() - at >= 8 && boxes.size() < MOST) {
            long size = Integer.toUnsignedLong(part.getInt(at));
            int head = 8;
            if (size == 1 && part.limit() - at >= 16) {
                size = part.getLong(at + 8);
                head = 16;
            } else if (size == 0) {
                size = part.limit() - at;
            }
            if (size < head || size > part.limit() - at) {
                throw new IOException("a box of " + size + " bytes does not fit at " + (origin + at));
            }
            boxes.add(new Box(text(part, at + 4), origin + at, part.slice(at + head, (int) size - head)));
            at += (int) size;
        }
        return boxes;
    }

    /** The first of a type. */
    public static Optional<Box> find(List<Box> boxes, String type) {
        return boxes.stream().filter(b -> b.type.equals(type)).findFirst();
    }

    /** What it contains, after a version and flags. */
    public List<Box> fullChildren() throws IOException {
        return all(content.slice(4, Math.max(0, content.limit() - 4)), position() + 4);
    }

    /** What it contains. */
    public List<Box> children() throws IOException {
        return all(content, position());
    }

    /** Version of a full box. */
    public int version() {
        return content.get(0) & 255;
    }

    /** Flags of a full box. */
    public int flags() {
        return content.getInt(0) & 0xFFFFFF;
    }

    /** A reader behind version and flags. */
    public ByteBuffer fields() {
        return content.duplicate().position(4);
    }

    private int position() {
        // a long header is rare, and its children's positions only serve messages
        return start + 8;
    }

    /** Four characters. */
    public static String text(ByteBuffer bytes, int at) {
        byte[] name = new byte[4];
        bytes.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
