package org.podstudio.store;

import org.podstudio.api.project.Priority;
import org.podstudio.store.internal.Arrival;

/**
 * Where a job stands in the line.
 *
 * @param priority higher first
 * @param place smaller first, among those of the same priority
 * @param paused whether it is passed by until it is resumed
 */
public record Turn(Priority priority, long place, boolean paused) {

    /** Room for others to be put between two that come right after each other. */
    public static final long GAP = 1024;

    /** Behind all that came before. */
    public static Turn last(Priority priority) {
        return new Turn(priority, Arrival.next(GAP), false);
    }

    /** With another priority, behind all that came before. */
    public Turn at(Priority other) {
        return new Turn(other, Arrival.next(GAP), paused);
    }

    /** Elsewhere among those of its priority. */
    public Turn placed(long where) {
        return new Turn(priority, where, paused);
    }

    /** Passed by, or not any more. */
    public Turn paused(boolean pause) {
        return new Turn(priority, place, pause);
    }
}
