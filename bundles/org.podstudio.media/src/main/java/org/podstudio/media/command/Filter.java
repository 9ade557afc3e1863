package org.podstudio.media.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A filter and its options. Values are given as they are meant: numbers, texts, expressions, paths; escaping is done when
 * the command is written. Immutable.
 */
public final class Filter {

    private final String name;
    private final Map<String, Object> options;

    private Filter(String name, Map<String, Object> options) {
        this.name = Words.name(name);
        this.options = options;
    }

    /** A filter by ffmpeg's name, without options: {@code hflip}. */
    public static Filter of(String name) {
        return new Filter(name, Map.of());
    }

    /** The pictures in another size, by Lanczos or another kernel of swscale. */
    public static Filter scale(int width, int height, String kernel) {
        return of("scale").with("w", width).with("h", height).with("flags", kernel);
    }

    /** A rectangle of the pictures, pixels. */
    public static Filter crop(int x, int y, int width, int height) {
        return of("crop").with("w", width).with("h", height).with("x", x).with("y", y);
    }

    /** The pictures in the pixel format, or the first of several that what follows takes. */
    public static Filter format(String... pixelFormats) {
        return of("format").with("pix_fmts", String.join("|", pixelFormats));
    }

    /** The pictures at so many a second. */
    public static Filter fps(double rate) {
        return of("fps").with("fps", rate);
    }

    /** The same input several times over. */
    public static Filter split(int times) {
        return of("split").with("outputs", times);
    }

    /** The same sound several times over. */
    public static Filter soundSplit(int times) {
        return of("asplit").with("outputs", times);
    }

    /**
     * The filter with one more option.
     *
     * @param value number, text, boolean or path
     */
    public Filter with(String option, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(options);
        more.put(Words.name(option), value);
        return new Filter(name, more);
    }

    /** Filters in a row. */
    public Chain then(Filter... next) {
        return Chain.of(this).then(Chain.of(next));
    }

    /** ffmpeg's name. */
    public String name() {
        return name;
    }

    /** As ffmpeg reads it. */
    String text() {
        return options.isEmpty()
                ? name
                : name + options.entrySet().stream().map(e -> e.getKey() + "=" + Words.escaped(e.getValue()))
                        .collect(Collectors.joining(":", "=", ""));
    }

    @Override
    public String toString() {
        return text();
    }

    /** Names of the filters, for who asks whether an ffmpeg has them. */
    static List<String> names(List<Filter> filters) {
        return filters.stream().map(Filter::name).toList();
    }
}
