package org.podstudio.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
    /** Callbacks that are due so soon after each other share one waking of the timer. */
    private static final long MOMENT_NANOS = 20_000_000;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podstudio-job-pulse").factory());

    /** Callbacks in the order they are due; guarded by itself. When there are some, the timer runs. */
    private final Deque<Due> due = new ArrayDeque<>();
    private final Runnable onFailure;

    /** @param nanos from when on it is called */
    private record Due(long nanos, Runnable action) {}

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

    /** Calls back after {@link #PULSE} or a moment later, in a thread that must not be kept. */
    void afterPulse(Runnable action) {
        synchronized (due) {
            due.add(new Due(System.nanoTime() + PULSE.toNanos(), action));
            if (due.size() > 1) {
                return;
            }
        }
        wake(PULSE);
    }

    private void wake(Duration later) {
        try {
            timer.schedule(this::callBack, later.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed: nobody is told any more");
        }
    }

    private void callBack() {
        List<Runnable> now = new ArrayList<>();
        Optional<Duration> next;
        synchronized (due) {
            long time = System.nanoTime();
            while (!due.isEmpty() && due.getFirst().nanos() - time <= 0) {
                now.add(due.removeFirst().action());
            }
            next = Optional.ofNullable(due.peekFirst())
                    .map(first -> Duration.ofNanos(Math.max(MOMENT_NANOS, first.nanos() - time)));
        }
        next.ifPresent(this::wake);
        now.forEach(Publisher::run);
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            // whatever it is: those that were taken out with it are called as well
            LOG.error("The progress of a job could not be told", e);
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
