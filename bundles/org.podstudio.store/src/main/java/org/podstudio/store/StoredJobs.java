package org.podstudio.store;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobState;

import jakarta.persistence.EntityManager;

/** Jobs as rows. A move between states reads, compares and writes under the row's version: of two that race, one starts over and sees it lost. */
final class StoredJobs implements Jobs {

    private final Database database;

    StoredJobs(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Batch batch, List<JobRecord> jobs) {
        return add(batch, jobs, Map.of());
    }

    @Override
    public boolean add(Batch batch, List<JobRecord> jobs, Map<UUID, UUID> successors) {
        return database.tx(em -> {
            if (batch.key().isPresent() && keyed(em, batch.key().get()).isPresent()
                    || !StoredFailures.settle(em, successors)) {
                return false;
            }
            em.persist(new BatchRow(batch));
            for (JobRecord job : jobs) {
                JobRow row = new JobRow();
                row.set(job);
                em.persist(row);
            }
            return true;
        });
    }

    @Override
    public boolean transition(UUID id, JobState from, JobState to, UnaryOperator<JobRecord> change, Along along) {
        if (!from.mayBecome(to)) {
            throw new IllegalArgumentException("a job that is " + from + " cannot become " + to);
        }
        return database.tx(em -> {
            JobRow row = row(em, id);
            if (row.state() != from) {
                return false;
            }
            JobRecord changed = changed(row.job().with(to), change);
            row.set(changed);
            if (to == JobState.FAILED) {
                em.persist(new FailureRow(changed));
            }
            StoredAssets.persist(em, along.made());
            along.attempt().ifPresent(attempt -> em.persist(new AttemptRow(id, attempt)));
            return true;
        });
    }

    @Override
    public Set<UUID> arrange(Map<UUID, Turn> turns) {
        return database.tx(em -> {
            Map<UUID, JobRow> open = turns.keySet().stream().flatMap(id -> Stream.ofNullable(em.find(JobRow.class, id)))
                    .filter(row -> !row.state().terminal())
                    .collect(Collectors.toMap(row -> row.job().id(), row -> row));
            open.forEach((id, row) -> row.set(Objects.requireNonNull(turns.get(id))));
            return Set.copyOf(open.keySet());
        });
    }

    private static JobRecord changed(JobRecord job, UnaryOperator<JobRecord> change) {
        JobRecord changed = change.apply(job);
        if (!changed.id().equals(job.id()) || changed.state() != job.state()) {
            throw new IllegalArgumentException("a change of job " + job.id() + " must keep its id and state");
        }
        return changed;
    }

    @Override
    public List<Attempt> attempts(UUID id) {
        return database.read(
                em -> em.createQuery("select a from AttemptRow a where a.job = :job order by a.number",
                        AttemptRow.class)
                        .setParameter("job", id).getResultStream().map(AttemptRow::attempt).toList());
    }

    @Override
    public Optional<JobRecord> find(UUID id) {
        return database.read(em -> Optional.ofNullable(em.find(JobRow.class, id)).map(JobRow::job));
    }

    @Override
    public List<JobRecord> list(Set<JobState> states, int limit) {
        if (states.isEmpty()) {
            return List.of();
        }
        return database.read(em -> em
                .createQuery("select j from JobRow j where j.state in :states order by j.added desc", JobRow.class)
                .setParameter("states", states).setMaxResults(limit).getResultStream().map(JobRow::job).toList());
    }

    @Override
    public List<JobRecord> inBatch(UUID batch) {
        return database.read(
                em -> em.createQuery("select j from JobRow j where j.batch = :batch order by j.added", JobRow.class)
                        .setParameter("batch", batch).getResultStream().map(JobRow::job).toList());
    }

    @Override
    public Optional<Batch> batch(UUID id) {
        return database.read(em -> Optional.ofNullable(em.find(BatchRow.class, id)).map(BatchRow::batch));
    }

    @Override
    public List<Batch> batches(int limit) {
        return database
                .read(em -> em.createQuery("select b from BatchRow b order by b.submitted desc", BatchRow.class)
                        .setMaxResults(limit).getResultStream().map(BatchRow::batch).toList());
    }

    @Override
    public Optional<Batch> keyed(String key) {
        return database.read(em -> keyed(em, key));
    }

    private static Optional<Batch> keyed(EntityManager em, String key) {
        return em.createQuery("select b from BatchRow b where b.key = :key", BatchRow.class).setParameter("key", key)
                .getResultStream().map(BatchRow::batch).findFirst();
    }

    private static JobRow row(EntityManager em, UUID id) {
        return Optional.ofNullable(em.find(JobRow.class, id))
                .orElseThrow(() -> new IllegalArgumentException("no job " + id));
    }
}
