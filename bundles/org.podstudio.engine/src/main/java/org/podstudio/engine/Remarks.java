package org.podstudio.engine;

import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.store.JobRecord;

/** What a job says to its user, as far as that is shown with it. Not safe for several threads: its job guards it. */
final class Remarks {

    /** More remarks than this are in the job's log only, but those that tell what became of it. */
    private static final int MOST = 100;

    private final List<String> said;

    /** @param earlier what its earlier attempts said */
    Remarks(List<String> earlier) {
        said = new ArrayList<>(earlier);
    }

    /** Takes one more; what was said before is not said again. */
    void add(String text) {
        if ((said.size() < MOST || JobSnapshot.isKeptNote(text)) && !said.contains(text)) {
            said.add(text);
        }
    }

    /** The job with all that it said. */
    JobRecord on(JobRecord job) {
        return job.with(job.outcome().noting(said));
    }
}
