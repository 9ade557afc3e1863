package org.podstudio.ui.session;

import java.util.List;
import java.util.UUID;

/**
 * How the line of jobs stands.
 *
 * @param paused
 *            whether no job begins
 * @param order
 *            those that wait, in the order in which they will run
 */
public record Standing(boolean paused, List<UUID> order) {

    /** Copies the list. */
    public Standing {
        order = List.copyOf(order);
    }
}
