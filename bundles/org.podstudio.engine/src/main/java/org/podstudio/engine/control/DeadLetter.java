package org.podstudio.engine.control;

import java.time.Instant;

import org.podstudio.api.project.JobSnapshot;

/**
 * A job that failed for good and is not settled.
 *
 * @param job with its problem
 * @param since when it failed
 * @param remark what somebody noted of it; empty when nobody did
 */
public record DeadLetter(JobSnapshot job, Instant since, String remark) {

    /** How often it was tried. */
    public int attempts() {
        return job.turn().attempt();
    }
}
