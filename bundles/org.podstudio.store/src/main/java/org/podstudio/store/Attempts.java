package org.podstudio.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How often a job was tried.
 *
 * @param count how often it was started and came to an end of its own, or runs now
 * @param cutOff how often the program died while it ran
 * @param next when it is tried again; empty unless it waits for that
 * @param starts how often it was started, whatever became of it
 * @param began when it was last started
 */
public record Attempts(int count, int cutOff, Optional<Instant> next, int starts, Optional<Instant> began) {

    /** It never ran. */
    public static final Attempts NONE = new Attempts(0, 0, Optional.empty(), 0, Optional.empty());

    /** One more begins. */
    public Attempts begun(Instant now) {
        return new Attempts(count + 1, cutOff, Optional.empty(), starts + 1, Optional.of(now));
    }

    /** The last one failed; there will be another. */
    public Attempts again(Instant time) {
        return new Attempts(count, cutOff, Optional.of(time), starts, began);
    }

    /** The last one does not count: the job was told to go back into the queue. */
    public Attempts undone() {
        return new Attempts(count - 1, cutOff, Optional.empty(), starts, began);
    }

    /** The last one does not count: the program died. */
    public Attempts died() {
        return new Attempts(count - 1, cutOff + 1, Optional.empty(), starts, began);
    }

    /** None is waited for any more: its time has come, or there will be none. */
    public Attempts due() {
        return new Attempts(count, cutOff, Optional.empty(), starts, began);
    }
}
