package org.podstudio.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.podstudio.api.Run.Registration;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.engine.internal.work.Trail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, in a thread of its own and in the order it was told. For any thread. */
final class Publisher implements AutoCloseable {

    /** Progress of one job is published no more often than this. */
    static final Duration PULSE = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final List<Consumer<JobSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService delivery = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("podstudio-job-listeners").factory());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podstudio-job-pulse").factory());

    private final Runnable onFailure;

    /** @param onFailure called when a listener throws */
    Publisher(Runnable onFailure) {
        this.onFailure = onFailure;
    }

    Registration listen(Consumer<JobSnapshot> listener) {
        Consumer<JobSnapshot> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /** Tells all listeners, soon. */
    void publish(JobSnapshot snapshot) {
        guarded(() -> delivery.execute(() -> listeners.forEach(listener -> tell(listener, snapshot))));
    }

    /** Calls back after {@link #PULSE}, in a thread that must not be kept. */
    void afterPulse(Runnable action) {
        guarded(() -> timer.schedule(action, PULSE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Tells what is left to tell, for a second at most. */
    @Override
    public void close() {
        timer.shutdownNow();
        delivery.shutdown();
        try {
            if (!delivery.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A listener of jobs is slow; it missed the last changes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delivery.shutdownNow();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed: nobody is told any more");
        }
    }

    private void tell(Consumer<JobSnapshot> listener, JobSnapshot snapshot) {
        try (Trail trail = Trail.of(snapshot.id(), snapshot.batch())) {
            listener.accept(snapshot);
        } catch (RuntimeException | LinkageError e) {
            onFailure.run();
            LOG.error("A listener failed on job {}", snapshot.id(), e);
        }
    }
}
