package org.podstudio.cli.jobs;

import java.util.List;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.engine.Engine;

/** The jobs of a project as they stood when it was looked, and how people name them. */
record Jobs(List<JobSnapshot> all) {

    static final String ID = "Id of a job, or how it begins.";

    private static final int SHORT_ID = 8;

    /** Looks now. */
    static Jobs of(Engine engine) {
        return new Jobs(engine.jobs());
    }

    /**
     * The one that is meant.
     *
     * @param id or how it begins
     * @throws ProcessingException {@code engine.unknown-job}, {@code usage.ambiguous}
     */
    JobSnapshot named(String id) {
        List<JobSnapshot> found = all.stream().filter(job -> job.id().toString().startsWith(id)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw found.isEmpty()
                ? ProcessingException.input("engine.unknown-job", "There is no job '" + id + "'.",
                        "podstudio jobs lists those there are.")
                : new ProcessingException(ErrorKind.CONFIGURATION, "usage.ambiguous",
                        found.size() + " jobs begin with '" + id + "'.",
                        "Write more of the id.");
    }

    /** As much of an id as is shown. */
    static String shortId(JobSnapshot job) {
        return job.id().toString().substring(0, SHORT_ID);
    }
}
