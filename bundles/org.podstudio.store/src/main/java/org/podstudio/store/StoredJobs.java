package org.podstudio.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobState;
import org.podstudio.store.internal.Arrival;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;

/** Jobs as rows. They are added and moved by the one writer, which compares before it writes: of two that race, one sees it lost. */
final class StoredJobs implements Jobs {

    private final Database database;
    private final JobWriter writer;

    StoredJobs(Database database, JobWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public boolean add(Batch batch, List<JobRecord> jobs) {
        return add(batch, jobs, Map.of());
    }

    @Override
    public boolean add(Batch batch, List<JobRecord> jobs, Map<UUID, UUID> successors) {
        return writer.write(new Change.Addition(batch, List.copyOf(jobs), Map.copyOf(successors)));
    }

    @Override
    public boolean move(JobRecord stored, JobRecord changed, Along along) {
        return writer.write(change(stored, changed, along));
    }

    @Override
    public CompletableFuture<Boolean> moving(JobRecord stored, JobRecord changed, Along along) {
        return writer.writing(change(stored, changed, along));
    }

    private static Change change(JobRecord stored, JobRecord changed, Along along) {
        requireAllowed(stored.state(), changed.state());
        if (!changed.id().equals(stored.id()) || !changed.batch().equals(stored.batch())
                || !changed.work().equals(stored.work())) {
            throw new IllegalArgumentException("a change of job " + stored.id() + " must keep its id, batch and work");
        }
        return Change.Move.of(stored, changed, along);
    }

    @Override
    public boolean transition(UUID id, JobState from, JobState to, UnaryOperator<JobRecord> change, Along along) {
        requireAllowed(from, to);
        JobRecord stored = stored(id);
        while (stored.state() == from) {
            if (move(stored, changed(stored.with(to), change), along)) {
                return true;
            }
            // it is elsewhere now, or it is still there and something else of it has changed
            stored = stored(id);
        }
        return false;
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
        if (changed.state() != job.state()) {
            throw new IllegalArgumentException("a change of job " + job.id() + " must keep its state");
        }
        return changed;
    }

    private static void requireAllowed(JobState from, JobState to) {
        if (!from.mayBecome(to)) {
            throw new IllegalArgumentException("a job that is " + from + " cannot become " + to);
        }
    }

    private JobRecord stored(UUID id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no job " + id));
    }

    @Override
    public List<Attempt> attempts(UUID id) {
        return database.read(em -> Stream.concat(
                Optional.ofNullable(em.find(JobRow.class, id)).flatMap(JobRow::brief).stream(),
                em.createQuery("select a from AttemptRow a where a.job = :job order by a.number", AttemptRow.class)
                        .setParameter("job", id).getResultStream().map(AttemptRow::attempt))
                .toList());
    }

    @Override
    public void recall(Map<UUID, List<Attempt>> attempts) {
        database.tx(em -> {
            Set<UUID> known = new HashSet<>(IdBatches.query(em,
                    "select distinct a.job from AttemptRow a where a.job in :keys", UUID.class, attempts.keySet()));
            known.addAll(IdBatches.query(em, "select j.id from JobRow j where j.effort is not null and j.id in :keys",
                    UUID.class, attempts.keySet()));
            try (PreparedStatement rows = em.unwrap(Connection.class).prepareStatement(AttemptRow.INSERT)) {
                for (Map.Entry<UUID, List<Attempt>> job : attempts.entrySet()) {
                    for (Attempt attempt : known.contains(job.getKey()) ? List.<Attempt>of() : job.getValue()) {
                        AttemptRow.set(rows, job.getKey(), attempt);
                        rows.addBatch();
                    }
                }
                return rows.executeBatch().length;
            } catch (SQLException e) {
                throw new PersistenceException(e);
            }
        });
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
        return database.read(em -> (states.stream().anyMatch(JobState::terminal)
                ? em.createQuery("select j from JobRow j where j.state in :states order by j.added desc", JobRow.class)
                        .setParameter("states", states).setMaxResults(limit).getResultStream()
                : OpenJobs.query(em, states, limit)).map(JobRow::job).toList());
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
                .read(em -> em
                        .createQuery("select b from BatchRow b where b.size > 0 order by b.submitted desc",
                                BatchRow.class)
                        .setMaxResults(limit).getResultStream().map(BatchRow::batch).toList());
    }

    @Override
    public Optional<Batch> keyed(String key) {
        return database.read(em -> keyed(em, key).map(BatchRow::batch));
    }

    @Override
    public List<Batch> failingFast() {
        return database.read(em -> em.createQuery("select b from BatchRow b where b.failFast = true", BatchRow.class)
                .getResultStream().map(BatchRow::batch).toList());
    }

    @Override
    public List<JobRecord> since(Instant time) {
        return database.read(
                em -> em.createQuery("select j from JobRow j where j.added >= :time order by j.added", JobRow.class)
                        .setParameter("time", Arrival.at(time)).getResultStream().map(JobRow::job).toList());
    }

    private static Optional<BatchRow> keyed(EntityManager em, String key) {
        return em.createQuery("select b from BatchRow b where b.key = :key", BatchRow.class).setParameter("key", key)
                .getResultStream().findFirst();
    }

    /** Whether nobody has its key, or somebody had it long enough and has lost it now; within a transaction. */
    static boolean free(EntityManager em, Batch batch) {
        Optional<BatchRow> owner = batch.key().flatMap(key -> keyed(em, key.text()));
        if (owner.isPresent() && owner.get().batch().keptAt(batch.submitted())) {
            return false;
        }
        owner.ifPresent(row -> {
            row.forgetKey();
            // before the new row comes, or both would have the key for a moment
            em.flush();
        });
        return true;
    }
}
