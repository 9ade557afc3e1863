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

    /** A number greater than any before. */
    public static long next() {
        Instant now = Instant.now();
        long nanos = Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000), now.getNano());
        return LAST.updateAndGet(last -> Math.max(last + 1, nanos));
    }
}
