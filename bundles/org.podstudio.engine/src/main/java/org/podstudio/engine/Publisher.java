package org.podstudio.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.podstudio.api.Run.Registration;
import org.podstudio.api.project.JobSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, each in a thread of its own and in the order it was told. For any thread. */
final class Publisher implements AutoCloseable {

    /** Progress of one job is published no more often than this. */
    static final Duration PULSE = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podstudio-job-pulse").factory());

    private final Runnable onFailure;

    /** @param onFailure called when a listener throws */
    Publisher(Runnable onFailure) {
        this.onFailure = onFailure;
    }

    Registration listen(Consumer<JobSnapshot> listener) {
        Listening own = new Listening(listener, onFailure);
        listeners.add(own);
        return () -> {
            listeners.remove(own);
            own.forget();
        };
    }

    /** Tells all listeners, soon. */
    void publish(JobSnapshot snapshot) {
        listeners.forEach(listener -> listener.publish(snapshot));
    }

    /** Calls back after {@link #PULSE}, in a thread that must not be kept. */
    void afterPulse(Runnable action) {
        try {
            timer.schedule(action, PULSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed: nobody is told any more");
        }
    }

    /** Tells what is left to tell, for a second at most. */
    @Override
    public void close() {
        timer.shutdownNow();
        listeners.forEach(Listening::close);
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        try {
            for (Listening listener : listeners) {
                if (!listener.told(Duration.ofNanos(end - System.nanoTime()))) {
                    LOG.warn("A listener of jobs is slow; it missed the last changes");
                    listener.cutOff();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
