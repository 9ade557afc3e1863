package org.podstudio.engine.control;

import java.util.UUID;

/** Where in the line a job shall stand. */
public sealed interface Place {

    /** Before all of its priority. */
    record First() implements Place {}

    /** Behind all of its priority. */
    record Last() implements Place {}

    /**
     * Right before another one, with its priority.
     *
     * @param job the other one
     */
    record Before(UUID job) implements Place {}

    /** Before all of its priority. */
    static Place first() {
        return new First();
    }

    /** Behind all of its priority. */
    static Place last() {
        return new Last();
    }

    /** Right before another job, with its priority. */
    static Place before(UUID job) {
        return new Before(job);
    }
}
