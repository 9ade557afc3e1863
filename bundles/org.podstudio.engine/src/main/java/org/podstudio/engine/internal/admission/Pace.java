package org.podstudio.engine.internal.admission;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many more jobs may be started than there are cores: as many as were over within a moment, if they were quick. Such jobs wait for the
 * disk to take note of them most of their time, and the more of them wait, the more it notes at once. Of jobs that work for long none is over
 * within a moment, so each has its core. Not safe for several threads.
 */
final class Pace {

    private static final long QUICK_NANOS = 100_000_000;
    private static final long MOMENT_NANOS = 40_000_000;

    /** More would wait for the disk, and no disk is so slow. */
    static final int MOST = 64;

    private final LongSupplier nanos;
    private final int most;
    private final Map<Object, Long> starts = new HashMap<>();
    private final Deque<Long> ends = new ArrayDeque<>();

    /**
     * @param nanos a clock that only measures, as {@link System#nanoTime}
     * @param most no more than so many beyond the cores; 0: every job has its core
     */
    Pace(LongSupplier nanos, int most) {
        this.nanos = nanos;
        this.most = most;
    }

    /** One begins. */
    void started(Object job) {
        starts.put(job, nanos.getAsLong());
    }

    /** One that was started needs its core no more. */
    void over(Object job) {
        long now = nanos.getAsLong();
        Long start = starts.remove(job);
        if (start != null && now - start <= QUICK_NANOS) {
            ends.add(now);
        }
        if (ends.size() > most) {
            ends.remove();
        }
    }

    /** So many more than cores. */
    int ahead() {
        long now = nanos.getAsLong();
        while (!ends.isEmpty() && now - ends.element() > MOMENT_NANOS) {
            ends.remove();
        }
        return ends.size();
    }
}
