package org.podstudio.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobState;
import org.podstudio.store.Change.Addition;
import org.podstudio.store.Change.Move;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;

/**
 * Changes that are written in one transaction, with as few statements as there can be, each for all of its rows. No job is in two of them, so
 * their order does not matter. For one thread, once.
 */
final class ChangeGroup {

    private final EntityManager em;
    private final Connection connection;
    /** What did not happen, and why not, is for who waits for it to find out. */
    private final List<Change> happened = new ArrayList<>();

    private ChangeGroup(EntityManager em) {
        this.em = em;
        this.connection = em.unwrap(Connection.class);
    }

    /** Whether one that happened in a transaction whose commit failed is stored all the same. */
    static boolean stored(EntityManager em, Change change) {
        return switch (change) {
            case Addition addition -> Optional.ofNullable(em.find(BatchRow.class, addition.batch().id())).isPresent();
            case Move move -> Optional.ofNullable(em.find(JobRow.class, move.stored().id())).map(JobRow::job)
                    .filter(job -> job.state() == move.changed().state()
                            && job.sequence() == move.changed().sequence())
                    .isPresent();
        };
    }

    /**
     * Writes changes in the transaction of an entity manager.
     *
     * @return those that happened; the others were too late
     */
    static List<Change> write(EntityManager em, List<Change> changes) {
        try {
            ChangeGroup group = new ChangeGroup(em);
            group.add(changes.stream().filter(Addition.class::isInstance).map(Addition.class::cast).toList());
            group.move(changes.stream().filter(Move.class::isInstance).map(Move.class::cast).toList());
            group.attempts();
            group.along();
            return group.happened;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Writes submissions and jobs as they are, in whatever state, in the transaction of an entity manager. */
    static void restore(EntityManager em, List<Batch> batches, List<JobRecord> jobs) {
        try {
            insert(em.unwrap(Connection.class), batches, jobs);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private void add(List<Addition> additions) throws SQLException {
        List<Addition> fresh = additions.stream().filter(this::fresh).toList();
        insert(connection, fresh.stream().map(Addition::batch).toList(),
                fresh.stream().flatMap(addition -> addition.added().stream()).toList());
        happened.addAll(fresh);
    }

    private static void insert(Connection connection, List<Batch> batches, List<JobRecord> jobs) throws SQLException {
        if (batches.isEmpty() && jobs.isEmpty()) {
            return;
        }
        try (PreparedStatement batchRows = connection.prepareStatement(BatchRow.INSERT);
                PreparedStatement jobRows = connection.prepareStatement(JobColumns.all().insert())) {
            for (Batch batch : batches) {
                BatchRow.set(batchRows, batch);
                batchRows.addBatch();
            }
            for (JobRecord job : jobs) {
                JobColumns.all().set(jobRows, job);
                jobRows.addBatch();
            }
            batchRows.executeBatch();
            jobRows.executeBatch();
        }
    }

    private void move(List<Move> moves) throws SQLException {
        Map<JobColumns, List<Move>> alike = new LinkedHashMap<>();
        moves.forEach(move -> alike.computeIfAbsent(JobColumns.differing(move),
                columns -> new ArrayList<>()).add(move));
        for (Map.Entry<JobColumns, List<Move>> some : alike.entrySet()) {
            move(some.getKey(), some.getValue());
        }
    }

    private boolean fresh(Addition addition) {
        return StoredJobs.free(em, addition.batch())
                && StoredFailures.settle(em, addition.successors());
    }

    private void move(JobColumns columns, List<Move> moves) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(columns.update())) {
            for (Move move : moves) {
                columns.set(statement, move);
                statement.addBatch();
            }
            int[] rows = statement.executeBatch();
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] == 1) {
                    happened.add(moves.get(i));
                }
            }
        }
    }

    /** What comes along with the moves that happened. */
    private void along() {
        List<Asset> made = new ArrayList<>();
        for (Change change : happened) {
            if (change instanceof Move move) {
                made.addAll(move.along().made());
                if (move.changed().state() == JobState.FAILED) {
                    em.persist(new FailureRow(move.changed()));
                }
            }
        }
        if (!made.isEmpty()) {
            StoredAssets.persist(em, made);
        }
    }

    private void attempts() throws SQLException {
        List<Move> ending = happened.stream().filter(Move.class::isInstance).map(Move.class::cast)
                .filter(move -> move.attempt().isPresent()).toList();
        if (ending.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(AttemptRow.INSERT)) {
            for (Move move : ending) {
                AttemptRow.set(statement, move.stored().id(), move.attempt().orElseThrow());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
