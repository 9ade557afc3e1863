package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.Output;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts finished files in place: whole or not at all, on disk for good, and never over a file that is there unless told to. Remembers what it
 * placed and replaced, to take it back. Their names are its own until it is {@link #done} or {@link #undo undone}: another job that found such
 * a file would take it for a result that stays. For one thread.
 */
final class Placement {

    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);
    private static final Claims CLAIMS = new Claims();

    private final Journal journal;
    private final List<Placed> placed = new ArrayList<>();

    /** @param journal each name is written there before the file appears */
    Placement(Journal journal) {
        this.journal = journal;
    }

    /**
     * One that is about to be placed, or is.
     *
     * @param aside where the file is now that was there before
     */
    private record Placed(Path target, Identity made, Optional<Path> aside) {}

    /** Moves a result to {@code name.extension} in a folder, with {@code -2}, {@code -3} … after the name when that is taken. */
    Path free(Output output, Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        while (true) {
            Path target = CLAIMS.free(this,
                    n -> folder.resolve(name + (n > 1 ? "-" + n : "") + output.name().ending()));
            if (place(output.whole(), target)) {
                return target;
            }
        }
    }

    /**
     * Takes names for {@link #exact}; waits while other jobs are about to put files there.
     *
     * @param check called now and then while it waits; what it throws ends that
     */
    void claim(List<Path> targets, Runnable check) {
        targets.stream().sorted(Comparator.comparing(Claims::key))
                .forEach(target -> CLAIMS.exactly(this, target, check));
    }

    /** Moves a file to exactly this {@link #claim claimed} place. @return false when a file is there already, which is kept */
    boolean exact(Path file, Path target, boolean replace) throws IOException {
        Files.createDirectories(target.getParent());
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS) && place(file, target)) {
            return true;
        }
        if (replace) {
            replace(file, target);
        }
        return replace;
    }

    /**
     * Takes everything back that is not {@link #done}, the last first; what cannot be put back stays in the scratch folder, and the log says
     * where.
     */
    void undo() {
        try {
            placed.reversed().forEach(Placement::undo);
            placed.clear();
        } finally {
            CLAIMS.giveBack(this);
        }
    }

    /** What was placed counts: what it replaced goes. */
    void done() {
        List<Placed> counts = List.copyOf(placed);
        placed.clear();
        CLAIMS.giveBack(this);
        counts.forEach(one -> one.aside().ifPresent(Scratch::delete));
    }

    private static void undo(Placed one) {
        try {
            Journal.takeBack(one.target(), Optional.of(one.made()), one.aside());
        } catch (IOException e) {
            LOG.error("{} could not be restored from {}", one.target(), one.aside(), e);
        }
    }

    private void replace(Path file, Path target) throws IOException {
        boolean folder = Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS);
        if (folder != Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || folder && !Wholes.made(target)) {
            throw new FileAlreadyExistsException(target.toString(), null, folder
                    ? "a folder is in the place of the result"
                    : "a file is in the place of the resulting folder");
        }
        Wholes.mark(file);
        sync(file);
        Identity made = Identity.of(file);
        Path aside = journal.replacing(target, made, placed.size() + 1);
        Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
        placed.add(new Placed(target, made, Optional.of(aside)));
        syncFolder(aside.getParent());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(target.getParent());
    }

    /** @return false when another program has put a file there meanwhile */
    private boolean place(Path file, Path target) throws IOException {
        Wholes.mark(file);
        sync(file);
        Identity made = Identity.of(file);
        journal.placing(target, made);
        placed.add(new Placed(target, made, Optional.empty()));
        try {
            put(file, target);
        } catch (FileAlreadyExistsException theirs) {
            return false;
        } catch (AtomicMoveNotSupportedException otherDisk) {
            return copy(file, target);
        }
        syncFolder(target.getParent());
        return true;
    }

    /**
     * Moves a file where none is. Renaming would put it over what another program writes there at this moment; a link does not, where the file
     * system has them.
     */
    static void put(Path file, Path target) throws IOException {
        try {
            link(file, target);
        } catch (FileAlreadyExistsException theirs) {
            throw theirs;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.delete(file);
    }

    private static void link(Path file, Path target) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnsupportedOperationException("folders have one name");
        }
        Files.createLink(target, file);
    }

    /** The folder is a mount or a link to another disk: the file gets there under a hidden name first. */
    private boolean copy(Path file, Path target) throws IOException {
        Path hidden = target.resolveSibling(".podstudio-" + UUID.randomUUID() + Journal.DRAFT);
        journal.drafting(hidden);
        try {
            Wholes.copy(file, hidden);
            return place(hidden, target);
        } finally {
            Wholes.delete(hidden);
        }
    }

    /** All that is in it, too. */
    private static void sync(Path file) throws IOException {
        for (Path one : Wholes.parts(file)) {
            if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
                syncFolder(one);
            } else {
                sync(one, StandardOpenOption.WRITE);
            }
        }
    }

    private static void sync(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }

    private static void syncFolder(Path folder) {
        try {
            sync(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            // Windows cannot open a folder; its file system journals the rename itself
            LOG.debug("{} cannot be synced: {}", folder, e.toString());
        }
    }
}
