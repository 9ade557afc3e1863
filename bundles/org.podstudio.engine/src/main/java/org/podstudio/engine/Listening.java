package org.podstudio.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.engine.internal.work.Trail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener, with a thread of its own: however long it takes, it delays neither jobs nor other listeners. One that falls far behind hears
 * the latest of each job instead of everything, so that what waits for it is never more than a snapshot a job. For any thread.
 */
final class Listening {

    /** So much waits for it before it is spared what is not the latest. */
    static final int BEHIND = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final Consumer<JobSnapshot> listener;
    private final Runnable onFailure;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("podstudio-job-listener").factory());
    /** All below is guarded by this. What is late comes after what waits. */
    private final Deque<JobSnapshot> waiting = new ArrayDeque<>();
    private final SequencedMap<UUID, JobSnapshot> late = new LinkedHashMap<>();
    private boolean telling;
    private boolean closed;

    /** @param onFailure called when the listener throws */
    Listening(Consumer<JobSnapshot> listener, Runnable onFailure) {
        this.listener = listener;
        this.onFailure = onFailure;
    }

    /** Tells it, soon. */
    synchronized void publish(JobSnapshot snapshot) {
        if (closed) {
            return;
        }
        if (late.isEmpty() && waiting.size() < BEHIND) {
            waiting.add(snapshot);
        } else {
            late.put(snapshot.id(), snapshot);
        }
        if (!telling) {
            telling = true;
            thread.execute(this::tellAll);
        }
    }

    /** Nothing more comes; what waits is still told. */
    synchronized void close() {
        closed = true;
        thread.shutdown();
    }

    /** Nothing more comes, and nothing of what waits is told. */
    synchronized void forget() {
        waiting.clear();
        late.clear();
        close();
    }

    /** As {@link #forget}, and interrupts it. */
    void cutOff() {
        forget();
        thread.shutdownNow();
    }

    /** After {@link #close}. @return whether it was told everything in time */
    boolean told(Duration patience) throws InterruptedException {
        return thread.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tellAll() {
        for (Optional<JobSnapshot> next = next(); next.isPresent(); next = next()) {
            tell(next.get());
        }
    }

    private synchronized Optional<JobSnapshot> next() {
        Optional<JobSnapshot> next = Optional.ofNullable(waiting.poll())
                .or(() -> Optional.ofNullable(late.pollFirstEntry()).map(Map.Entry::getValue));
        telling = next.isPresent();
        return next;
    }

    private void tell(JobSnapshot snapshot) {
        try (Trail trail = Trail.of(snapshot.id(), snapshot.batch())) {
            listener.accept(snapshot);
        } catch (Throwable e) {
            // whatever it is: with the thread that tells, all that comes later would be lost
            onFailure.run();
            LOG.error("A listener failed on job {}", snapshot.id(), e);
        }
    }
}
