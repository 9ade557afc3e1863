package org.podstudio.engine.internal.work;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The names of results: {@code {original}__{operation}__{yyyymmdd_hhmmss}}. */
public final class Names {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss");
    /** What an earlier operation added; without it names would grow with each step. */
    private static final Pattern MADE = Pattern.compile("(.+?)__[a-z0-9_-]+?__\\d{8}_\\d{6}(-\\d+)?");

    private Names() {
    }

    /** The name of the original: without extension, and without what earlier operations added. */
    public static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String plain = dot <= 0 ? name : name.substring(0, dot);
        var made = MADE.matcher(plain);
        return made.matches() ? made.group(1) : plain;
    }

    /** In the project: with the time, in the clock's zone. */
    static String stamped(String stem, String operation, Clock clock) {
        return plain(stem, operation) + "__" + STAMP.format(ZonedDateTime.now(clock));
    }

    /** In an output folder. */
    static String plain(String stem, String operation) {
        return stem + "__" + operation;
    }
}
