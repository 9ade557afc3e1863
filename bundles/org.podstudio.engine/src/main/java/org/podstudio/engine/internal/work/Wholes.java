package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.podstudio.api.Output;

/** Results as they lie on the disk: a file, or a folder that is known by the file that is its face. Links are never followed. */
final class Wholes {

    /** In each folder that was put into its place. */
    private static final String MARK = ".podstudio";

    private Wholes() {
    }

    /** Says in a folder whose result it is; a file needs no such word. */
    static void mark(Path whole) throws IOException {
        if (Files.isDirectory(whole, LinkOption.NOFOLLOW_LINKS)) {
            Files.writeString(whole.resolve(MARK),
                    "PODStudio made this folder, and replaces it as a whole when it is told to make it again.\n");
        }
    }

    /** Whether a folder is a result: only such a one is ever replaced or taken back, whatever a journal says. */
    static boolean made(Path folder) throws IOException {
        return face(folder).isPresent() && Files.isRegularFile(folder.resolve(MARK), LinkOption.NOFOLLOW_LINKS);
    }

    /** The face of a folder; empty when it has none or is no folder. */
    static Optional<Path> face(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> faces = Files.newDirectoryStream(folder, Wholes::isFace)) {
            for (Path face : faces) {
                return Optional.of(face);
            }
        }
        return Optional.empty();
    }

    /** A file and what is in it when it is a folder, which itself comes last. */
    static List<Path> parts(Path whole) throws IOException {
        try (Stream<Path> all = Files.walk(whole)) {
            return new ArrayList<>(all.toList()).reversed();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** To a place where nothing is. */
    static void copy(Path whole, Path target) throws IOException {
        for (Path part : parts(whole).reversed()) {
            Files.copy(part, target.resolve(whole.relativize(part).toString()));
        }
    }

    /** With all that is in it. @return whether there was anything */
    static boolean delete(Path whole) throws IOException {
        boolean there = Files.exists(whole, LinkOption.NOFOLLOW_LINKS);
        if (there) {
            for (Path part : parts(whole)) {
                Files.delete(part);
            }
        }
        return there;
    }

    private static boolean isFace(Path file) {
        return Output.isFace(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }
}
