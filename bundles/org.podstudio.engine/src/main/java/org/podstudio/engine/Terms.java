package org.podstudio.engine;

import java.time.Duration;
import java.util.Optional;

import org.podstudio.api.project.Priority;

/**
 * How an order is to be carried out.
 *
 * @param priority how soon
 * @param force make it even if it was made before, and replace existing files in the output folder
 * @param failFast the first job that fails for good ends the others of the order
 * @param key a name that the orderer has for the order: ordering again with the same key, within 24 h, gives the same jobs and no new ones
 * @param timeLimit how long each attempt of each of its jobs may take, without the time it is paused; {@link #SHORTEST_TIME} to {@link #LONGEST_TIME}; empty: as
 *            long as is usual for such work
 */
public record Terms(Priority priority, boolean force, boolean failFast, Optional<String> key,
        Optional<Duration> timeLimit) {

    /** The longest {@link #key} that is accepted, characters. */
    public static final int LONGEST_KEY = 255;

    /** The shortest {@link #timeLimit} that is accepted. */
    public static final Duration SHORTEST_TIME = Duration.ofMillis(1);

    /** The longest {@link #timeLimit} that is accepted. */
    public static final Duration LONGEST_TIME = Duration.ofDays(365);

    /** At the usual priority, unless it was made before, each job on its own. */
    public static final Terms USUAL = new Terms(Priority.NORMAL, false, false, Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException when the key is empty or too long, or the time is none or too long */
    public Terms {
        if (key.filter(text -> text.isBlank() || text.length() > LONGEST_KEY).isPresent()) {
            throw new IllegalArgumentException("a key has 1 to " + LONGEST_KEY + " characters: " + key.get());
        }
        if (timeLimit.filter(time -> time.compareTo(SHORTEST_TIME) < 0 || time.compareTo(LONGEST_TIME) > 0)
                .isPresent()) {
            throw new IllegalArgumentException("a time limit has 1 ms to " + LONGEST_TIME + ": " + timeLimit.get());
        }
    }

    /** With another priority. */
    public Terms at(Priority other) {
        return new Terms(other, force, failFast, key, timeLimit);
    }

    /** Made even if it was made before, or not. */
    public Terms forced(boolean forced) {
        return new Terms(priority, forced, failFast, key, timeLimit);
    }

    /** Ending with the first failure, or not. */
    public Terms failingFast(boolean ending) {
        return new Terms(priority, force, ending, key, timeLimit);
    }

    /** Known by a name. */
    public Terms keyed(String name) {
        return new Terms(priority, force, failFast, Optional.of(name), timeLimit);
    }

    /** Each attempt taking no longer than that. */
    public Terms within(Duration time) {
        return new Terms(priority, force, failFast, key, Optional.of(time));
    }
}
