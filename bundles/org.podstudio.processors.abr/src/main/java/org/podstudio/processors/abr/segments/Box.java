package org.podstudio.processors.abr.segments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box of an ISO base media file (ISO/IEC 14496-12) in memory.
 *
 * @param type four letters
 * @param body what comes after its head
 */
record Box(String type, ByteBuffer body) {

    private static final int HEAD = 8;

    /** Those in a buffer, in order. @throws IllegalArgumentException when one is larger than what it is in */
    static List<Box> in(ByteBuffer bytes) {
        List<Box> boxes = new ArrayList<>();
        ByteBuffer rest = bytes.slice();
        while (rest.remaining() >= HEAD) {
            long size = Integer.toUnsignedLong(rest.getInt(0));
            int head = size == 1 ? 2 * HEAD : HEAD;
            long whole = size == 1 && rest.remaining() >= head
                    ? rest.getLong(HEAD)
                    : size == 0 ? rest.remaining() : size;
            if (whole < head || whole > rest.remaining()) {
                throw new IllegalArgumentException("a box of " + whole + " bytes in " + rest.remaining());
            }
            byte[] type = new byte[4];
            rest.get(4, type);
            boxes.add(new Box(new String(type, StandardCharsets.ISO_8859_1),
                    rest.slice(head, (int) whole - head)));
            rest = rest.slice((int) whole, rest.remaining() - (int) whole);
        }
        return boxes;
    }

    /** The first of a type among its children. */
    Optional<Box> child(String wanted) {
        return first(in(body), wanted);
    }

    /** The first at the end of a way down. @throws IllegalArgumentException when there is none */
    Box at(String... way) {
        Box box = this;
        for (String step : way) {
            String in = box.type;
            box = box.child(step).orElseThrow(() -> new IllegalArgumentException("no " + step + " in " + in));
        }
        return box;
    }

    static Optional<Box> first(List<Box> boxes, String wanted) {
        return boxes.stream().filter(box -> box.type.equals(wanted)).findFirst();
    }

    /** An unsigned 32-bit number of its body. */
    long number(int at) {
        return Integer.toUnsignedLong(body.getInt(at));
    }

    /** Version of a full box. */
    int version() {
        return body.get(0);
    }

    /** Flags of a full box. */
    int flags() {
        return body.getInt(0) & 0xFFFFFF;
    }
}
