package org.podstudio.engine;

import java.util.Optional;

import org.podstudio.api.Needs;
import org.podstudio.api.project.JobProgress.Remaining;

/**
 * What a plan said of a job.
 *
 * @param needs what it takes
 * @param expected how long it works; empty when nothing is known
 */
record Outlook(Needs needs, Optional<Remaining> expected) {

    static Outlook of(PlannedJob job) {
        return new Outlook(job.needs(), job.expected());
    }
}
