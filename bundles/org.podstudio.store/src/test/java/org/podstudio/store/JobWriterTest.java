package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.ProjectFolder;

/** What happens while the database does not take what is written: another transaction has the table of jobs, as a slow disk would. */
@Timeout(60)
class JobWriterTest {

    private final Database database;
    private final JobWriter writer;
    private final Jobs jobs;
    private final List<List<Change>> committed = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Thread> callers = new ArrayList<>();

    JobWriterTest(@TempDir Path temp) throws IOException {
        database = Database.open(Samples.madeProject(temp));
        writer = new JobWriter(database, committed::add);
        jobs = new StoredJobs(database, writer);
    }

    @AfterEach
    void close() {
        release.countDown();
        writer.close();
        database.close();
    }

    @Test
    void nobody_is_answered_before_the_commit() throws Exception {
        FutureTask<Boolean> holder = holdTable();
        JobRecord job = Samples.job();
        FutureTask<Boolean> adding = call(() -> add(job));
        waitUntilAllWait();
        assertFalse(adding.isDone());
        release.countDown();
        assertTrue(adding.get());
        assertTrue(holder.get());
        assertEquals(Optional.of(job), jobs.find(job.id()));
    }

    @Test
    void one_that_is_refused_is_refused_alone() throws Exception {
        JobRecord there = Samples.job();
        add(there);
        FutureTask<Boolean> holder = holdTable();
        FutureTask<Boolean> first = call(() -> add(Samples.job()));
        waitUntilAllWait();
        List<JobRecord> good = Stream.generate(Samples::job).limit(5).toList();
        List<FutureTask<Boolean>> adding = new ArrayList<>();
        good.forEach(job -> adding.add(call(() -> add(job))));
        FutureTask<Boolean> again = call(() -> add(there));
        waitUntilAllWait();
        release.countDown();
        assertTrue(holder.get());
        assertTrue(first.get());
        for (FutureTask<Boolean> one : adding) {
            assertTrue(one.get());
        }
        assertInstanceOf(ProcessingException.class, assertThrows(ExecutionException.class, again::get).getCause());
        good.forEach(job -> assertEquals(Optional.of(job), jobs.find(job.id())));
    }

    @Test
    void what_happens_to_one_job_happens_in_the_order_it_was_asked_for() throws Exception {
        JobRecord queued = Samples.job();
        JobRecord running = queued.with(JobState.RUNNING).numbered(2);
        JobRecord over = running.with(JobState.SUCCESS).numbered(3);
        add(queued);
        holdTable();
        List<FutureTask<Boolean>> moves = new ArrayList<>();
        for (Callable<Boolean> move : List.<Callable<Boolean>>of(() -> jobs.move(queued, running, Along.NOTHING),
                () -> jobs.move(queued, running, Along.NOTHING), () -> jobs.move(running, over, Along.NOTHING),
                () -> jobs.move(running, over.with(JobState.FAILED), Along.NOTHING))) {
            moves.add(call(move));
            waitUntilAllWait();
        }
        release.countDown();
        assertTrue(moves.get(0).get());
        assertFalse(moves.get(1).get());
        assertTrue(moves.get(2).get());
        assertFalse(moves.get(3).get());
        assertEquals(Optional.of(over), jobs.find(queued.id()));
    }

    @Test
    void of_two_with_the_same_key_in_one_group_one_is_added() throws Exception {
        holdTable();
        FutureTask<Boolean> first = call(() -> add(Samples.job()));
        waitUntilAllWait();
        FutureTask<Boolean> one = call(() -> keyed(Samples.job()));
        FutureTask<Boolean> other = call(() -> keyed(Samples.job()));
        waitUntilAllWait();
        release.countDown();
        assertTrue(first.get());
        assertTrue(one.get() ^ other.get());
    }

    @Test
    void a_move_leaves_what_others_changed_meanwhile() {
        JobRecord queued = Samples.job();
        add(queued);
        jobs.arrange(Map.of(queued.id(), queued.turn().paused(true)));
        JobRecord running = queued.with(JobState.RUNNING).numbered(2);
        assertTrue(jobs.move(queued, running, Along.NOTHING));
        assertEquals(Optional.of(running.with(queued.turn().paused(true))), jobs.find(queued.id()));
    }

    @Test
    void a_move_from_what_is_not_stored_does_nothing() {
        JobRecord queued = Samples.job();
        add(queued);
        assertFalse(jobs.move(queued.numbered(7), queued.numbered(8).with(JobState.RUNNING), Along.NOTHING));
        assertThrows(IllegalArgumentException.class,
                () -> jobs.move(queued, Samples.job().with(JobState.RUNNING), Along.NOTHING));
        assertEquals(Optional.of(queued), jobs.find(queued.id()));
    }

    @Test
    void nothing_is_written_after_it_was_closed() {
        writer.close();
        assertThrows(IllegalStateException.class, () -> add(Samples.job()));
    }

