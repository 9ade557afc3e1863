package org.podstudio.media.command;

/** One stream that goes into a filter or into an output. */
public sealed interface StreamRef {

    /** A stream of an input by its index there, both from 0. */
    static StreamRef of(int input, int index) {
        return new OfInput(input, Integer.toString(index));
    }

    /** The first stream of moving pictures of an input; an attached picture is none. */
    static StreamRef film(int input) {
        return new OfInput(input, "V:0");
    }

    /** The first stream of pictures of an input, moving or attached. */
    static StreamRef picture(int input) {
        return new OfInput(input, "v:0");
    }

    /** The first stream of sound of an input. */
    static StreamRef sound(int input) {
        return new OfInput(input, "a:0");
    }

    /** The first stream of subtitles of an input. */
    static StreamRef text(int input) {
        return new OfInput(input, "s:0");
    }

    /** What a {@link Graph} calls so. */
    static StreamRef pad(String label) {
        return new Pad(label);
    }

    /** As {@code -map} has it. */
    String map();

    /** As a graph has it: in brackets. */
    String label();

    /** A stream of an input. */
    record OfInput(int input, String specifier) implements StreamRef {

        /** Refuses a negative index. */
        public OfInput {
            if (input < 0 || specifier.startsWith("-")) {
                throw new IllegalArgumentException("no stream: " + input + ":" + specifier);
            }
        }

        @Override
        public String map() {
            return input + ":" + specifier;
        }

        @Override
        public String label() {
            return "[" + map() + "]";
        }
    }

    /** An end of a graph. */
    record Pad(String name) implements StreamRef {

        /** Refuses a label that ffmpeg could take for something else. */
        public Pad {
            if (!name.matches("[a-z][a-z0-9_]*")) {
                throw new IllegalArgumentException("no label: " + name);
            }
        }

        @Override
        public String map() {
            return "[" + name + "]";
        }

        @Override
        public String label() {
            return map();
        }
    }
}
