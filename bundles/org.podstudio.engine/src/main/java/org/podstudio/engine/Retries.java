package org.podstudio.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.podstudio.api.project.Priority;
import org.podstudio.engine.internal.work.Trail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts jobs whose last attempt failed back into the line when their time has come. While the machine is strained they wait on, all but the
 * urgent ones; and when many are due at once, as after an outage of the network, the less urgent ones wait a little longer. For any thread.
 */
final class Retries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    /** No pause is longer; what a clock that was set back adds does not count. */
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    /** So many at each look. */
    private static final int MOST = 100;

    private final Consumer<List<MediaJob>> line;
    private final Clock clock;
    private final BooleanSupplier strained;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podstudio-retry").factory());
    /** Those whose time has come, the urgent ones first; for the timer's thread alone, as is the number of those that were let go lately. */
    private final PriorityQueue<MediaJob> due = new PriorityQueue<>(
            Comparator.comparingInt((MediaJob job) -> -job.priority().weight()).thenComparingLong(MediaJob::place));
    private int gone;
    private boolean looksAgain;

    /**
     * @param line takes those whose time has come, and leaves out who still waits for its attempt
     * @param strained whether the machine has more to do than it should
     */
    Retries(Consumer<List<MediaJob>> line, Clock clock, BooleanSupplier strained) {
        this.line = line;
        this.clock = clock;
        this.strained = strained;
    }

    /**
     * Lets jobs into the line: together, so that the first of them is first, those that do not wait for an attempt and those whose attempt is
     * due; the others at their time. Under load an attempt may be some time late.
     */
    void letIn(List<MediaJob> jobs) {
        Map<Duration, List<MediaJob>> pauses = new TreeMap<>();
        jobs.forEach(job -> pauses.computeIfAbsent(job.next().map(this::pause).orElse(Duration.ZERO),
                same -> new ArrayList<>()).add(job));
        pauses.forEach((pause, some) -> schedule(() -> {
            some.stream().filter(job -> job.next().isPresent()).forEach(due::add);
            release(some);
        }, pause));
    }

    /** Nobody is woken any more. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** @param others who go with them */
    private void release(List<MediaJob> others) {
        boolean strain = strained.getAsBoolean();
        List<MediaJob> awake = new ArrayList<>(others);
        while (Optional.ofNullable(due.peek()).filter(job -> gone < MOST && (!strain || urgent(job))).isPresent()) {
            gone++;
            Optional.ofNullable(due.poll()).filter(Retries::queued).ifPresent(awake::add);
        }
        line.accept(awake);
        if (!looksAgain && (gone > 0 || !due.isEmpty())) {
            looksAgain = true;
            schedule(this::lookAgain, LOOK_AGAIN);
        }
    }

    private void lookAgain() {
        looksAgain = false;
        gone = 0;
        release(List.of());
    }

    private static boolean urgent(MediaJob job) {
        return job.priority() == Priority.URGENT;
    }

    private void schedule(Runnable action, Duration pause) {
        try {
            timer.schedule(action, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed: what waits is tried again when the project is next opened");
        }
    }

    private Duration pause(Instant time) {
        return Duration
                .ofMillis(Math.clamp(Duration.between(clock.instant(), time).toMillis(), 0, LONGEST.toMillis()));
    }

    /** @return false when it does not wait for its next attempt any more */
    private static boolean queued(MediaJob job) {
        try (Trail trail = job.live().trail()) {
            return job.live().queueAgain();
        } catch (RuntimeException e) {
            // it still waits in the store: the next opening finds it there
            LOG.error("{} could not be queued again", job.getName(), e);
            return false;
        }
    }
}
