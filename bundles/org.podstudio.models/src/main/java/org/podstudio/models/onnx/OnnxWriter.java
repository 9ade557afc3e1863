package org.podstudio.models.onnx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds an ONNX model node by node and writes it; the same calls give the same bytes. Numbers of fields are those of {@code onnx.proto}
 * (IR version 8). Not for several threads.
 */
public final class OnnxWriter {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int FLOAT16 = 10;
    private static final int DOUBLE = 11;
    private static final int IR_VERSION = 8;

    private final String name;
    private final int opset;
    private final List<Message> nodes = new ArrayList<>();
    private final List<Message> constants = new ArrayList<>();
    private final List<Message> inputs = new ArrayList<>();
    private final List<Message> outputs = new ArrayList<>();
    private final List<Message> metadata = new ArrayList<>();
    private int temporaries;

    /**
     * @param name of the graph
     * @param opset version of the default operator set
     */
    public OnnxWriter(String name, int opset) {
        this.name = name;
        this.opset = opset;
    }

    /** Adds a line of metadata. */
    public OnnxWriter note(String key, String value) {
        metadata.add(new Message().text(1, key).text(2, value));
        return this;
    }

    /**
     * Adds a node.
     *
     * @param attributes values of type {@link Float}, {@link Integer}, {@link Long}, {@link String} or {@code long[]}; written in the map's
     *            order, so give one that has an order when there is more than one
     */
    public OnnxWriter node(String operator, List<String> from, List<String> to, Map<String, ?> attributes) {
        Message node = new Message();
        from.forEach(value -> node.text(1, value));
        to.forEach(value -> node.text(2, value));
        node.text(3, operator + "_" + nodes.size()).text(4, operator);
        attributes.forEach((key, value) -> node.message(5, attribute(key, value)));
        nodes.add(node);
        return this;
    }

    /** Adds a node of one output, which gets a name of its own. */
    public String apply(String operator, Map<String, ?> attributes, String... from) {
        String result = temporary();
        node(operator, List.of(from), List.of(result), attributes);
        return result;
    }

    /** A name that no other value of this model has, unless it was made like it. */
    public String temporary() {
        return "t" + temporaries++;
    }

    /** Adds a constant of 32-bit floats. */
    public String floats(String constant, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(constant, FLOAT, raw.array(), shape);
    }

    /** Adds a constant that is kept as 16-bit floats and widened where it is used: half the file, for values that were 16 bit before. */
    public String halves(String constant, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putShort(Float.floatToFloat16(value));
        }
        node("Cast", List.of(constant(constant + "_h", FLOAT16, raw.array(), shape)), List.of(constant),
                Map.of("to", FLOAT));
        return constant;
    }

    /** Adds a constant of 64-bit whole numbers. */
    public String longs(String constant, long[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(constant, INT64, raw.array(), shape);
    }

    /**
     * Declares an input of 32-bit floats.
     *
     * @param dimensions a number, or a text for a size that may vary
     */
    public OnnxWriter input(String input, Object... dimensions) {
        inputs.add(port(input, FLOAT, dimensions));
        return this;
    }

    /** Declares an input of 64-bit floats; dimensions as of the other, none for a single value. */
    public OnnxWriter wideInput(String input, Object... dimensions) {
        inputs.add(port(input, DOUBLE, dimensions));
        return this;
    }

    /** Declares an output of 32-bit floats; dimensions as of an input. */
    public OnnxWriter output(String output, Object... dimensions) {
        outputs.add(port(output, FLOAT, dimensions));
        return this;
    }

    /** Writes or overwrites a file. */
    public Path save(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            model().writeTo(out);
        }
        return file;
    }

    private Message model() {
        Message graph = new Message().messages(1, nodes).text(2, name).messages(5, constants).messages(11, inputs)
                .messages(12, outputs);
        Message operators = new Message().text(1, "").number(2, opset);
        return new Message().number(1, IR_VERSION).text(2, "PODStudio").message(7, graph).message(8, operators)
                .messages(14, metadata);
    }

    private String constant(String constant, int type, byte[] raw, long... shape) {
        Message tensor = new Message();
        for (long dimension : shape) {
            tensor.number(1, dimension);
        }
        constants.add(tensor.number(2, type).text(8, constant).bytes(9, raw));
        return constant;
    }

    private static Message port(String port, int type, Object... dimensions) {
        Message shape = new Message();
        for (Object dimension : dimensions) {
            shape.message(1,
                    dimension instanceof Number n
                            ? new Message().number(1, n.longValue())
                            : new Message().text(2, dimension.toString()));
        }
        Message tensor = new Message().number(1, type).message(2, shape);
        return new Message().text(1, port).message(2, new Message().message(1, tensor));
    }

    private static Message attribute(String key, Object value) {
        Message attribute = new Message().text(1, key);
        switch (value) {
            case Float f -> attribute.real(2, f).number(20, 1);
            case Number n -> attribute.number(3, n.longValue()).number(20, 2);
            case String s -> attribute.text(4, s).number(20, 3);
            case long[] many -> {
                for (long one : many) {
                    attribute.number(8, one);
                }
                attribute.number(20, 7);
            }
            default -> throw new IllegalArgumentException("attribute " + key + " of " + value.getClass());
        }
        return attribute;
    }
}
