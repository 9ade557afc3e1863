package org.podstudio.media.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Chains of filters that branch and join. Immutable; each pad is made once and used once. */
public final class Graph {

    /** Nothing. */
    public static final Graph EMPTY = new Graph(List.of());

    private record Part(List<StreamRef> from, Chain chain, List<StreamRef> to) {

        String text() {
            return joined(from) + chain.text("null") + joined(to);
        }

        private static String joined(List<StreamRef> refs) {
            return refs.stream().map(StreamRef::label).collect(Collectors.joining());
        }
    }

    private final List<Part> parts;

    private Graph(List<Part> parts) {
        this.parts = parts;
    }

    /** With one more chain from one stream to one pad. */
    public Graph with(StreamRef from, Chain chain, StreamRef to) {
        return with(List.of(from), chain, List.of(to));
    }

    /**
     * With one more chain, whose filters take and give several streams.
     *
     * @param from streams of inputs, or pads of chains added before
     * @param to pads
     * @throws IllegalArgumentException when a pad is made twice, used twice, or used before it is made
     */
    public Graph with(List<StreamRef> from, Chain chain, List<StreamRef> to) {
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part(List.copyOf(from), chain, List.copyOf(to)));
        Graph graph = new Graph(more);
        graph.check();
        return graph;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Pads that no chain takes: the outputs have to. */
    public Set<StreamRef> open() {
        Set<StreamRef> open = new HashSet<>();
        for (Part part : parts) {
            open.removeAll(part.from);
            open.addAll(part.to);
        }
        return open;
    }

    /** Streams of inputs that it takes. */
    List<StreamRef> sources() {
        return parts.stream().flatMap(p -> p.from.stream()).filter(StreamRef.OfInput.class::isInstance).toList();
    }

    String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining(";"));
    }

    private void check() {
        Set<StreamRef> made = new HashSet<>();
        Set<StreamRef> used = new HashSet<>();
        for (Part part : parts) {
            for (StreamRef from : part.from) {
                require(from instanceof StreamRef.OfInput || made.contains(from) && used.add(from), from);
            }
            for (StreamRef to : part.to) {
                require(to instanceof StreamRef.Pad && made.add(to), to);
            }
        }
    }

    private static void require(boolean right, StreamRef pad) {
        if (!right) {
            throw new IllegalArgumentException("made or used twice, or not at all: " + pad.label());
        }
    }
}
