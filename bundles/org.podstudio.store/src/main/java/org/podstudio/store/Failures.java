package org.podstudio.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Jobs that failed for good and are not settled. A job becomes one with its {@linkplain Jobs#transition transition}, and is settled with
 * {@linkplain Jobs#add(Batch, List, java.util.Map) the job in its place}. For any thread; what was stored is on disk when the method returns.
 */
public interface Failures {

    /** All there are, the latest failure first. */
    List<Failure> open();

    /** The failure of this job. @return empty when there is none, or it is settled */
    Optional<Failure> find(UUID job);

    /**
     * Notes something about a failure, in place of what was noted before.
     *
     * @param text at most 4,096 characters
     * @return false when there is none, or it is settled
     */
    boolean remark(UUID job, String text);

    /**
     * Settles failures without a job in their place.
     *
     * @return how many were not settled before
     */
    int dismiss(Collection<UUID> jobs);
}
