package org.podstudio.engine.internal.admission;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.Needs;

/**
 * How long the first one that does not fit lets others pass it: so many, and so long, counted from when nobody but those who passed keeps it
 * out. As long as somebody who was there before is in its way, others may use what is left, for holding them back would help nobody.
 * Counts only: not safe for several threads.
 */
final class Patience {

    private final int most;
    private final Duration longest;
    private final LongSupplier nanos;
    private final Map<Waiting, Needs> passers = new HashMap<>();
    private @Nullable Waiting waiter;
    private int passes;
    private long since;
    private boolean begun;
    private boolean counting;

    /** @param nanos a clock that only measures, as {@link System#nanoTime} */
    Patience(int most, Duration longest, LongSupplier nanos) {
        this.most = most;
        this.longest = longest;
        this.nanos = nanos;
    }

    /** This is the first that does not fit. @param only whether it would fit if those were gone that passed it */
    void waits(Waiting entry, boolean only) {
        if (!entry.equals(waiter)) {
            forget();
            waiter = entry;
        }
        if (only && !begun) {
            begun = true;
            since = nanos.getAsLong();
        }
        counting = only;
    }

    /** One behind it was started. */
    void passed(Waiting entry, Needs needs) {
        passers.put(entry, needs);
        passes += counting ? 1 : 0;
    }

    /** One that was started is over. */
    void over(Waiting entry) {
        passers.remove(entry);
    }

    /** What those who passed this one have, while they run; none when it is not the one that waits. */
    Collection<Needs> passers(Waiting entry) {
        return entry.equals(waiter) ? passers.values() : List.of();
    }

    /** Whether nobody may pass any more. */
    boolean exhausted() {
        return counting && (passes >= most || nanos.getAsLong() - since >= longest.toNanos());
    }

    private void forget() {
        passers.clear();
        passes = 0;
        begun = false;
        counting = false;
    }
}
