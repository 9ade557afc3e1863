package org.podstudio.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobState;
import org.podstudio.store.internal.Chronicle;

/**
 * Jobs that are written down beside the database when they are accepted and when they are over. What lies between is not: a job that was
 * accepted and is not over begins anew.
 */
record ChronicledJobs(Jobs jobs, Chronicle chronicle) implements Jobs {

    static final String KIND = "job";
    static final String BATCH = "batch";

    @Override
    public boolean add(Batch batch, List<JobRecord> added) {
        return add(batch, added, Map.of());
    }

    @Override
    public boolean add(Batch batch, List<JobRecord> added, Map<UUID, UUID> successors) {
        boolean fresh = jobs.add(batch, added, successors);
        if (fresh) {
            chronicle.write(BATCH, List.of(batch));
            chronicle.write(KIND, added);
        }
        return fresh;
    }

    @Override
    public boolean move(JobRecord stored, JobRecord changed, Along along) {
        boolean moved = jobs.move(stored, changed, along);
        if (moved && changed.state().terminal()) {
            over(changed, along);
        }
        return moved;
    }

    @Override
    public boolean transition(UUID id, JobState from, JobState to, UnaryOperator<JobRecord> change, Along along) {
        AtomicReference<Optional<JobRecord>> last = new AtomicReference<>(Optional.empty());
        boolean moved = jobs.transition(id, from, to, record -> {
            JobRecord changed = change.apply(record);
            last.set(Optional.of(changed));
            return changed;
        }, along);
        if (moved && to.terminal()) {
            last.get().ifPresent(job -> over(job, along));
        }
        return moved;
    }

    private void over(JobRecord job, Along along) {
        chronicle.write(ChronicledAssets.KIND, along.made());
        chronicle.write(KIND, List.of(job));
    }

    @Override
    public List<Attempt> attempts(UUID id) {
        return jobs.attempts(id);
    }

    @Override
    public Optional<JobRecord> find(UUID id) {
        return jobs.find(id);
    }

    @Override
    public List<JobRecord> list(Set<JobState> states, int limit) {
        return jobs.list(states, limit);
    }

    @Override
    public List<JobRecord> inBatch(UUID batch) {
        return jobs.inBatch(batch);
    }

    @Override
    public Optional<Batch> batch(UUID id) {
        return jobs.batch(id);
    }

    @Override
    public Set<UUID> arrange(Map<UUID, Turn> turns) {
        return jobs.arrange(turns);
    }

    @Override
    public List<Batch> batches(int limit) {
        return jobs.batches(limit);
    }

    @Override
    public List<Batch> failingFast() {
        return jobs.failingFast();
    }

    @Override
    public List<JobRecord> since(Instant time) {
        return jobs.since(time);
    }

    @Override
    public Optional<Batch> keyed(String key) {
        return jobs.keyed(key);
    }
}
