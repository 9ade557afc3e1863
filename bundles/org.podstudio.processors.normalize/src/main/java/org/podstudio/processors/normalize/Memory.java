package org.podstudio.processors.normalize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.Run;

/**
 * What was found out about files, for as long as they stay as they were. Who asks while another finds out waits for it. For any thread.
 *
 * @param <T> what is found out
 */
final class Memory<T> {

    /** More than any album has. */
    private static final int MOST = 4096;

    private final Finder<T> finder;
    private final Map<Stamp, CompletableFuture<T>> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<Stamp, CompletableFuture<T>> eldest) {
            return size() > MOST;
        }
    };

    Memory(Finder<T> finder) {
        this.finder = finder;
    }

    /** Finds out, which takes long. */
    @FunctionalInterface
    interface Finder<T> {
        T find(Path file, Run run) throws IOException;
    }

    /** A file as it was when it was asked about. */
    private record Stamp(Path file, long bytes, FileTime changed) {

        static Stamp of(Path file) throws IOException {
            return new Stamp(file, Files.size(file), Files.getLastModifiedTime(file));
        }
    }

    /** What is known, or else what is found out now. */
    T of(Path file, Run run) throws IOException {
        Stamp stamp = Stamp.of(file);
        CompletableFuture<T> ours = new CompletableFuture<>();
        for (CompletableFuture<T> there; (there = claim(stamp, ours)) != ours;) {
            CompletableFuture<T> awaited = there.copy();
            try (Run.Registration registration = run.onCancel(() -> awaited.cancel(false))) {
                return awaited.join();
            } catch (CancellationException | CompletionException e) {
                run.checkCanceled(); // or else it was the other that was canceled, or failed: it is our turn
            }
        }
        return found(stamp, ours, run);
    }

    private T found(Stamp stamp, CompletableFuture<T> ours, Run run) throws IOException {
        try {
            ours.complete(finder.find(stamp.file(), run));
            return ours.join();
        } finally {
            if (!ours.isDone()) {
                forget(stamp, ours);
                ours.cancel(false);
            }
        }
    }

    /** Who is to find out, or has: the first one to ask. */
    private synchronized CompletableFuture<T> claim(Stamp stamp, CompletableFuture<T> ours) {
        return Objects.requireNonNullElse(known.putIfAbsent(stamp, ours), ours);
    }

    private synchronized void forget(Stamp stamp, CompletableFuture<T> ours) {
        known.remove(stamp, ours);
    }
}
