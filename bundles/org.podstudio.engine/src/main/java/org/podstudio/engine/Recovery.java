package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.engine.internal.work.Leftovers;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.engine.internal.work.Trail;
import org.podstudio.store.Along;
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

    /** So many deaths of the program while a job runs are no accident. */
    private static final int FATAL = 3;

    private final Jobs jobs;
    private final AtWork atWork;
    private final Leftovers leftovers;
    private final Clock clock;
    private final JobCounters counters;
    private final ProjectFolder folder;

    Recovery(Surroundings place, Jobs jobs, AtWork atWork, JobCounters counters) {
        this.counters = counters;
        this.jobs = jobs;
        this.atWork = atWork;
        this.clock = place.clock();
        this.folder = place.folder();
        this.leftovers = new Leftovers(place.folder(), place.assets(), place.temporaries());
    }

    /** Those that another engine has left at work. To be asked once: whichever ends from then on is to be {@link #ended looked at} when it has. */
    Set<UUID> stillAtWork() {
        return atWork.all().stream().filter(id -> jobs.find(id).isPresent()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Every job that is not over, in the order they were accepted: queued, or waiting for its next attempt.
     *
     * @param busy but for these, though they may have ended by now
     */
    List<JobRecord> unfinished(Set<UUID> busy) {
        long start = System.nanoTime();
        sweep(() -> false);
        LOG.debug("tidied up after {} ms", (System.nanoTime() - start) / 1_000_000);
        List<JobRecord> interrupted = jobs.list(Set.of(JobState.RUNNING), Integer.MAX_VALUE).stream()
                .filter(job -> !busy.contains(job.id())).toList();
        // the store writes what comes at once in one commit; each on its own would wait for the disk
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            List<Future<?>> all = new ArrayList<>();
            interrupted.forEach(job -> all.add(threads.submit(() -> queueAgain(job))));
            all.forEach(Recovery::join);
        }
        LOG.debug("{} interrupted jobs are in order after {} ms", interrupted.size(),
                (System.nanoTime() - start) / 1_000_000);
        return jobs.list(Set.of(JobState.QUEUED, JobState.WAITING_TO_RETRY), Integer.MAX_VALUE).reversed().stream()
                .filter(job -> !busy.contains(job.id())).toList();
    }

    /** Removes from time to time what no job needs any more. @param closed whether the project is no longer this engine's; asked for each */
    void sweep(BooleanSupplier closed) {
        Predicate<UUID> stays = id -> closed.getAsBoolean() || atWork.contains(id);
        leftovers.clear(stays);
        leftovers.clearElsewhere(stays, this::success);
        if (!closed.getAsBoolean()) {
            leftovers.clearDrafts(clock.instant());
        }
    }

    private boolean success(UUID id) {
        return jobs.find(id).filter(job -> job.state() == JobState.SUCCESS).isPresent();
    }

    private static void join(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanceledException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : new IllegalStateException(e.getCause());
        }
    }

    /** One that was still at work and has ended now, queued or waiting for its next attempt; empty when it is over. */
    Optional<JobRecord> ended(UUID id) {
        jobs.find(id).filter(job -> job.state() == JobState.RUNNING).ifPresent(this::queueAgain);
        return jobs.find(id).filter(job -> !job.state().terminal());
    }

    private void queueAgain(JobRecord job) {
        counters.recovered();
        try (Trail trail = Trail.of(job.id(), job.batch())) {
            putBack(job);
        }
    }

    private void putBack(JobRecord job) {
        job.work().outputFolder().ifPresent(folder -> leftovers.clear(Path.of(folder), job.id()));
        if (job.attempts().cutOff() + 1 >= FATAL) {
            LOG.error("Job {} was running each of the {} times the program died; it is given up", job.id(), FATAL);
            jobs.move(job, next(Records.ended(died(job.with(JobState.FAILED)), List.of(), Optional.of(fatal()),
                    clock.instant())), cutOff(job));
            return;
        }
        LOG.info("Job {} was interrupted and is queued again", job.id());
        jobs.move(job, next(died(job.with(JobState.QUEUED))), cutOff(job));
    }

    /** Its log was written to until it died. */
    private Along cutOff(JobRecord job) {
        Instant heard;
        try {
            heard = Files.getLastModifiedTime(folder.jobLog(job.id())).toInstant();
        } catch (IOException noLog) {
            // it had no time to write one
            heard = job.attempts().began().orElseGet(clock::instant);
        }
        return Along.of(Records.died(job, heard));
    }

    private static JobRecord died(JobRecord job) {
        return job.with(job.attempts().died());
    }

    private static Problem fatal() {
        return new Problem(ErrorKind.SYSTEM, "engine.fatal",
                "The program ended without warning each of the " + FATAL + " times that it worked on this.",
                "Try another input or other settings; retry the job to give it more chances.", Optional.empty());
    }

    private static JobRecord next(JobRecord job) {
        return job.numbered(job.sequence() + 1);
    }
}
