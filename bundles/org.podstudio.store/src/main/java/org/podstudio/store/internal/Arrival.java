package org.podstudio.store.internal;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that rise with each row, within a process and from one to the next: EclipseLink inserts the rows of a
 * transaction in any order, so a number of the database's own would forget theirs. The clock in nanoseconds, moved on
 * where rows come faster.
 */
public final class Arrival {

    private static final AtomicLong LAST = new AtomicLong();

    private Arrival() {
    }

    /** What comes at that time has no smaller number. */
    public static long at(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000), time.getNano());
    }

    /** No number up to this one comes any more, even if the clock was set back since it was given. */
    public static void seen(long number) {
        LAST.accumulateAndGet(number, Math::max);
    }

    /** A number greater than any before. */
    public static long next() {
        return next(1);
    }

    /** A number greater than any before by at least so much. */
    public static long next(long gap) {
        long nanos = at(Instant.now());
        return LAST.updateAndGet(last -> Math.max(last + gap, nanos));
    }
}
