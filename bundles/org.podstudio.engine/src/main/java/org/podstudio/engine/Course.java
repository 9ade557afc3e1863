package org.podstudio.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.internal.learning.Countdown;

/**
 * How far a job has come, what it does or waits for, and how much longer it takes. What is shown never falls, though each attempt begins anew.
 * Not safe for several threads: its job guards it.
 */
final class Course {

    private static final int TICKS = 1000;
    /** More of what it waited for is not told. */
    private static final int WAITS = 100;

    private final Optional<Remaining> expected;
    private final List<String> waited = new ArrayList<>();
    private IProgressMonitor monitor = new NullProgressMonitor();
    private int ticks;
    private Countdown countdown = new Countdown();
    private long begunAt;
    /** Of all attempts, what is shown. */
    private double fraction;
    /** Of this attempt. */
    private double done;
    private String stage = "";
    private String standing = "";
    private long quietNanos;

    /** @param expected how long it works, once it does */
    Course(Optional<Remaining> expected) {
        this.expected = expected;
    }

    /**
     * An attempt begins.
     *
     * @param view mirrors the progress from here on
     * @param stood for how long the job has stood still in earlier attempts
     */
    void begin(IProgressMonitor view, String title, Duration stood) {
        monitor = view;
        monitor.beginTask(title, TICKS);
        countdown = new Countdown();
        begunAt = System.nanoTime() - stood.toNanos();
        done = 0;
        stage = "";
    }

    /** What is known of its duration. */
    void expect(Countdown whole) {
        countdown = whole;
    }

    /** It has come so far. @param reached 0 to 1; what is less than before, or no number, changes nothing */
    void reach(double reached, String name) {
        if (reached > done || !name.equals(stage)) {
            goesOn();
        }
        done = reached > done ? Math.min(reached, 1) : done;
        fraction = Math.max(fraction, done);
        if (!name.equals(stage)) {
            stage = name;
            monitor.subTask(name);
        }
        int due = (int) (fraction * TICKS) - ticks;
        if (due > 0) {
            ticks += due;
            monitor.worked(due);
        }
    }

    /** All is done. */
    void complete() {
        fraction = 1;
    }

    /** It is in another state now. */
    void enter(JobState state) {
        stage = state == JobState.RUNNING ? stage : "";
        goesOn();
    }

    /** It is queued and has to wait. @return false when that was known */
    boolean waitsFor(String words, Instant now) {
        if (words.equals(stage)) {
            return false;
        }
        stage = words;
        if (waited.size() < WAITS) {
            waited.add(now.truncatedTo(ChronoUnit.SECONDS) + " " + words);
        }
        return true;
    }

    /** What it waited for since this was last asked, with the times. */
    List<String> waited() {
        List<String> all = List.copyOf(waited);
        waited.clear();
        return all;
    }

    /** It works without progress, and how that is said until it goes on. */
    void stands(String words) {
        standing = words;
    }

    /** Whether that is still so. */
    boolean stands() {
        return !standing.isEmpty();
    }

    /** How long it has been working without progress. @param passed since this was last asked, nanoseconds; not what it was paused */
    Duration quiet(long passed) {
        quietNanos += passed;
        return Duration.ofNanos(quietNanos);
    }

    /** As it is shown. @param stood for how long the job has stood still in all */
    JobProgress seen(JobState state, Duration stood) {
        Optional<Remaining> remaining = switch (state) {
            case RUNNING -> countdown.tell(Duration.ofNanos(System.nanoTime() - begunAt).minus(stood), done);
            case QUEUED, WAITING_TO_RETRY -> expected;
            default -> Optional.empty();
        };
        String words = standing.isEmpty() || stage.isEmpty() ? stage + standing : stage + ", " + standing;
        return new JobProgress(fraction, words, remaining);
    }

    private void goesOn() {
        quietNanos = 0;
        standing = "";
    }
}
