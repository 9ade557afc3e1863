package org.podstudio.models.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a stored protobuf message, in order; nothing is copied, so positions are those in the file. */
final class Fields {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    /**
     * One of them.
     *
     * @param number as {@code onnx.proto} has it
     * @param value of a number; 0 else
     * @param bytes of a text, a message or packed values; empty else
     */
    record Field(int number, long value, Optional<ByteBuffer> bytes) {

        String text() {
            return new String(copy(), StandardCharsets.UTF_8);
        }

        byte[] copy() {
            ByteBuffer from = bytes.orElseThrow().duplicate();
            byte[] copy = new byte[from.remaining()];
            from.get(copy);
            return copy;
        }
    }

    private final List<Field> fields = new ArrayList<>();

    private Fields() {
    }

    /** @throws RuntimeException of some kind when the bytes are no message */
    static Fields of(ByteBuffer message) {
        Fields fields = new Fields();
        ByteBuffer in = message.duplicate();
        while (in.hasRemaining()) {
            long key = varint(in);
            int number = (int) (key >>> 3);
            fields.fields.add(switch ((int) (key & 7)) {
                case VARINT -> new Field(number, varint(in), Optional.empty());
                case BYTES -> new Field(number, 0, Optional.of(part(in, varint(in))));
                case FIXED64 -> new Field(number, 0, Optional.of(part(in, 8)));
                case FIXED32 -> new Field(number, 0, Optional.of(part(in, 4)));
                default -> throw new IllegalArgumentException("no protobuf");
            });
        }
        return fields;
    }

    private static ByteBuffer part(ByteBuffer in, long length) {
        int end = Math.toIntExact(in.position() + length);
        ByteBuffer part = in.duplicate().limit(end);
        in.position(end);
        return part;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte digit = in.get();
            value |= (digit & 0x7FL) << shift;
            if (digit >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("no number");
    }

    List<Field> all() {
        return fields;
    }

    boolean has(int number) {
        return fields.stream().anyMatch(field -> field.number == number);
    }

    /** The last of its kind, as protobuf reads it; 0 when there is none. */
    long number(int number) {
        return fields.stream().filter(field -> field.number == number).mapToLong(Field::value).reduce(0, (a, b) -> b);
    }

    /** All of a kind, whether packed or one by one. */
    List<Long> numbers(int number) {
        List<Long> numbers = new ArrayList<>();
        for (Field field : fields) {
            if (field.number == number) {
                field.bytes.ifPresentOrElse(packed -> unpack(packed.duplicate(), numbers),
                        () -> numbers.add(field.value));
            }
        }
        return numbers;
    }

    private static void unpack(ByteBuffer packed, List<Long> numbers) {
        while (packed.hasRemaining()) {
            numbers.add(varint(packed));
        }
    }

    /** Empty when there is none. */
    String text(int number) {
        return fields.stream().filter(field -> field.number == number).map(Field::text).reduce("", (a, b) -> b);
    }

    List<String> texts(int number) {
        return fields.stream().filter(field -> field.number == number).map(Field::text).toList();
    }

    /** All messages of a kind. */
    List<Fields> messages(int number) {
        return fields.stream().filter(field -> field.number == number).map(field -> of(field.bytes.orElseThrow()))
                .toList();
    }

    /** Writes them again but those of a kind. */
    Message without(int... numbers) {
        Message message = new Message();
        for (Field field : fields) {
            if (java.util.Arrays.stream(numbers).noneMatch(number -> number == field.number)) {
                write(field, message);
            }
        }
        return message;
    }

    private static void write(Field field, Message message) {
        if (field.bytes.isPresent()) {
            message.bytes(field.number, field.copy());
        } else {
            message.number(field.number, field.value);
        }
    }
}
