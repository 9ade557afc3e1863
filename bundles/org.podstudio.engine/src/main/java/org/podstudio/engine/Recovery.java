package org.podstudio.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.podstudio.api.project.JobState;
import org.podstudio.engine.internal.work.Assignment;
import org.podstudio.engine.internal.work.Journal;
import org.podstudio.engine.internal.work.Scratch;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a project's jobs in order after the process that ran them has died. The store is locked to this process, so whatever runs is dead. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Surroundings place;
    private final Jobs jobs;

    Recovery(Surroundings place, Jobs jobs) {
        this.place = place;
        this.jobs = jobs;
    }

    /** Every job that is not over, now queued, in the order they were accepted. */
    List<JobRecord> queued() {
        Journal.recover(place.folder(), place.assets());
        jobs.list(Set.of(JobState.RUNNING), Integer.MAX_VALUE).forEach(this::queueAgain);
        jobs.list(Set.of(JobState.WAITING_TO_RETRY), Integer.MAX_VALUE)
                .forEach(job -> jobs.transition(job.id(), JobState.WAITING_TO_RETRY, JobState.QUEUED, next()));
        return jobs.list(Set.of(JobState.QUEUED), Integer.MAX_VALUE).reversed();
    }

    private void queueAgain(JobRecord job) {
        LOG.info("Job {} was interrupted and is queued again", job.id());
        job.outputFolder().ifPresent(folder -> Scratch.delete(Assignment.scratch(Path.of(folder), job.id())));
        jobs.transition(job.id(), JobState.RUNNING, JobState.QUEUED, next());
    }

    private static UnaryOperator<JobRecord> next() {
        return job -> Records.noted(job, job.notes(), job.sequence() + 1);
    }
}
