package org.podstudio.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.podstudio.models.onnx.Fields.Field;

/**
 * Convolutions of two values that are joined along their channels, written anew so that nothing is joined: each value is filtered by the weights that
 * are for it, the first one onto what the second one gave. That is the same sum in another order. Where a network looks at large values once more, the
 * joined one and its two parts are the most that it holds at a time.
 */
final class Joins {

    /** ONNX Runtime's own operators, of which one adds what it makes to another value. */
    static final Message OPERATORS = new Message().text(1, "com.microsoft").number(2, 1);
    /** Since then the sizes of parts are a value. */
    static final long LEAST_OPSET = 13;

    private static final int NODE = 1;
    private static final int FROM = 1;
    private static final int TO = 2;
    private static final int OPERATOR = 4;
    private static final int ATTRIBUTE = 5;
    private static final int INITIALIZER = 5;
    private static final int GRAPH_OUTPUT = 12;
    static final int INT64 = 7;

    private final Map<String, Fields> makers = new HashMap<>();
    private final Map<String, List<Fields>> users = new HashMap<>();
    private final Map<String, List<Long>> shapes = new HashMap<>();
    private final Set<String> outputs = new HashSet<>();
    private final Message written;

    /**
     * One of them.
     *
     * @param values that are joined, by name
     * @param channels of each
     * @param rectified the function that is applied to the sum alone; empty when another is, or none
     */
    private record Join(Fields convolution, List<String> values, List<Long> channels, Optional<Fields> rectified) {}

    private Joins(Fields graph) {
        this.written = graph.without(NODE);
        graph.messages(INITIALIZER).forEach(weight -> shapes.put(weight.text(8), weight.numbers(1)));
        graph.messages(GRAPH_OUTPUT).forEach(output -> outputs.add(output.text(1)));
    }

    /** The graph without such joins. */
    static Message apart(Fields graph) {
        Joins joins = new Joins(graph);
        List<Fields> nodes = graph.messages(NODE);
        nodes.forEach(joins::learn);
        return joins.written(nodes);
    }

    private void learn(Fields node) {
        node.texts(TO).forEach(value -> makers.put(value, node));
        node.texts(FROM).forEach(value -> users.computeIfAbsent(value, any -> new ArrayList<>()).add(node));
    }

    private Message written(List<Fields> nodes) {
        Map<Fields, Join> found = new IdentityHashMap<>();
        Set<Fields> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Fields node : nodes) {
            join(node).ifPresent(join -> {
                found.put(node, join);
                gone.add(makers.get(node.texts(FROM).getFirst()));
                join.rectified.ifPresent(gone::add);
            });
        }
        for (Fields node : nodes) {
            Join join = found.get(node);
            if (join != null) {
                write(join);
            } else if (!gone.contains(node)) {
                written.message(NODE, node.without());
            }
        }
        return written;
    }

    private Optional<Join> join(Fields node) {
        List<String> from = node.texts(FROM);
        Fields concat = node.text(OPERATOR).equals("Conv") ? makers.get(from.getFirst()) : null;
        if (concat == null || !concat.text(OPERATOR).equals("Concat") || concat.texts(FROM).size() != 2
                || number(concat, "axis", 0) != 1 || number(node, "group", 1) != 1 || !alone(from.getFirst())) {
            return Optional.empty();
        }
        OptionalLong first = channels(concat.texts(FROM).getFirst());
        List<Long> weights = shape(from.get(1));
        return first.isPresent() && weights.size() > 2 && weights.get(1) > first.getAsLong()
                ? Optional.of(new Join(node, concat.texts(FROM),
                        List.of(first.getAsLong(), weights.get(1) - first.getAsLong()), rectified(node)))
                : Optional.empty();
    }

    private Optional<Fields> rectified(Fields node) {
        String made = node.texts(TO).getFirst();
        return alone(made)
                ? users.get(made).stream().filter(user -> user.text(OPERATOR).equals("Relu")).findFirst()
                : Optional.empty();
    }

    /** Whether one node alone wants a value. */
    private boolean alone(String value) {
        return !outputs.contains(value) && users.getOrDefault(value, List.of()).size() == 1;
    }

    private static long number(Fields node, String attribute, long usual) {
        return node.messages(ATTRIBUTE).stream().filter(a -> a.text(1).equals(attribute)).mapToLong(a -> a.number(3))
                .findFirst().orElse(usual);
    }

    /** How many channels a value has, where what made it tells. */
    private OptionalLong channels(String value) {
        Fields maker = makers.get(value);
        return maker == null ? OptionalLong.empty() : switch (maker.text(OPERATOR)) {
            case "Conv" -> shape(maker.texts(FROM).get(1)).stream().mapToLong(Long::longValue).findFirst();
            case "Relu", "MaxPool", "Resize" -> channels(maker.texts(FROM).getFirst());
            case "Add" -> sameChannels(maker.texts(FROM));
            default -> OptionalLong.empty();
        };
    }

    /** Of two values that have as many as each other: of others one may be repeated for each channel of the other. */
    private OptionalLong sameChannels(List<String> values) {
        OptionalLong first = channels(values.getFirst());
        return first.equals(channels(values.getLast())) ? first : OptionalLong.empty();
    }

    /** Of weights, widened or as they are; empty when they are none. */
    private List<Long> shape(String weights) {
        Fields maker = makers.get(weights);
        String stored = maker != null && maker.text(OPERATOR).equals("Cast")
                ? maker.texts(FROM).getFirst()
                : weights;
        return shapes.getOrDefault(stored, List.of());
    }

    /**
     * What comes last in the file is computed first: so the second value, which waits for the first one to be made, makes room for its sum before
     * that.
     */
    private void write(Join join) {
        List<String> from = join.convolution.texts(FROM);
        // named by what is made, which nothing else makes, while several may be made with the same weights
        String made = join.convolution.texts(TO).getFirst();
        String parts = "parts of " + made;
        String first = "first weights of " + made;
        String second = "second weights of " + made;
        written.message(INITIALIZER, numbers(parts, join.channels));
        written.message(NODE, new Message().text(FROM, from.get(1)).text(FROM, parts).text(TO, first).text(TO, second)
                .text(OPERATOR, "Split")
                .message(ATTRIBUTE, new Message().text(1, "axis").number(3, 1).number(20, 2)));
        written.message(NODE, filtering(join, new Message().text(FROM, join.values.get(1)).text(FROM, second)
                .text(TO, "second " + made).text(OPERATOR, "Conv")));
        Message sum = new Message().text(FROM, join.values.getFirst()).text(FROM, first)
                .text(FROM, from.size() > 2 ? from.get(2) : "").text(FROM, "second " + made)
                .text(TO, join.rectified.map(relu -> relu.texts(TO).getFirst()).orElse(made))
                .text(OPERATOR, "FusedConv").text(7, "com.microsoft");
        if (join.rectified.isPresent()) {
            sum.message(ATTRIBUTE, new Message().text(1, "activation").text(4, "Relu").number(20, 3));
        }
        written.message(NODE, filtering(join, sum));
    }

    /** With the steps and edges of the convolution. */
    private static Message filtering(Join join, Message node) {
        for (Field field : join.convolution.all()) {
            if (field.number() == ATTRIBUTE) {
                node.bytes(ATTRIBUTE, field.copy());
            }
        }
        return node;
    }

    /** A constant of whole numbers. */
    static Message numbers(String name, List<Long> values) {
        ByteBuffer raw = ByteBuffer.allocate(Long.BYTES * values.size()).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(raw::putLong);
        return new Message().number(1, values.size()).number(2, INT64).text(8, name).bytes(9, raw.array());
    }
}
