package org.podstudio.media.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One call of ffmpeg.
 *
 * @param inputs at least one
 * @param graph what branches or joins; may be empty
 * @param outputs at least one; several are made from one decode
 */
public record Command(List<Input> inputs, Graph graph, List<Output> outputs) {

    /** @throws IllegalArgumentException for what could not be meant: a stream of no input, a loose end, a file written over an input */
    public Command {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        require(!inputs.isEmpty() && !outputs.isEmpty(), "something goes in and something comes out");
        require(outputs.stream().noneMatch(o -> o.lanes().isEmpty()), "an output has streams");
        require(outputs.stream().filter(Output::piped).count() < 2, "there is one pipe");
        requireFiles(inputs, outputs);
        requireEnds(inputs.size(), graph, outputs);
    }

    /** From one input to one output. */
    public static Command of(Input input, Output output) {
        return new Command(List.of(input), Graph.EMPTY, List.of(output));
    }

    /** From several inputs to one output. */
    public static Command of(List<Input> inputs, Output output) {
        return new Command(inputs, Graph.EMPTY, List.of(output));
    }

    /** ffmpeg's names of all filters, for who asks whether there is an ffmpeg that has them. */
    public Set<String> filters() {
        Set<String> names = new HashSet<>();
        outputs.forEach(o -> o.lanes().forEach(l -> names.addAll(l.chain().names())));
        return names;
    }

    /** The arguments, without the program's name and what it always gets. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        inputs.forEach(i -> words.addAll(i.words()));
        if (!graph.isEmpty()) {
            words.addAll(List.of("-filter_complex", graph.text()));
        }
        outputs.forEach(o -> words.addAll(o.words()));
        return words;
    }

    private static void requireFiles(List<Input> inputs, List<Output> outputs) {
        Set<Path> read = new HashSet<>();
        inputs.stream().map(Input::file).flatMap(Optional::stream).forEach(f -> read.add(absolute(f)));
        for (Output output : outputs) {
            output.file().ifPresent(f -> require(read.add(absolute(f)), f + " is read or written already"));
        }
    }

    private static void requireEnds(int inputs, Graph graph, List<Output> outputs) {
        Set<StreamRef> open = graph.open();
        List<StreamRef> taken = outputs.stream().flatMap(o -> o.lanes().stream()).map(Lane::from).toList();
        for (StreamRef ref : Stream.concat(graph.sources().stream(), taken.stream()).toList()) {
            switch (ref) {
                case StreamRef.OfInput of -> require(of.input() < inputs, "there is no input " + of.map());
                case StreamRef.Pad pad -> require(open.remove(pad), "made by no filter, or used twice: " + pad.map());
            }
        }
        require(open.isEmpty(), "nobody takes " + open);
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalArgumentException(what);
        }
    }
}
