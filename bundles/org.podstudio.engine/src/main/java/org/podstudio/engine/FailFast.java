package org.podstudio.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.ToLongBiFunction;

import org.podstudio.api.project.JobState;
import org.podstudio.store.Batch;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends submissions with their first failure, when that was asked for. For any thread; cancels in a thread of its own. */
final class FailFast implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FailFast.class);

    private final Jobs jobs;
    private final ToLongBiFunction<List<UUID>, String> canceling;
    /** How many jobs of each are not over. */
    private final Map<UUID, Integer> batches = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("podstudio-fail-fast").factory());

    /** @param canceling cancels jobs, with a remark, and answers how many there were to cancel */
    FailFast(Jobs jobs, ToLongBiFunction<List<UUID>, String> canceling) {
        this.jobs = jobs;
        this.canceling = canceling;
    }

    /** Was accepted. */
    void accepted(Batch batch) {
        if (batch.failFast() && batch.size() > 0) {
            batches.put(batch.id(), batch.size());
        }
    }

    /** How many submissions it watches. */
    int size() {
        return batches.size();
    }

    /** Takes up what was accepted before, and ends what the program did not come to end. @param unfinished jobs that are not over */
    void recover(List<JobRecord> unfinished) {
        Map<UUID, Integer> open = new HashMap<>();
        unfinished.forEach(job -> open.merge(job.batch(), 1, Integer::sum));
        jobs.failingFast().stream().filter(batch -> open.containsKey(batch.id())).forEach(batch -> {
            batches.put(batch.id(), open.getOrDefault(batch.id(), 1));
            jobs.inBatch(batch.id()).stream().filter(job -> job.state() == JobState.FAILED).findFirst()
                    .ifPresent(failed -> end(batch.id(), failed.id()));
        });
    }

    /** A job is over. */
    void over(LiveJob job) {
        UUID batch = job.current().batch();
        boolean failed = job.current().state() == JobState.FAILED;
        if (!failed) {
            batches.computeIfPresent(batch, (same, open) -> open > 1 ? open - 1 : null);
        } else if (batches.remove(batch) != null) {
            try {
                thread.execute(() -> end(batch, job.id()));
            } catch (RejectedExecutionException closed) {
                LOG.debug("closed: batch {} is ended when the project is next opened", batch);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void end(UUID batch, UUID failed) {
        try {
            List<JobRecord> members = jobs.inBatch(batch);
            String name = members.stream().filter(job -> job.id().equals(failed)).map(job -> job.work().input())
                    .findFirst().orElse("");
            String why = "canceled because the work on " + name + " failed, and was to end with the first failure";
            long ended = canceling.applyAsLong(members.stream().map(JobRecord::id).toList(), why);
            LOG.info("Batch {} ends with the failure of job {}: {} jobs canceled", batch, failed, ended);
        } catch (RuntimeException e) {
            // they run, or are canceled when the project is next opened: nothing is lost
            LOG.error("Batch {} could not be ended", batch, e);
        }
    }
}
