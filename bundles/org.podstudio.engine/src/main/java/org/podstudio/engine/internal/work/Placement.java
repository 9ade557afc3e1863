package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts finished files in place: whole or not at all, on disk for good, and never over a file that is there unless told to. Remembers what it
 * placed, to take it back. For one thread.
 */
final class Placement {

    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);
    /** Looking for a free name and taking it must be one thing, for all jobs of the process. */
    private static final Object NAMES = new Object();

    private final Path journal;
    private final List<Path> placed = new ArrayList<>();

    /** @param journal each name is written there before the file appears */
    Placement(Path journal) {
        this.journal = journal;
    }

    /** Moves a file to {@code name.extension} in a folder, with {@code -2}, {@code -3} … after the name when that is taken. */
    Path free(Path file, Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        synchronized (NAMES) {
            Path target = folder.resolve(name + extension(file));
            for (int n = 2; Files.exists(target); n++) {
                target = folder.resolve(name + "-" + n + extension(file));
            }
            Journal.write(journal, target);
            move(file, target);
            return target;
        }
    }

    /** Moves a file to exactly this place. @return false when a file is there already, which is kept */
    boolean exact(Path file, Path target, boolean replace) throws IOException {
        Files.createDirectories(target.getParent());
        synchronized (NAMES) {
            if (!replace && Files.exists(target)) {
                return false;
            }
            move(file, target);
            return true;
        }
    }

    /** Takes everything back. */
    void undo() {
        placed.forEach(Scratch::delete);
        placed.clear();
    }

    /** The extension with its dot, lower-case; empty when there is none. */
    static String extension(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }

    private void move(Path file, Path target) throws IOException {
        sync(file, StandardOpenOption.WRITE);
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            copy(file, target);
        }
        placed.add(target);
        syncFolder(target.getParent());
    }

    /** The folder is a mount or a link to another disk: the file gets there under a hidden name first. */
    private static void copy(Path file, Path target) throws IOException {
        Path hidden = target.resolveSibling(".podstudio-" + target.getFileName() + ".part");
        try {
            Files.copy(file, hidden, StandardCopyOption.REPLACE_EXISTING);
            sync(hidden, StandardOpenOption.WRITE);
            Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(hidden);
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
