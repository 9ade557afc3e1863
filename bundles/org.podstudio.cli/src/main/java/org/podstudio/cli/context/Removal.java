package org.podstudio.cli.context;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/** Removes a folder with all that is in it; what cannot be removed leaves the rest going. */
@NonNullByDefault({}) // what it overrides leaves its parameters open
public final class Removal extends SimpleFileVisitor<Path> {

    /** Deletes one file or empty folder. */
    @FunctionalInterface
    interface Deletion {
        void delete(Path file) throws IOException;
    }

    private final List<IOException> failures = new ArrayList<>();
    private final Deletion deletion;

    private Removal(Deletion deletion) {
        this.deletion = deletion;
    }

    /**
     * Removes whatever can be removed. Nothing there is fine.
     *
     * @throws IOException about the first thing that could not be removed
     */
    public static void of(Path folder) throws IOException {
        of(folder, Files::deleteIfExists);
    }

    static void of(Path folder, Deletion deletion) throws IOException {
        Removal removal = new Removal(deletion);
        Files.walkFileTree(folder, removal);
        if (!removal.failures.isEmpty()) {
            throw removal.failures.getFirst();
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return remove(file);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return e instanceof NoSuchFileException ? FileVisitResult.CONTINUE : remove(file);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
        return remove(folder);
    }

    private FileVisitResult remove(Path file) {
        try {
            deletion.delete(file);
        } catch (IOException e) {
            failures.add(e);
        }
        return FileVisitResult.CONTINUE;
    }
}
