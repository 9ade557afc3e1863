package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.internal.Arrival;

/** That jobs which are not over are found behind the mark, wherever it came to lie. */
class OpenJobsTest {

    private static final Set<JobState> OPEN = EnumSet.of(JobState.QUEUED, JobState.RUNNING);
    private static final int MANY = 600;

    private final ProjectFolder folder;

    OpenJobsTest(@TempDir Path temp) throws IOException {
        folder = Samples.madeProject(temp);
    }

    @Test
    void the_mark_passes_those_that_are_over_and_none_that_is_not() {
        long before = mark();
        add(over(), MANY);
        JobRecord first = add(Samples.job());
        add(over(), MANY);
        JobRecord last = add(Samples.job());
        assertEquals(List.of(last, first), open(Integer.MAX_VALUE));
        long mark = mark();
        assertTrue(mark > before, "600 that are over are passed");
        assertEquals(List.of(last, first), open(Integer.MAX_VALUE));
        assertEquals(List.of(last), open(1));
        assertEquals(mark, mark(), "it waits for the first");
        end(first);
        end(last);
        assertTrue(mark() > mark, "it passes all");
        assertEquals(List.of(), open(Integer.MAX_VALUE));
        JobRecord next = add(Samples.job());
        assertEquals(List.of(next), open(Integer.MAX_VALUE));
    }

    @Test
    void what_comes_after_the_clock_was_set_back_comes_behind_the_mark() {
        // ahead of what this process gave, too, as another process may have given it
        ahead("update open_jobs set since = ?");
        JobRecord job = add(Samples.job());
        assertEquals(List.of(job), open(Integer.MAX_VALUE));
    }

    @Test
    void what_comes_after_a_mark_that_moved_ahead_of_the_clock_comes_behind_it() {
        add(over(), MANY);
        ahead("update job set added = ? + mod(added, 1000000000)");
        JobRecord job = add(Samples.job());
        assertEquals(List.of(job), open(Integer.MAX_VALUE));
    }

    /** As if the clock had been a minute ahead. @param sql a number goes in */
    private void ahead(String sql) {
        long number = Arrival.next(Duration.ofMinutes(1).toNanos());
        with(database -> database.tx(em -> em.createNativeQuery(sql).setParameter(1, number).executeUpdate()));
    }

    private static Stream<JobRecord> over() {
        return Stream.generate(() -> Samples.job(UUID.randomUUID()).with(JobState.SUCCESS)).map(job -> job
                .with(job.times().startedAt(Samples.NOON).finishedAt(Samples.NOON)));
    }

    private JobRecord add(JobRecord job) {
        add(Stream.of(job), 1);
        return job;
    }

    /** As a project is opened and closed each time. */
    private void add(Stream<JobRecord> jobs, int count) {
        List<JobRecord> some = jobs.limit(count).toList();
        try (Store store = new Stores().open(folder)) {
            assertTrue(store.jobs().add(Samples.batch(some), some));
        }
    }

    private void end(JobRecord job) {
        try (Store store = new Stores().open(folder)) {
            JobRecord running = job.with(JobState.RUNNING).numbered(job.sequence() + 1);
            assertTrue(store.jobs().move(job, running, Along.NOTHING));
            assertTrue(store.jobs().move(running, running.with(JobState.SUCCESS).numbered(running.sequence() + 1)
                    .with(running.times().startedAt(Samples.NOON).finishedAt(Samples.NOON)), Along.NOTHING));
        }
    }

    private List<JobRecord> open(int limit) {
        try (Store store = new Stores().open(folder)) {
            return store.jobs().list(OPEN, limit);
        }
    }

    private long mark() {
        return with(database -> database.read(em -> ((Number) em.createNativeQuery("select since from open_jobs")
                .getSingleResult()).longValue()));
    }

    private <T> T with(Function<Database, T> work) {
        Database database = Database.open(folder);
        try {
            return work.apply(database);
        } finally {
            database.close();
        }
    }
}
