package org.podstudio.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.podstudio.api.project.JobState;
import org.podstudio.engine.internal.work.Leftovers;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a project's jobs in order after the process that ran them has died. The store is locked to this process, so whatever runs is dead,
 * unless it is at work here: one that did not stop when the project was closed.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Jobs jobs;
    private final AtWork atWork;
    private final Leftovers leftovers;

    Recovery(Surroundings place, Jobs jobs, AtWork atWork) {
        this.jobs = jobs;
        this.atWork = atWork;
        this.leftovers = new Leftovers(place.folder(), place.assets());
    }

    /** Every job that is not over and not at work, now queued, in the order they were accepted. */
    List<JobRecord> queued() {
        leftovers.clear(atWork::contains);
        jobs.list(Set.of(JobState.RUNNING), Integer.MAX_VALUE).stream().filter(job -> !atWork.contains(job.id()))
                .forEach(this::queueAgain);
        jobs.list(Set.of(JobState.WAITING_TO_RETRY), Integer.MAX_VALUE)
                .forEach(job -> jobs.transition(job.id(), JobState.WAITING_TO_RETRY, JobState.QUEUED, next()));
        return jobs.list(Set.of(JobState.QUEUED), Integer.MAX_VALUE).reversed().stream()
                .filter(job -> !atWork.contains(job.id())).toList();
    }

    /** Those that another engine has left at work. */
    List<UUID> stillAtWork() {
        return jobs.list(Set.of(JobState.RUNNING, JobState.QUEUED), Integer.MAX_VALUE).stream().map(JobRecord::id)
                .filter(atWork::contains).toList();
    }

    /** One that was still at work and has ended now, queued; empty when it is over. */
    Optional<JobRecord> ended(UUID id) {
        jobs.find(id).filter(job -> job.state() == JobState.RUNNING).ifPresent(this::queueAgain);
        return jobs.find(id).filter(job -> job.state() == JobState.QUEUED);
    }

    private void queueAgain(JobRecord job) {
        LOG.info("Job {} was interrupted and is queued again", job.id());
        job.outputFolder().ifPresent(folder -> leftovers.clear(Path.of(folder), job.id()));
        jobs.transition(job.id(), JobState.RUNNING, JobState.QUEUED, next());
    }

    private static UnaryOperator<JobRecord> next() {
        return job -> Records.noted(job, job.notes(), job.sequence() + 1);
    }
}
