package org.podstudio.cli.screen;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.podstudio.api.project.Problem;

/**
 * Where a command writes: what was asked for to one stream, everything said on the way to the other. For any thread.
 *
 * <p>With {@link Mode#json} the first stream holds data alone: one document, or a line for each thing.
 */
public final class Screen {

    /** How much is said, and for whom. */
    public enum Volume {
        /** Results and errors. */
        QUIET,
        /** The usual. */
        NORMAL,
        /** What only somebody who looks for a fault wants to know, too. */
        VERBOSE
    }

    /** How progress is shown. */
    public enum Progress {
        /** A bar on a terminal, lines otherwise. */
        AUTO,
        /** Lines of text. */
        PLAIN,
        /** Lines of JSON. */
        JSON,
        /** Not at all. */
        NONE
    }

    /**
     * What the user chose.
     *
     * @param json data for programs
     * @param volume how much is said
     * @param progress how progress is shown
     * @param terminal whether a person looks at it right now
     * @param colour whether colours are wanted
     */
    public record Mode(boolean json, Volume volume, Progress progress, boolean terminal, boolean colour) {

        /** Plain text for people, nothing fancy. */
        public static final Mode PLAIN = new Mode(false, Volume.NORMAL, Progress.NONE, false, false);
    }

    /** How good a word is, shown by its colour. */
    public enum Tone {
        /** All is well. */
        GOOD("32"),
        /** Somebody may want to do something. */
        ASIDE("33"),
        /** Something went wrong. */
        BAD("31");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    // with those that break lines or turn the direction of text
    private static final Pattern CONTROL = Pattern.compile(
            "(?!\u001b\\[[0-9]{1,2}m)[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}-\\x{202e}\\x{2066}-\\x{2069}]");
    private static final Map<String, String> ESCAPES = Map.of("\n", "\\n", "\r", "\\r", "\t", "\\t");

    private final PrintStream out;
    private final PrintStream err;
    private final Mode mode;
    private final IntSupplier columns;
    private boolean barShown;

    /** Does not own the streams; as wide as any line. */
    public Screen(PrintStream out, PrintStream err, Mode mode) {
        this(out, err, mode, () -> Integer.MAX_VALUE);
    }

    /**
     * Does not own the streams.
     *
     * @param columns how many letters a line has; asked only when a person looks at it
     */
    public Screen(PrintStream out, PrintStream err, Mode mode, IntSupplier columns) {
        this.out = out;
        this.err = err;
        this.mode = mode;
        this.columns = columns;
    }

    /** What the user chose. */
    public Mode mode() {
        return mode;
    }

    /** How many letters a line has; without a person there is no end to it. */
    public int columns() {
        return mode.terminal ? columns.getAsInt() : Integer.MAX_VALUE;
    }

    /** What was asked for: a JSON document, or the words for people, printed by lines. */
    public synchronized void show(Object data, Consumer<PrintStream> words) {
        wipe();
        if (mode.json) {
            out.println(Json.document(data));
        } else {
            words.accept(new PlainLines(out));
        }
        out.flush();
    }

    /** One of several things asked for, shown as soon as it is known: a line of JSON, or a line for people. */
    public synchronized void stream(Object data, String line) {
        wipe();
        out.println(mode.json ? Json.line(data) : plain(line));
        out.flush();
    }

    /** A line for people that belongs to the result; nothing for programs. */
    public synchronized void say(String line) {
        if (!mode.json) {
            wipe();
            out.println(plain(line));
            out.flush();
        }
    }

    /** A remark on the way. */
    public void note(String line) {
        if (mode.volume != Volume.QUIET) {
            message(line);
        }
    }

    /** A remark for somebody who looks for a fault. */
    public void detail(String line) {
        if (mode.volume == Volume.VERBOSE) {
            message(line);
        }
    }

    /** An error: two lines, or an object. */
    public synchronized void error(Problem problem) {
        wipe();
        if (mode.json) {
            err.println(Json.line(Map.of("error", wire(problem))));
        } else {
            err.println(painted("error: ", Tone.BAD) + plain(problem.message()));
            err.println("  " + plain(problem.advice()));
        }
        err.flush();
    }

    /** A remark that must be seen, however little the user wants to be told. */
    public synchronized void message(String line) {
        wipe();
        err.println(plain(line));
        err.flush();
    }

    // Drawn over itself, and wiped before anything else is said.
    synchronized void bar(String line) {
        err.print("\r\u001b[K" + plain(line));
        err.flush();
        barShown = true;
    }

    synchronized void wipe() {
        if (barShown) {
            err.print("\r\u001b[K");
            err.flush();
            barShown = false;
        }
    }

    /** An error as programs see it. */
    public static Map<String, Object> wire(Problem problem) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("code", problem.code());
        wire.put("message", problem.message());
        wire.put("advice", problem.advice());
        wire.put("parameter", problem.parameter());
        return wire;
    }

    /** {@code done}, {@code skipped} or {@code failed}, in its colour where colours are wanted, padded to the same width. */
    public String status(Status status) {
        String padded = "%-8s".formatted(Json.word(status));
        return switch (status) {
            case DONE -> painted(padded, Tone.GOOD);
            case SKIPPED -> painted(padded, Tone.ASIDE);
            case FAILED -> painted(padded, Tone.BAD);
        };
    }

    /** A word in its colour, where colours are wanted. */
    public String painted(String text, Tone tone) {
        return mode.colour ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
    }

    /**
     * Text as one line: a file name may hold line breaks that fake a line of ours, or control characters that move the cursor or change the
     * terminal's title. They are written as JSON writes them; our own colours pass.
     */
    static String plain(String text) {
        return Objects.requireNonNull(CONTROL.matcher(text).replaceAll(found -> Matcher.quoteReplacement(
                ESCAPES.getOrDefault(found.group(), "\\u%04x".formatted((int) found.group().charAt(0))))));
    }
}
