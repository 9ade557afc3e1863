package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names each result before it is put in place, and what it replaces. When the process dies between that and the commit, {@link #undo} finds
 * here what lies there without being recorded, removes it and puts back what it had replaced: the job runs again and makes it anew.
 * <p>
 * A line a file: its path relative to the base, percent-escaped, and after a space where the replaced file was put. A project may come from
 * somebody else, so nothing in it is believed: only files below the base are touched, whatever a line says. For one thread.
 */
final class Journal {

    static final String NAME = "placing.txt";
    /** Replaced files, until the new ones are recorded. */
    static final String REPLACED = "replaced";
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Path scratch;
    private final Path base;

    /**
     * @param scratch of the job; the journal is in it
     * @param base the folder that all results are below
     */
    Journal(Path scratch, Path base) {
        this.scratch = scratch;
        this.base = base;
    }

    /** Writes down that a file is about to appear; on disk when it returns. */
    void placing(Path target) throws IOException {
        write(escaped(target));
    }

    /**
     * Writes down that a file is about to be replaced; on disk when it returns.
     *
     * @return where to put the old one, so that it can be put back
     */
    Path replacing(Path target, int number) throws IOException {
        Path aside = Files.createDirectories(scratch.resolve(REPLACED)).resolve(Integer.toString(number));
        write(escaped(target) + " " + number);
        return aside;
    }

    /** What it puts back is found here, until {@link Scratch} removes it. */
    static boolean keepsReplaced(Path scratch) {
        String[] names = scratch.resolve(REPLACED).toFile().list();
        return names != null && names.length > 0;
    }

    /**
     * Takes back what was put in place and not recorded. A line that makes no sense or cannot be undone is logged and left.
     *
     * @param recorded whether a file counts, and is left alone
     */
    void undo(Predicate<Path> recorded) {
        for (String line : lines()) {
            try {
                undo(line.split(" ", 2), recorded);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("Line '{}' of {} cannot be undone: {}", line, scratch.resolve(NAME), e.toString());
            }
        }
    }

    /**
     * Puts back what was taken away and has nothing in its place, of a job of which nobody knows how it ended; what is in its place is whole
     * and stays. Only of folders that are {@link Assignment#scratch(Path, java.util.UUID) in the folder of their results}.
     */
    static void putBackMissing(Path scratch) {
        Path base = scratch.resolveSibling("");
        Journal journal = new Journal(scratch, base);
        for (String line : journal.lines()) {
            String[] words = line.split(" ", 2);
            try {
                Path target = base.resolve(URLDecoder.decode(words[0], StandardCharsets.UTF_8)).normalize();
                if (words.length > 1 && target.startsWith(base)) {
                    Path aside = scratch.resolve(REPLACED).resolve(Integer.toString(Integer.parseInt(words[1])));
                    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                        Files.deleteIfExists(aside);
                    } else {
                        journal.undo(words, file -> false);
                    }
                }
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("Line '{}' of {} cannot be undone: {}", line, scratch.resolve(NAME), e.toString());
            }
        }
    }

    /** What it was to put back is not needed any more. */
    static void forgetReplaced(Path scratch) {
        Scratch.delete(scratch.resolve(REPLACED));
    }

    private void write(String line) throws IOException {
        Files.createDirectories(scratch);
        Files.writeString(scratch.resolve(NAME), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
    }

    private String escaped(Path target) {
        return URLEncoder.encode(base.relativize(target).toString(), StandardCharsets.UTF_8);
    }

    /** Last one first; without one that was cut off when the power went. */
    private List<String> lines() {
        Path file = scratch.resolve(NAME);
        try {
            String text = Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList().reversed();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, e.toString());
            return List.of();
        }
    }

    private void undo(String[] words, Predicate<Path> recorded) throws IOException {
        Path target = base.resolve(URLDecoder.decode(words[0], StandardCharsets.UTF_8)).normalize();
        if (!Files.isDirectory(target.getParent())) {
            return;
        }
        if (!target.getParent().toRealPath().startsWith(base.toRealPath())) {
            throw new IOException(target + " is not below " + base);
        }
        if (words.length > 1) {
            putBack(scratch.resolve(REPLACED).resolve(Integer.toString(Integer.parseInt(words[1]))), target);
        } else if (!recorded.test(target) && Files.isRegularFile(target) && Files.deleteIfExists(target)) {
            LOG.info("Removed {}: the program ended before it was recorded", target);
        }
    }

    /** When the old file is not aside, it never left its place. */
    private static void putBack(Path aside, Path target) throws IOException {
        if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            LOG.info("Put the earlier {} back: the program ended before the new one was recorded", target);
        }
    }
}
