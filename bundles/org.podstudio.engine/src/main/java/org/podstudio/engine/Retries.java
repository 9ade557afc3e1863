package org.podstudio.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.podstudio.engine.internal.work.Trail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts jobs whose last attempt failed back into the line when their time has come. For any thread. */
final class Retries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    /** No pause is longer; what a clock that was set back adds does not count. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Consumer<List<MediaJob>> line;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podstudio-retry").factory());

    /** @param line takes those whose time has come */
    Retries(Consumer<List<MediaJob>> line, Clock clock) {
        this.line = line;
        this.clock = clock;
    }

    /** Wakes a job that is kept out of the line. */
    void wakeAt(MediaJob job, Instant time) {
        long millis = Math.clamp(Duration.between(clock.instant(), time).toMillis(), 0, LONGEST.toMillis());
        try {
            timer.schedule(() -> wake(job), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed: {} is tried again when the project is next opened", job.getName());
        }
    }

    /** Nobody is woken any more. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void wake(MediaJob job) {
        try (Trail trail = job.live().trail()) {
            if (job.live().queueAgain()) {
                line.accept(List.of(job));
            }
        } catch (RuntimeException e) {
            // it still waits in the store: the next opening finds it there
            LOG.error("{} could not be queued again", job.getName(), e);
        }
    }
}
