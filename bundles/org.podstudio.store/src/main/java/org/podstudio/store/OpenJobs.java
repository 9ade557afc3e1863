package org.podstudio.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobState;
import org.podstudio.store.internal.Arrival;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.persistence.EntityManager;

/**
 * Where the jobs lie that are not over: none has a smaller number than a mark, which is moved on when the database is opened. An index that tells
 * would be changed with each end. The mark speaks of these rows and no others: no chronicle tells it, and a database made anew begins without.
 */
final class OpenJobs {

    private static final Logger LOG = LoggerFactory.getLogger(OpenJobs.class);

    /** So many behind the mark are looked through in a moment, while moving it waits for the disk. */
    private static final int FEW = 500;

    // without the hint Derby reads the whole table: it does not know how few lie behind the mark
    private static final String BEHIND = " from job --DERBY-PROPERTIES index=JOB_ADDED\n where added >= ?";

    private OpenJobs() {
    }

    /** Before any job is added. From then on none gets a number below the mark, even if the clock was set back. */
    static void open(Database database) {
        long mark = database.read(OpenJobs::mark);
        Arrival.seen(mark);
        try {
            Optional<Long> first = database.read(em -> first(em, mark));
            first.filter(number -> number > mark).ifPresent(number -> move(database, number));
        } catch (ProcessingException e) {
            LOG.warn("All jobs that came since {} will be looked through once more: {}", mark, e.toString());
        }
    }

    /** Those in any of the states, none of which is an end, newest first. */
    static Stream<JobRow> query(EntityManager em, Set<JobState> states, int limit) {
        String names = states.stream().map(state -> "'" + state.name() + "'").collect(Collectors.joining(", "));
        List<?> rows = em
                .createNativeQuery("select *" + BEHIND + " and finished is null and state in (" + names
                        + ") order by added desc", JobRow.class)
                .setParameter(1, mark(em)).setMaxResults(limit).getResultList();
        return rows.stream().map(JobRow.class::cast);
    }

    private static long mark(EntityManager em) {
        return ((Number) em.createNativeQuery("select since from open_jobs").getSingleResult()).longValue();
    }

    /** @return the number of the first that is not over, or one behind all; empty when it is not worth the while */
    private static Optional<Long> first(EntityManager em, long mark) {
        Object[] row = (Object[]) em
                .createNativeQuery(
                        "select count(*), min(case when finished is null then added end), max(added)" + BEHIND)
                .setParameter(1, mark).getSingleResult();
        if (((Number) row[0]).intValue() <= FEW) {
            return Optional.empty();
        }
        return Optional.of(row[1] instanceof Number open ? open.longValue() : ((Number) row[2]).longValue() + 1);
    }

    private static void move(Database database, long number) {
        Arrival.seen(number); // it may lie ahead of the clock, as the rows that it passes do
        database.tx(em -> em.createNativeQuery("update open_jobs set since = ?").setParameter(1, number)
                .executeUpdate());
    }
}
