package org.podstudio.models.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.podstudio.models.onnx.Fields.Field;

/**
 * A network that computes in 16 bits, written anew for processors, which cannot: ONNX Runtime would surround each of its steps with conversions, and
 * widen all weights before the first step. Here values are 32 bits throughout, and each weight is widened where it is used. Weights are not copied:
 * the graph refers to the file that has them. Numbers of fields are those of {@code onnx.proto}.
 */
public final class HalfNetwork {

    private static final int FLOAT = 1;
    private static final int HALF = 10;
    private static final String CAST = "Cast";
    /** Larger ones stay in the file. */
    private static final int INLINE = 1024;
    private static final int GRAPH = 7;
    private static final int OPERATORS = 8;
    /** Training and functions. */
    private static final Set<Integer> UNKNOWN_TO_MODEL = Set.of(20, 25);
    private static final int NODE = 1;
    private static final int INITIALIZER = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;
    private static final int VALUE_INFO = 13;
    private static final int SPARSE = 15;
    private static final int RAW_DATA = 9;

    private final Path file;
    private final Fields graph;
    private final boolean firstOnly;
    private final List<Fields> nodes;
    /** Kinds of elements by name. */
    private final Map<String, Long> types = new HashMap<>();
    /** Names of values that are not used, and those used instead: of conversions that fall away what they convert. */
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, Fields> weights = new LinkedHashMap<>();

    private HalfNetwork(Path file, Fields graph, boolean firstOnly) {
        this.file = file;
        this.graph = graph;
        this.firstOnly = firstOnly;
        this.nodes = graph.messages(NODE);
    }

