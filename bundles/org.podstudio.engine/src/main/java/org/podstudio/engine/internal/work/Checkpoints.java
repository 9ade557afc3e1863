package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What processors keep of one job for the next time, in the user's folder: a folder a piece of work, held by one job at a time, whichever program it is
 * in. Closed, it lets go of them; what is {@link #done} is gone. For any thread.
 */
final class Checkpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{8,100}");
    private static final String LOCK = ".lock";
    private static final Duration KEPT = Duration.ofDays(21);

    private final Path root;
    private final Map<Path, FileChannel> held = new HashMap<>();
    private boolean closed;

    /** @param root of all; made when it is needed */
    Checkpoints(Path root) {
        this.root = root;
    }

    /** The folder of a piece of work; empty when another job has it. */
    synchronized Optional<Path> take(String key) throws IOException {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("no key of a checkpoint: " + key);
        }
        Path folder = root.resolve(key);
        if (held.containsKey(folder)) {
            return Optional.of(folder);
        }
        forget(Instant.now().minus(KEPT));
        if (closed || !hold(Files.createDirectories(folder))) {
            return Optional.empty();
        }
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
        return Optional.of(folder);
    }

    /** Nothing of what is held is needed any more. */
    synchronized void done() {
        for (Path folder : held.keySet().toArray(Path[]::new)) {
            release(folder);
            Scratch.delete(folder);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (Path folder : held.keySet().toArray(Path[]::new)) {
            release(folder);
        }
    }

    private boolean hold(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            return false;
        }
        held.put(folder, channel);
        return true;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ourOwn) {
            return false;
        }
    }

    private void release(Path folder) {
        try {
            Optional.ofNullable(held.remove(folder)).orElseThrow().close();
        } catch (IOException e) {
            LOG.debug("{} was not let go of", folder, e);
        }
    }

    /** Those that nobody came back for. */
    private void forget(Instant before) {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
            for (Path folder : all) {
                if (Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(before)
                        && KEY.matcher(folder.getFileName().toString()).matches() && hold(folder)) {
                    release(folder);
                    Scratch.delete(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Old checkpoints in {} were not removed: {}", root, e.toString());
        }
    }
}
