package org.podstudio.store;

import java.util.UUID;

import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;

/**
 * A job as it is stored.
 *
 * @param id random
 * @param batch the submission it belongs to
 * @param work what it has to do
 * @param state where it stands
 * @param turn its place in the line
 * @param attempts how often it was tried
 * @param outcome what came of it
 * @param times when it was where
 * @param sequence rises with every change; set by the engine, only kept here
 */
public record JobRecord(UUID id, UUID batch, Work work, JobState state, Turn turn, Attempts attempts, Outcome outcome,
        JobTimes times, long sequence) {

    /** A new job, at the end of its line. */
    public static JobRecord queued(UUID batch, Work work, Turn turn, JobTimes times) {
        return new JobRecord(UUID.randomUUID(), batch, work, JobState.QUEUED, turn, Attempts.NONE, Outcome.NONE, times,
                1);
    }

    /** The same job in another state. */
    public JobRecord with(JobState changed) {
        return new JobRecord(id, batch, work, changed, turn, attempts, outcome, times, sequence);
    }

    /** The same job elsewhere in the line. */
    public JobRecord with(Turn changed) {
        return new JobRecord(id, batch, work, state, changed, attempts, outcome, times, sequence);
    }

    /** The same job, tried more or less often. */
    public JobRecord with(Attempts changed) {
        return new JobRecord(id, batch, work, state, turn, changed, outcome, times, sequence);
    }

    /** The same job with more to say of it. */
    public JobRecord with(Outcome changed) {
        return new JobRecord(id, batch, work, state, turn, attempts, changed, times, sequence);
    }

    /** The same job, later. */
    public JobRecord with(JobTimes changed) {
        return new JobRecord(id, batch, work, state, turn, attempts, outcome, changed, sequence);
    }

    /** The same job after another change. */
    public JobRecord numbered(long change) {
        return new JobRecord(id, batch, work, state, turn, attempts, outcome, times, change);
    }
}
