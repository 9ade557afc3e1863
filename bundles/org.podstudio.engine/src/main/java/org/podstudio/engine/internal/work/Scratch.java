package org.podstudio.engine.internal.work;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.podstudio.api.Run.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of what one job has not finished, made when it is first needed; gone when it is closed, with whatever is in it. For any thread.
 */
public final class Scratch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    private final Path root;
    private final Supplier<Registration> register;
    private final Children children;
    private Optional<Registration> registration = Optional.empty();
    private long earlier;
    private boolean closed;

    /**
     * @param root where it will be; what a dead process left there is removed
     * @param register writes down that it is about to be made, where it would not be found otherwise
     * @throws IOException when it still has files that were to be replaced and could not be put back
     */
    Scratch(Path root, Supplier<Registration> register) throws IOException {
        this.root = root;
        this.register = register;
        this.children = new Children(root, () -> make(root));
        // told to follow none, it would make an exception of each that is not there, which takes longer than the look
        if (Files.exists(root)) {
            if (Journal.keepsReplaced(root)) {
                throw new IOException(root.resolve(Journal.REPLACED) + " has files that could not be put back");
            }
            delete(root);
        }
    }

    /** A folder for a step, empty once it is made. */
    final class Folder {
        private final Path path;
        private boolean made;

        private Folder(Path path) {
            this.path = path;
        }

        /**
         * Makes it, the first time.
         *
         * @param check called before; what it throws keeps it from being made
         * @throws UncheckedIOException when that cannot be, or its job is over
         */
        synchronized Path path(Runnable check) {
            if (!made) {
                check.run();
                try {
                    make(path);
                    made = true;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return path;
        }

        /** How much is in it, bytes. */
        synchronized long bytes() {
            return made ? Scratch.bytes(path) : 0;
        }
    }

    /** A folder for a step, which is not there yet. */
    Folder step(int number, String processor) {
        return new Folder(root.resolve(number + "-" + processor));
    }

    /** The list of what is being put in place below a folder, for recovery after a crash. */
    Journal journal(Path base) {
        return new Journal(root, base);
    }

    /** Written down before it is there: whatever interrupts it, the next program finds it. A thread that outlives the job makes nothing. */
    private synchronized void make(Path folder) throws IOException {
        if (closed) {
            throw new IOException(root + " is gone: its job is over");
        }
        if (registration.isEmpty()) {
            registration = Optional.of(register.get());
        }
        Files.createDirectories(folder);
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
    public synchronized void close() {
        closed = true;
        registration.ifPresent(known -> {
            remove(root);
            known.close();
        });
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
