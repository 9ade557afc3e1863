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
import java.util.Optional;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names each result before it is put in place, and what it replaces. When the process dies between that and the commit, {@link #undo} finds
 * here what lies there without being recorded, removes it and puts back what it had replaced: the job runs again and makes it anew.
 * <p>
 * A line a file: its path relative to the base, percent-escaped, then where the replaced file was put, and after {@code =} its
 * {@link Identity}: what somebody else put there meanwhile is left. A project may come from somebody else, so nothing in it is believed: only
 * files below the base are touched, whatever a line says. For one thread.
 */
final class Journal {

    static final String NAME = "placing.txt";
    /** Replaced files, until the new ones are recorded. */
    static final String REPLACED = "replaced";
    /** How the names end that files have on their way from another disk. */
    static final String DRAFT = ".part";
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

    /**
     * A line, understood.
     *
     * @param aside where the replaced file was put
     * @param made what was to come into place
     */
    private record Entry(Path target, Optional<Path> aside, Optional<Identity> made) {}

    /** Writes down that a file is about to appear; on disk when it returns. */
    void placing(Path target, Identity made) throws IOException {
        write(escaped(target) + " =" + made.text());
    }

    /** The same of one that is not whole yet, with a name that nobody else gives. */
    void drafting(Path draft) throws IOException {
        write(escaped(draft));
    }

    /**
     * Writes down that a file is about to be replaced; on disk when it returns.
     *
     * @return where to put the old one, so that it can be put back
     */
    Path replacing(Path target, Identity made, int number) throws IOException {
        Path aside = Files.createDirectories(scratch.resolve(REPLACED)).resolve(Integer.toString(number));
        write(escaped(target) + " " + number + " =" + made.text());
        return aside;
    }

    /**
     * Removes what does not count and puts back what it had replaced. What is there instead by now belongs to somebody else, and stays; then
     * nobody needs what was replaced.
     *
     * @param made what was put there; when it is not known, only drafts are removed
     * @return whether something was removed or put back
     */
    static boolean takeBack(Path target, Optional<Identity> made, Optional<Path> aside) throws IOException {
        boolean ours = made.isPresent() ? whole(target) && made.get().at(target) : draft(target);
        if (aside.isEmpty()) {
            return ours && Wholes.delete(target);
        }
        if (!Files.exists(aside.get(), LinkOption.NOFOLLOW_LINKS)) {
            return false; // it never left its place
        }
        if (ours || !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                Wholes.delete(target); // a folder cannot be moved over another
            }
            Files.move(aside.get(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        }
        LOG.warn("{} was written to by another program meanwhile and stays; what it was before is removed", target);
        Wholes.delete(aside.get());
        return false;
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
                undo(read(line), recorded);
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
            try {
                Entry entry = journal.read(line);
                if (entry.aside().isPresent() && entry.target().startsWith(base)) {
                    if (Files.exists(entry.target(), LinkOption.NOFOLLOW_LINKS)) {
                        Wholes.delete(entry.aside().get());
                    } else {
                        journal.undo(entry, file -> false);
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

    private Entry read(String line) {
        List<String> words = List.of(line.split(" ", -1));
        Optional<Path> aside = Optional.empty();
        Optional<Identity> made = Optional.empty();
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith("=")) {
                made = Optional.of(new Identity(word.substring(1)));
            } else {
                aside = Optional.of(scratch.resolve(REPLACED).resolve(Integer.toString(Integer.parseInt(word))));
            }
        }
        Path target = base.resolve(URLDecoder.decode(words.getFirst(), StandardCharsets.UTF_8)).normalize();
        return new Entry(target, aside, made);
    }

    private void undo(Entry entry, Predicate<Path> recorded) throws IOException {
        Path target = entry.target();
        if (!Files.isDirectory(target.getParent())) {
            return;
        }
        if (!target.getParent().toRealPath().startsWith(base.toRealPath())) {
            throw new IOException(target + " is not below " + base);
        }
        if ((entry.aside().isPresent() || !recorded.test(target)) && takeBack(target, entry.made(), entry.aside())) {
            LOG.info("{} {}: the program ended before it was recorded",
                    entry.aside().isPresent() ? "Put back the earlier" : "Removed", target);
        }
    }

    private static boolean whole(Path target) throws IOException {
        return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) || Wholes.made(target);
    }

    /** By its name, for a folder may be copied in part only. */
    private static boolean draft(Path target) {
        return target.getFileName().toString().matches("\\.podstudio-.*\\" + DRAFT);
    }
}
