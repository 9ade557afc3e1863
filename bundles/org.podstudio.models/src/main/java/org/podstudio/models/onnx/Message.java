package org.podstudio.models.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One protobuf message, written field by field. Keeps references to large values instead of copying them into each message around them. */
final class Message {

    private static final int VARINT = 0;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final List<byte[]> chunks = new ArrayList<>();
    private long size;

    Message number(int field, long value) {
        return key(field, VARINT).varint(value);
    }

    Message real(int field, float value) {
        return key(field, FIXED32).add(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    }

    Message bytes(int field, byte[] value) {
        return key(field, BYTES).varint(value.length).add(value);
    }

    Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
        key(field, BYTES).varint(value.size);
        chunks.addAll(value.chunks);
        size += value.size;
        return this;
    }

    Message messages(int field, List<Message> values) {
        values.forEach(v -> message(field, v));
        return this;
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] chunk : chunks) {
            out.write(chunk);
        }
    }

    byte[] toBytes() {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size));
        chunks.forEach(all::put);
        return all.array();
    }

    private Message key(int field, int type) {
        return varint((long) field << 3 | type);
    }

    private Message varint(long value) {
        byte[] digits = new byte[10];
        int n = 0;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            digits[n++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        digits[n++] = (byte) rest;
        return add(Arrays.copyOf(digits, n));
    }

    private Message add(byte[] chunk) {
        chunks.add(chunk);
        size += chunk.length;
        return this;
    }
}
