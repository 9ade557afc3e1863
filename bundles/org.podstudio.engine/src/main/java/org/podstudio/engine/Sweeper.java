package org.podstudio.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tidies up a moment after the start and then again and again: often enough that nothing is left lying for two hours. */
final class Sweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration PAUSE = Duration.ofMinutes(30);
    /** Whoever starts wants to see something first. */
    private static final Duration FIRST = Duration.ofSeconds(3);

    private final Runnable work;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("podstudio-sweep").factory());

    Sweeper(Runnable work) {
        this.work = work;
    }

    /** Begins. */
    void schedule() {
        timer.scheduleWithFixedDelay(this::sweep, FIRST.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** What goes wrong must not be the end of it. */
    private void sweep() {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Leftovers could not be removed", e);
        }
    }
}
