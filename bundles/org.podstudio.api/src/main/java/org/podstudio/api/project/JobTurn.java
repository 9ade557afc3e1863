package org.podstudio.api.project;

import java.time.Instant;
import java.util.Optional;

/**
 * Whose turn it is.
 *
 * @param priority how soon it runs
 * @param paused whether it is kept from running until it is resumed; a running one stands still
 * @param attempt how often it was tried, the attempt that runs included; what the death of the program cut off does not count
 * @param next when it is tried again; empty unless it waits for that
 */
public record JobTurn(Priority priority, boolean paused, int attempt, Optional<Instant> next) {

    /** It never ran and may. */
    public static JobTurn first(Priority priority) {
        return new JobTurn(priority, false, 0, Optional.empty());
    }
}