    @Test
    void who_is_interrupted_and_closes_it_keeps_nothing_from_being_written() throws Exception {
        holdTable();
        JobRecord first = Samples.job();
        FutureTask<Boolean> writing = call(() -> add(first));
        waitUntilAllWait();
        FutureTask<Boolean> waiting = call(() -> add(Samples.job()));
        waitUntilAllWait();
        FutureTask<Boolean> closing = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            writer.close();
            return Thread.currentThread().isInterrupted();
        });
        Thread closer = Thread.ofPlatform().start(closing);
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        release.countDown();
        assertTrue(writing.get());
        assertTrue(waiting.get(20, TimeUnit.SECONDS));
        assertTrue(closing.get());
        assertEquals(Optional.of(first), jobs.find(first.id()));
    }

    @Test
    void who_comes_while_it_is_closed_and_is_written_all_the_same_is_told_so() {
        // takes the work and says no: so it looks to who comes between the last group and the end
        ExecutorService closed = new ForkJoinPool(1) {
            @Override
            public void execute(@Nullable Runnable work) {
                submit(work).join();
                throw new RejectedExecutionException();
            }
        };
        try (JobWriter late = new JobWriter(database, happened -> {}, closed)) {
            JobRecord job = Samples.job();
            assertTrue(new StoredJobs(database, late).add(Samples.batch(List.of(job)), List.of(job)));
            assertEquals(Optional.of(job), jobs.find(job.id()));
        }
    }

    @Test
    void what_happened_is_told_in_the_order_of_the_commits_and_once_a_group() throws Exception {
        JobRecord queued = Samples.job();
        add(queued);
        JobRecord running = queued.with(JobState.RUNNING).numbered(2);
        holdTable();
        FutureTask<Boolean> first = call(() -> jobs.move(queued, running, Along.NOTHING));
        waitUntilAllWait();
        FutureTask<Boolean> late = call(() -> jobs.move(queued, running, Along.NOTHING));
        waitUntilAllWait();
        FutureTask<Boolean> other = call(() -> add(Samples.job()));
        waitUntilAllWait();
        assertEquals(1, committed.size());
        release.countDown();
        assertTrue(first.get());
        assertFalse(late.get());
        assertTrue(other.get());
        assertEquals(3, committed.size());
        assertInstanceOf(Change.Move.class, committed.get(1).getFirst());
        assertInstanceOf(Change.Addition.class, committed.get(2).getFirst());
        assertEquals(1, committed.get(2).size(), "what came too late did not happen");
    }

    @Test
    void what_was_committed_when_the_commit_failed_happened_once(@TempDir Path other) throws IOException {
        ProjectFolder folder = Samples.madeProject(other);
        AtomicBoolean broken = new AtomicBoolean();
        Database doubtful = Database.open(folder,
                () -> FailingCommits.after(Database.mappings(folder.database()), broken));
        try (JobWriter unsure = new JobWriter(doubtful, committed::add)) {
            Jobs stored = new StoredJobs(doubtful, unsure);
            JobRecord queued = Samples.job();
            Batch.Key key = new Batch.Key("key", "digest", List.of(queued.id()));
            broken.set(true);
            assertTrue(
                    stored.add(new Batch(queued.batch(), 1, false, Optional.of(key), Samples.NOON), List.of(queued)));
            JobRecord running = queued.with(JobState.RUNNING).numbered(2);
            broken.set(true);
            assertTrue(stored.move(queued, running, Along.NOTHING));
            broken.set(true);
            assertThrows(ProcessingException.class, () -> stored.move(queued, running, Along.NOTHING),
                    "one that was too late did not happen, though it looks as if it had");
            JobRecord over = running.with(JobState.SUCCESS).numbered(3);
            broken.set(true);
            assertTrue(stored.move(running, over, Along.of(List.of(Samples.asset(1)))));
            assertEquals(Optional.of(over), stored.find(queued.id()));
            assertEquals(List.of(1, 1, 1), committed.stream().map(List::size).toList());
        } finally {
            doubtful.close();
        }
    }

    private boolean add(JobRecord job) {
        return jobs.add(Samples.batch(List.of(job)), List.of(job));
    }

    private boolean keyed(JobRecord job) {
        return jobs.add(new Batch(job.batch(), 1, false, Optional.of(new Batch.Key("key", "digest", List.of(job.id()))),
                Samples.NOON), List.of(job));
    }

    /** From its return until {@link #release}, nobody else writes. */
    private FutureTask<Boolean> holdTable() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        FutureTask<Boolean> holder = new FutureTask<>(() -> database.tx(em -> {
            em.createNativeQuery("lock table job in exclusive mode").executeUpdate();
            held.countDown();
            try {
                return release.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        }));
        Thread.ofPlatform().start(holder);
        assertTrue(held.await(20, TimeUnit.SECONDS));
        return holder;
    }

    private FutureTask<Boolean> call(Callable<Boolean> task) {
        FutureTask<Boolean> call = new FutureTask<>(task);
        callers.add(Thread.ofPlatform().start(call));
        return call;
    }

    private void waitUntilAllWait() {
        for (Thread caller : callers) {
            while (caller.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
    }
}
