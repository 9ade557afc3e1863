package org.podstudio.engine;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.engine.control.DeadLetter;
import org.podstudio.engine.control.DeadLetters;
import org.podstudio.store.Failure;
import org.podstudio.store.Failures;
import org.podstudio.store.JobRecord;

/** The dead letters of a project, from the store. */
final class Undelivered implements DeadLetters {

    private static final int LONGEST = 4000;

    private final Failures failures;
    private final Function<JobRecord, JobSnapshot> now;
    private final Function<List<JobRecord>, List<JobSnapshot>> again;

    /**
     * @param now how a job stands that is stored like this
     * @param again accepts jobs with the same work in place of failed ones, and settles those
     */
    Undelivered(Failures failures, Function<JobRecord, JobSnapshot> now,
            Function<List<JobRecord>, List<JobSnapshot>> again) {
        this.failures = failures;
        this.now = now;
        this.again = again;
    }

    @Override
    public List<DeadLetter> list() {
        return failures.open().stream()
                .map(failure -> new DeadLetter(now.apply(failure.job()), failure.since(), failure.remark())).toList();
    }

    @Override
    public boolean remark(UUID job, String text) {
        return failures.remark(job, text.substring(0, Math.min(LONGEST, text.length())));
    }

    @Override
    public List<JobSnapshot> retry(Collection<UUID> jobs) {
        return again.apply(jobs.stream().distinct().flatMap(job -> failures.find(job).stream()).map(Failure::job)
                .toList());
    }

    @Override
    public List<JobSnapshot> retryAll() {
        // the first to fail was the first to be asked for
        return again.apply(failures.open().reversed().stream().map(Failure::job).toList());
    }

    @Override
    public int dismiss(Collection<UUID> jobs) {
        return failures.dismiss(jobs);
    }
}
