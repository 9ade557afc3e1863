package org.podstudio.engine.internal.work;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of what one job has not finished; gone when it is closed, with whatever is in it. */
public final class Scratch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    private final Path root;
    private final Children children;
    private boolean made;
    private long earlier;

    /**
     * @param root made when needed; what a dead process left there is removed
     * @throws IOException when it still has files that were to be replaced and could not be put back
     */
    Scratch(Path root) throws IOException {
        this.root = root;
        this.children = new Children(root);
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            if (Journal.keepsReplaced(root)) {
                throw new IOException(root.resolve(Journal.REPLACED) + " has files that could not be put back");
            }
            delete(root);
        }
    }

    /** An empty folder for a step. */
    Path step(int number, String processor) throws IOException {
        made = true;
        return Files.createDirectories(root.resolve(number + "-" + processor));
    }

    /** The list of what is being put in place below a folder, for recovery after a crash. */
    Journal journal(Path base) {
        made = true;
        return new Journal(root, base);
    }

    /** How much a step that ends has left in its folder, bytes, together with those before it. */
    long withEarlier(long bytes) {
        earlier += bytes;
        return earlier;
    }

    /** The list of child processes, for recovery after a crash. */
    Children children() {
        return children;
    }

    @Override
    public void close() {
        if (made) {
            remove(root);
        }
    }

    /** Removes the folder of a job, unless it has files of the user's that could not be put back. */
    static void remove(Path root) {
        if (Journal.keepsReplaced(root)) {
            LOG.error("{} has files that could not be put back", root.resolve(Journal.REPLACED));
        } else {
            delete(root);
        }
    }

    /** How much is below a folder, bytes; what cannot be read does not count. */
    static long bytes(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("the size of {} is not known", folder, e);
            return 0;
        }
    }

    /** Removes a file or folder with all below it; links are removed, not followed. What cannot be removed is logged and left. */
    public static void delete(Path path) {
        try {
            deleteAll(path);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("The temporary folder {} could not be removed: {}", path, e.toString());
        }
    }

    private static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    deleteAll(child);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
