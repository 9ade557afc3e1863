package org.podstudio.engine;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jobs at work in this process, whichever engine started them: one that does not stop when its engine closes is still at work when its
 * project is opened again, and must not be started a second time beside itself. For any thread.
 */
final class AtWork {

    private final Map<UUID, CompletableFuture<Void>> jobs = new ConcurrentHashMap<>();

    void begin(UUID job) {
        jobs.put(job, new CompletableFuture<>());
    }

    void end(UUID job) {
        Optional.ofNullable(jobs.remove(job)).ifPresent(gone -> gone.complete(null));
    }

    boolean contains(UUID job) {
        return jobs.containsKey(job);
    }

    /** All of them. */
    Set<UUID> all() {
        return Set.copyOf(jobs.keySet());
    }

    /** Calls back when the job has ended, in its thread; at once when it is not at work. */
    void whenEnded(UUID job, Runnable action) {
        jobs.getOrDefault(job, CompletableFuture.completedFuture(null)).thenRun(action);
    }
}