    /**
     * The model to load instead of a file, with the file's folder as the one of its external weights.
     *
     * @param firstOnly whether nobody asks for any output but the first
     * @return empty when the network does not compute in 16 bits, or in a way that is not understood
     * @throws IOException of the file system
     */
    public static Optional<byte[]> widened(Path file, boolean firstOnly) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            Fields model = Fields.of(channel.map(MapMode.READ_ONLY, 0, channel.size()));
            if (UNKNOWN_TO_MODEL.stream().anyMatch(model::has) || model.messages(GRAPH).size() != 1) {
                return Optional.empty();
            }
            HalfNetwork network = new HalfNetwork(file, model.messages(GRAPH).getFirst(), firstOnly);
            return network.understood() ? Optional.of(network.in(model).toBytes()) : Optional.empty();
        } catch (RuntimeException e) {
            // no model at all; who loads it is told what it is
            return Optional.empty();
        }
    }

    /** The model with the network instead of its own; without joins, unless it is older than what they are replaced by. */
    private Message in(Fields model) {
        List<Fields> operators = model.messages(OPERATORS);
        boolean young = operators.stream()
                .anyMatch(set -> set.text(1).isEmpty() && set.number(2) >= Joins.LEAST_OPSET);
        return young && operators.size() == 1
                ? model.without(GRAPH).message(OPERATORS, Joins.OPERATORS).message(GRAPH,
                        Joins.apart(Fields.of(ByteBuffer.wrap(graph().toBytes()))))
                : model.without(GRAPH).message(GRAPH, graph());
    }

    /** Whether all 16 bits in it are weights and values that may as well have 32. */
    private boolean understood() {
        graph.messages(INITIALIZER).forEach(weight -> types.put(weight.text(8), weight.number(2)));
        List.of(INPUT, OUTPUT, VALUE_INFO).forEach(kind -> graph.messages(kind).forEach(this::learn));
        for (Fields weight : graph.messages(INITIALIZER)) {
            if (weight.number(2) == HALF) {
                weights.put(weight.text(8), weight);
            }
        }
        boolean computes = nodes.stream().anyMatch(
                node -> !node.text(4).equals(CAST) && node.texts(1).stream().anyMatch(weights::containsKey));
        return computes && !graph.has(SPARSE) && weights.values().stream().allMatch(weight -> weight.has(RAW_DATA))
                && List.of(INPUT, OUTPUT).stream().flatMap(kind -> graph.messages(kind).stream())
                        .noneMatch(port -> type(port) == HALF)
                && nodes.stream().allMatch(this::understood);
    }

    private void learn(Fields value) {
        types.put(value.text(1), type(value));
    }

    private static long type(Fields value) {
        return tensors(value).mapToLong(tensor -> tensor.number(1)).findFirst().orElse(0);
    }

    /** What is known of a value that is a tensor: kind of elements and shape. */
    private static Stream<Fields> tensors(Fields value) {
        return value.messages(2).stream().flatMap(type -> type.messages(1).stream());
    }

    private boolean understood(Fields node) {
        for (Fields attribute : node.messages(5)) {
            boolean graphs = attribute.has(6) || attribute.has(11);
            if (graphs || attribute.messages(5).stream().anyMatch(tensor -> tensor.number(2) == HALF)) {
                return false;
            }
        }
        if (!node.text(4).equals(CAST)) {
            return true;
        }
        long to = node.messages(5).stream().filter(attribute -> attribute.text(1).equals("to"))
                .mapToLong(attribute -> attribute.number(3)).findFirst().orElse(0);
        String from = node.texts(1).getFirst();
        long type = types.getOrDefault(from, 0L);
        boolean between = (to == HALF || to == FLOAT) && (type == HALF || type == FLOAT);
        if (between) {
            aliases.put(node.texts(2).getFirst(), from);
        }
        return between || to != HALF && type != HALF && type != 0;
    }

    private Message graph() {
        List<String> outputs = graph.messages(OUTPUT).stream().map(output -> output.text(1))
                .limit(firstOnly ? 1 : Long.MAX_VALUE).toList();
        Set<String> needed = needed(outputs);
        List<String> constants = graph.messages(INITIALIZER).stream().map(constant -> constant.text(8)).toList();
        Message written = graph.without(NODE, INITIALIZER, OUTPUT, VALUE_INFO);
        graph.messages(INPUT).stream().filter(input -> !constants.contains(input.text(1)))
                .forEach(input -> hideSize(input, written));
        // first in the file means last before their use: ONNX Runtime goes back from the outputs, late inputs first
        for (String weight : weights.keySet()) {
            if (needed.contains(weight)) {
                written.message(NODE, cast(weight));
            }
        }
        for (Fields node : nodes) {
            if (node.texts(2).stream().anyMatch(needed::contains) && !aliases.containsKey(node.texts(2).getFirst())) {
                written.message(NODE, resolved(node));
            }
        }
        for (String output : outputs) {
            if (aliases.containsKey(output)) {
                written.message(NODE, new Message().text(1, real(output)).text(2, output).text(4, "Identity"));
            }
        }
        for (Fields constant : graph.messages(INITIALIZER)) {
            if (needed.contains(constant.text(8))) {
                written.message(INITIALIZER, constant.number(2) == HALF ? stored(constant) : constant.without());
            }
        }
        graph.messages(OUTPUT).stream().filter(output -> outputs.contains(output.text(1)))
                .forEach(output -> written.message(OUTPUT, output.without()));
        return written;
    }

    /**
     * Where ONNX Runtime knows how large values are, it keeps the memory of each one for the next one of that size, however late that comes. So it is
     * given the input in a shape of which it does not know before it runs that it is the input's own.
     */
    private void hideSize(Fields input, Message written) {
        String name = input.text(1);
        int dimensions = (int) tensors(input).flatMap(tensor -> tensor.messages(2).stream())
                .mapToLong(shape -> shape.messages(1).size()).sum();
        if (dimensions > 0) {
            String shape = "shape of " + name;
            String hidden = name + " of some size";
            Message length = new Message().message(1, new Message().number(1, dimensions));
            Message type = new Message().message(1, new Message().number(1, Joins.INT64).message(2, length));
            // an input as well: for all that is known, somebody gives another one; and 0 is the size that there is
            written.message(INITIALIZER, Joins.numbers(shape, Collections.nCopies(dimensions, 0L)))
                    .message(INPUT, new Message().text(1, shape).message(2, type))
                    .message(NODE, new Message().text(1, name).text(1, shape).text(2, hidden).text(4, "Reshape"));
            aliases.put(name, hidden);
        }
    }

    /** Names of all values that the outputs depend on. */
    private Set<String> needed(List<String> outputs) {
        Map<String, Fields> makers = new HashMap<>();
        nodes.forEach(node -> node.texts(2).forEach(value -> makers.put(value, node)));
        Set<String> needed = new HashSet<>();
        List<String> open = new ArrayList<>(outputs);
        while (!open.isEmpty()) {
            String value = open.removeLast();
            if (needed.add(value) && makers.containsKey(value)) {
                open.addAll(makers.get(value).texts(1));
            }
        }
        return needed;
    }

    private String real(String value) {
        String real = value;
        while (aliases.containsKey(real)) {
            real = String.valueOf(aliases.get(real));
        }
        return real;
    }

    private Message resolved(Fields node) {
        Message written = new Message();
        node.texts(1).forEach(input -> written.text(1, real(input)));
        for (Field field : node.all()) {
            if (field.number() != 1) {
                written.bytes(field.number(), field.copy());
            }
        }
        return written;
    }

    private static Message cast(String weight) {
        Message to = new Message().text(1, "to").number(3, FLOAT).number(20, 2);
        return new Message().text(1, half(weight)).text(2, weight).text(3, "widen " + weight).text(4, CAST)
                .message(5, to);
    }

    private static String half(String weight) {
        return weight + " in 16 bits";
    }

    private Message stored(Fields weight) {
        ByteBuffer raw = weight.all().stream().filter(field -> field.number() == RAW_DATA).findFirst().orElseThrow()
                .bytes().orElseThrow();
        if (raw.remaining() < INLINE) {
            return weight.without(8).text(8, half(weight.text(8)));
        }
        return weight.without(8, RAW_DATA, 14).text(8, half(weight.text(8)))
                .message(13, entry("location", String.valueOf(file.getFileName())))
                .message(13, entry("offset", Integer.toString(raw.position())))
                .message(13, entry("length", Integer.toString(raw.remaining()))).number(14, 1);
    }

    private static Message entry(String key, String value) {
        return new Message().text(1, key).text(2, value);
    }
}
