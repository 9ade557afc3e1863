package org.podstudio.media.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How values become words of ffmpeg's. The one place that escapes. */
final class Words {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]*");
    /** Of options of a filter, first; then of filters in a graph. */
    private static final Pattern IN_FILTER = Pattern.compile("[\\\\':]");
    private static final Pattern IN_GRAPH = Pattern.compile("[\\\\'\\[\\],;]");

    private Words() {
    }

    /** A name of an option, an encoder, a filter; refuses what is none. */
    static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of ffmpeg's: " + name);
        }
        return name;
    }

    /** A value as one argument, which needs no escaping. */
    static String value(Object value) {
        return switch (value) {
            case Double number -> number(number);
            case Float number -> number(number);
            case Boolean flag -> flag ? "1" : "0";
            case Path file -> file(file);
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            default -> text(value.toString());
        };
    }

    /** A value within the description of a filter. */
    static String escaped(Object value) {
        String raw = value instanceof Path file ? file.toAbsolutePath().toString() : value(value);
        return escape(IN_GRAPH, escape(IN_FILTER, raw));
    }

    /** A file as an argument: never taken for an option, a pattern or an address. */
    static String file(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    /** With a decimal point in every language, and without needless zeros. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no number: " + value);
        }
        String text = String.format(Locale.ROOT, "%.6f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    static List<String> option(String name, Object value) {
        return List.of("-" + name(name), value(value));
    }

    private static String escape(Pattern special, String text) {
        return special.matcher(text).replaceAll("\\\\$0");
    }

    private static String text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a value has no NUL");
        }
        return text;
    }
}
