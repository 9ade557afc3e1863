package org.podstudio.engine.internal.work;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.podstudio.api.Output;

/** The names of results: {@code {original}__{operation}__{yyyymmdd_hhmmss}}. */
public final class Names {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss");
    /** What an earlier operation added; without it names would grow with each step. */
    private static final Pattern MADE = Pattern.compile("(.+?)__[a-z0-9_-]+?__\\d{8}_\\d{6}(-\\d+)?");

    /** A file name has 255 bytes on most file systems; this leaves room for operation, time, number and extension. */
    private static final int STEM_BYTES = 180;

    private Names() {
    }

    /** The name of the original: without extension, without what earlier operations added, and no longer than leaves room for the rest. */
    public static String stem(Path file) {
        String plain = plain(file);
        var made = MADE.matcher(plain);
        return cut(made.matches() ? made.group(1) : plain);
    }

    /** The face of a folder that a job made is called as the folder is. */
    private static String plain(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Output.isFace(file) && folder != null && folder.getNameCount() > 0
                && MADE.matcher(folder.getFileName().toString()).matches()) {
            return folder.getFileName().toString();
        }
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /**
     * Names that differ, for results that come into one folder: an original keeps its name, and a later one of the same name gets {@code -2},
     * {@code -3} … Some file systems take upper and lower case for the same, and accents written one way or another.
     *
     * @return as many, in the same order
     */
    public static List<String> distinct(List<String> stems) {
        Set<String> originals = stems.stream().map(Names::key).collect(Collectors.toSet());
        Set<String> taken = new HashSet<>();
        List<String> distinct = new ArrayList<>();
        for (String stem : stems) {
            String own = stem;
            for (int n = 2; !taken.add(key(own)); n++) {
                own = next(stem, n, originals);
            }
            distinct.add(own);
        }
        return distinct;
    }

    /** In the project: with the time, in the clock's zone. */
    static String stamped(String stem, String operation, Clock clock) {
        return plain(stem, operation) + "__" + STAMP.format(ZonedDateTime.now(clock));
    }

    private static String next(String stem, int n, Set<String> originals) {
        String name = stem + "-" + n;
        return originals.contains(key(name)) ? stem : name;
    }

    /** The same for names that some file system takes for the same. */
    public static String key(String stem) {
        return Normalizer.normalize(stem, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** At the border of a character. */
    private static String cut(String stem) {
        int bytes = 0;
        int end = 0;
        while (end < stem.length()) {
            int character = stem.codePointAt(end);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes > STEM_BYTES) {
                return stem.substring(0, end).stripTrailing();
            }
            end += Character.charCount(character);
        }
        return stem;
    }

    /** In an output folder. @param names of all outputs of a job, of which two may have the same */
    public static List<Path> targets(Path folder, String stem, List<Output.Name> names) {
        Set<Path> taken = new HashSet<>();
        List<Path> targets = new ArrayList<>();
        for (Output.Name name : names) {
            String plain = plain(stem, name.operation());
            Path target = folder.resolve(plain + name.ending());
            for (int n = 2; !taken.add(target); n++) {
                target = folder.resolve(plain + "-" + n + name.ending());
            }
            targets.add(target);
        }
        return targets;
    }

    /** In an output folder, without number and extension. */
    public static String plain(String stem, String operation) {
        return stem + "__" + operation;
    }
}
