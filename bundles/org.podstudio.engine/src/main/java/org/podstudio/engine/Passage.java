package org.podstudio.engine;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.internal.work.Timesheet;
import org.podstudio.store.Along;
import org.podstudio.store.JobRecord;

/**
 * A change of a job that is about to be stored.
 *
 * @param stored as the store knows it
 * @param moved as it becomes
 * @param along what is stored with it
 */
record Passage(JobRecord stored, JobRecord moved, Along along) {

    /** @param from where it stands, which the store may not know yet; from running, an attempt ends */
    static Passage of(JobRecord stored, JobState from, JobRecord moved, List<Asset> made, Timesheet timesheet,
            Clock clock) {
        JobState to = moved.state();
        if (from != JobState.RUNNING || to == JobState.RUNNING) {
            return new Passage(stored, moved, Along.of(made));
        }
        return new Passage(stored, moved, new Along(made, Optional.of(Records.attempt(moved, to,
                to.terminal() ? moved.times().finished().orElseThrow() : clock.instant(), timesheet.effort()))));
    }
}
