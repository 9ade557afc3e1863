package org.podstudio.engine.control;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was submitted together, seen as one. For any thread. */
public interface Batches {

    /** How a submission stands now; empty for an id that is not known. */
    Optional<BatchSnapshot> find(UUID id);

    /**
     * The latest submissions, newest first.
     *
     * @param limit at most so many, at least 1
     */
    List<BatchSnapshot> list(int limit);

    /**
     * Cancels every job of a submission that is not over.
     *
     * @return whether there was one
     */
    boolean cancel(UUID id);
}
