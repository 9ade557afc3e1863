package org.podstudio.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.podstudio.api.MediaKind;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.library.Sources.Source;

/**
 * Places in {@code Library/{images,audio,video}/{theme}/{yyyymmdd}/} that nothing has yet. Names stay as they are
 * but for a suffix.
 */
final class Targets {

    private static final int LONGEST_NAME = 255;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final ProjectFolder folder;
    private final String day;
    private final boolean mirrored;
    private final Predicate<String> recorded;
    private final Set<String> reserved = new HashSet<>();

    /** @param recorded whether an asset has this path, its file being there or not */
    Targets(ProjectFolder folder, LocalDate day, boolean mirrored, Predicate<String> recorded) {
        this.folder = folder;
        this.day = DAY.format(day);
        this.mirrored = mirrored;
        this.recorded = recorded;
    }

    /** The place a file would like best. */
    Path wish(Source source, MediaKind kind, String theme) {
        Path dated = folder.library(kind).resolve(theme).resolve(day);
        Path below = mirrored ? source.top().relativize(source.file()) : source.file().getFileName();
        return dated.resolve(below.toString());
    }

    /**
     * The wished place or, where that is taken, the first free one with a suffix {@code -2}, {@code -3} …; each is
     * given out once.
     */
    Path free(Path wish) {
        Path candidate = wish;
        for (int number = 2; !reserve(candidate); number++) {
            candidate = wish.resolveSibling(suffixed(wish.getFileName().toString(), "-" + number));
        }
        return candidate;
    }

    /**
     * Whether the file that lies at the wished place is unknown to the project and has this content, as after an
     * import that was cut off.
     */
    boolean orphan(Path wish, long bytes, HashOf hash, String sha256) throws IOException {
        return Files.isRegularFile(wish, LinkOption.NOFOLLOW_LINKS) && Files.size(wish) == bytes
                && !recorded.test(folder.relative(wish)) && hash.of(wish).equals(sha256) && reserved.add(key(wish));
    }

    /** Reads a file's SHA-256. */
    @FunctionalInterface
    interface HashOf {
        String of(Path file) throws IOException;
    }

    private boolean reserve(Path candidate) {
        return !Files.exists(candidate, LinkOption.NOFOLLOW_LINKS) && !recorded.test(folder.relative(candidate))
                && reserved.add(key(candidate));
    }

    /** Two names that differ in case alone are one on half of all systems. */
    private static String key(Path path) {
        return path.toString().toLowerCase(Locale.ROOT);
    }

    private static String suffixed(String name, String suffix) {
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        String stem = name.substring(0, dot);
        while ((stem + suffix + name.substring(dot)).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME
                && !stem.isEmpty()) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + suffix + name.substring(dot);
    }
}
