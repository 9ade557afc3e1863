package org.podstudio.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.control.BatchSnapshot;
import org.podstudio.engine.control.Batches;
import org.podstudio.store.Batch;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Jobs;

/** The submissions of a project, from the store and what is known of their jobs now. */
final class Submissions implements Batches {

    private final Jobs jobs;
    private final Function<JobRecord, JobSnapshot> now;
    private final ToLongFunction<List<UUID>> canceling;

    /**
     * @param now how a job stands that is stored like this
     * @param canceling cancels jobs, and answers how many there were to cancel
     */
    Submissions(Jobs jobs, Function<JobRecord, JobSnapshot> now, ToLongFunction<List<UUID>> canceling) {
        this.jobs = jobs;
        this.now = now;
        this.canceling = canceling;
    }

    @Override
    public Optional<BatchSnapshot> find(UUID id) {
        return jobs.batch(id).map(this::snapshot);
    }

    @Override
    public List<BatchSnapshot> list(int limit) {
        return jobs.batches(limit).stream().map(this::snapshot).toList();
    }

    @Override
    public boolean cancel(UUID id) {
        return canceling.applyAsLong(jobs.inBatch(id).stream().map(JobRecord::id).toList()) > 0;
    }

    private BatchSnapshot snapshot(Batch batch) {
        List<JobSnapshot> members = jobs.inBatch(batch.id()).stream().map(now).toList();
        Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
        members.forEach(job -> counts.merge(job.state(), 1, Integer::sum));
        String title = members.isEmpty() ? "" : members.getFirst().recipe().title();
        return new BatchSnapshot(batch.id(), title, members.size(), counts, fraction(members), remaining(members),
                batch.failFast(), batch.submitted(), finished(members));
    }

    private static double fraction(List<JobSnapshot> members) {
        return members.stream().mapToDouble(job -> job.state().terminal() ? 1 : job.fraction()).average().orElse(1);
    }

    /** At least as long as the longest takes, at most as long as all take one after the other. */
    private static Optional<Remaining> remaining(List<JobSnapshot> members) {
        List<JobSnapshot> open = members.stream().filter(job -> !job.state().terminal()).toList();
        List<Remaining> told = open.stream().flatMap(job -> job.progress().remaining().stream()).toList();
        return told.isEmpty() || told.size() < open.size()
                ? Optional.empty()
                : Optional.of(new Remaining(
                        told.stream().map(Remaining::least).max(Comparator.naturalOrder()).orElse(Duration.ZERO),
                        told.stream().map(Remaining::most).reduce(Duration.ZERO, Duration::plus)));
    }

    private static Optional<Instant> finished(List<JobSnapshot> members) {
        return members.stream().allMatch(job -> job.state().terminal())
                ? members.stream().flatMap(job -> job.finished().stream()).max(Comparator.naturalOrder())
                : Optional.empty();
    }
}
