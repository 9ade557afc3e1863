package org.podstudio.engine.control;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.podstudio.api.project.JobSnapshot;

/** Jobs that failed for good and wait for somebody to do something about it. For any thread. */
public interface DeadLetters {

    /** All that are not settled, the latest failure first. */
    List<DeadLetter> list();

    /**
     * Notes what somebody found out about a failure, in place of what was noted before.
     *
     * @param text at most 4,000 characters; longer ones are cut; empty removes it
     * @return false when there is no such letter
     */
    boolean remark(UUID job, String text);

    /**
     * Accepts a new job with the same work in place of each, and settles it; what is not a dead letter is passed over. All or none.
     *
     * @return the new jobs, in the order of the old
     * @throws org.podstudio.api.ProcessingException when they could not be stored; then nothing is settled
     */
    List<JobSnapshot> retry(Collection<UUID> jobs);

    /** {@linkplain #retry Retries} all there are. */
    List<JobSnapshot> retryAll();

    /**
     * Settles letters without doing anything about them; the jobs stay as they are.
     *
     * @return how many were open
     */
    int dismiss(Collection<UUID> jobs);
}
