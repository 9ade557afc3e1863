package org.podstudio.engine.internal.admission;

import org.podstudio.api.Needs;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;

/** One who waits for its turn. Called by the dispatcher's thread alone. */
public interface Waiting {

    /** How soon. */
    Priority priority();

    /** Its number among those of its priority: smaller first, and first in, first out among equals. */
    default long place() {
        return 0;
    }

    /** What it needs; may take a moment the first time, must be the same ever after. */
    Needs needs();

    /** Where it would put its scratch files. */
    Disk disk();

    /** It stays in the line for now, and why; told each time that it is looked at. */
    default void waitsFor(Obstacle obstacle) {
        // who waits need not say so
    }

    /** Its turn has come: begins, and returns at once. It tells the dispatcher when it is over; what it throws is logged, and it has ended then. */
    void start();

    /** Its turn will never come. */
    void refuse(Problem problem);
}
