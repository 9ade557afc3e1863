package org.podstudio.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.Run;

/**
 * What was found out about the files last asked about. A file is known again by its place on the disk, so also where it was moved to, until it
 * is written to. For any thread.
 *
 * @param <T> what is found out
 */
public final class Findings<T> {

    private final Map<Stamp, CompletableFuture<T>> known;

    /** @param most files that are remembered */
    public Findings(int most) {
        known = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<Stamp, CompletableFuture<T>> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Finds out, which takes long.
     *
     * @param <T> what is found out
     * @param <E> how it may fail
     */
    @FunctionalInterface
    public interface Finder<T, E extends Exception> {
        /** @throws E when it cannot be found out; then the next one to ask tries again */
        T find() throws E;
    }

    /**
     * A file as it was when it was asked about.
     *
     * @param place on the disk, or the path where systems tell none
     */
    private record Stamp(Object place, long bytes, FileTime written) {

        static Optional<Stamp> of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new Stamp(Objects.requireNonNullElse(now.fileKey(), file.toAbsolutePath()), now
                        .size(), now.lastModifiedTime()));
            } catch (IOException e) {
                return Optional.empty(); // who finds out says why
            }
        }
    }

    /**
     * What is known, or else what is found out now, also while another finds it out: for what takes a moment, where the other may be paused.
     *
     * @throws E as the finder
     */
    public <E extends Exception> T of(Path file, Finder<T, E> finder) throws E {
        Optional<Stamp> stamp = Stamp.of(file);
        Optional<T> there = stamp.flatMap(this::found);
        if (there.isPresent()) {
            return there.get();
        }
        T now = finder.find();
        stamp.filter(asked -> Optional.of(asked).equals(Stamp.of(file))).ifPresent(asked -> keep(asked, now));
        return now;
    }

    /**
     * What is known, or else what is found out now; who asks while another finds out waits for it.
     *
     * @param run whose cancel ends waiting for another
     * @throws E as the finder
     */
    public <E extends Exception> T of(Path file, Run run, Finder<T, E> finder) throws E {
        Optional<Stamp> stamp = Stamp.of(file);
        if (stamp.isEmpty()) {
            return finder.find();
        }
        CompletableFuture<T> ours = new CompletableFuture<>();
        for (CompletableFuture<T> there; (there = claim(stamp.get(), ours)) != ours;) {
            CompletableFuture<T> awaited = there.copy();
            try (Run.Registration registration = run.onCancel(() -> awaited.cancel(false))) {
                return awaited.join();
            } catch (CancellationException | CompletionException e) {
                run.checkCanceled(); // or else it was the other that was canceled, or failed: it is our turn
            }
        }
        try {
            ours.complete(finder.find());
            return ours.join();
        } finally {
            if (!ours.isDone() || !stamp.equals(Stamp.of(file))) {
                forget(stamp.get(), ours);
                ours.cancel(false);
            }
        }
    }

    /** Who is to find out, or has: the first one to ask. */
    private synchronized CompletableFuture<T> claim(Stamp stamp, CompletableFuture<T> ours) {
        return Objects.requireNonNullElse(known.putIfAbsent(stamp, ours), ours);
    }

    private synchronized Optional<T> found(Stamp stamp) {
        return Optional.ofNullable(known.get(stamp)).filter(CompletableFuture::isDone).map(CompletableFuture::join);
    }

    private synchronized void keep(Stamp stamp, T found) {
        known.put(stamp, CompletableFuture.completedFuture(found));
    }

    private synchronized void forget(Stamp stamp, CompletableFuture<T> ours) {
        known.remove(stamp, ours);
    }
}
