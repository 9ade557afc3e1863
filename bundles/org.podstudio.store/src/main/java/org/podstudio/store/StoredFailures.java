package org.podstudio.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;

/** Failures as rows beside those of their jobs. */
final class StoredFailures implements Failures {

    private final Database database;

    StoredFailures(Database database) {
        this.database = database;
    }

    @Override
    public List<Failure> open() {
        return database.read(em -> em
                .createQuery("select f, j from FailureRow f, JobRow j where j.id = f.job and f.settled is null"
                        + " order by f.since desc, j.added desc", Object[].class)
                .getResultStream().map(StoredFailures::failure).toList());
    }

    @Override
    public Optional<Failure> find(UUID job) {
        return database.read(em -> row(em, job).map(row -> row.failure(em.find(JobRow.class, job).job())));
    }

    @Override
    public boolean remark(UUID job, String text) {
        return database.tx(em -> {
            Optional<FailureRow> row = row(em, job);
            row.ifPresent(failure -> failure.remark(text));
            return row.isPresent();
        });
    }

    @Override
    public int dismiss(Collection<UUID> jobs) {
        return dismissed(jobs).size();
    }

    /** As {@link #dismiss}. @return those that were not settled before */
    List<UUID> dismissed(Collection<UUID> jobs) {
        return database.tx(em -> jobs.stream().distinct().filter(job -> {
            Optional<FailureRow> row = row(em, job);
            row.ifPresent(FailureRow::dismiss);
            return row.isPresent();
        }).toList());
    }

    /**
     * Settles failures with the jobs in their place, within a transaction.
     *
     * @return whether none of them was settled before; otherwise nothing is to be committed
     */
    static boolean settle(EntityManager em, Map<UUID, UUID> successors) {
        List<FailureRow> rows = successors.keySet().stream().flatMap(job -> row(em, job).stream()).toList();
        if (rows.size() < successors.size()) {
            return false;
        }
        successors.forEach((failed, successor) -> row(em, failed).ifPresent(row -> row.retriedAs(successor)));
        return true;
    }

    private static Optional<FailureRow> row(EntityManager em, UUID job) {
        return Optional.ofNullable(em.find(FailureRow.class, job)).filter(FailureRow::open);
    }

    private static Failure failure(Object[] row) {
        return ((FailureRow) row[0]).failure(((JobRow) row[1]).job());
    }
}
