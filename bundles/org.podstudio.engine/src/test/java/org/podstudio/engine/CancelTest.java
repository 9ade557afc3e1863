package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Result;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.internal.admission.Budget;
import org.podstudio.engine.internal.admission.Capacity;
import org.podstudio.engine.internal.admission.Dispatcher;
import org.podstudio.store.JobRecord;

@Timeout(60)
class CancelTest {

    private static final Capacity ONE = new Capacity(1, 1L << 30, 1L << 30);

    @TempDir
    Path root = Path.of("");

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch killed = new CountDownLatch(1);

    /** Works like one with a child process: only what it registered ends it. */
    private final Actor<?> child = Actor.of("child", (request, run) -> {
        try (var kill = run.onCancel(killed::countDown)) {
            running.countDown();
            Rig.pass(killed);
            throw new IOException("Stream closed");
        }
    });

    @Test
    void a_running_job_ends_through_what_it_registered() throws Exception {
        try (Rig rig = new Rig(root, child)) {
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("cat.png")));
            Rig.pass(running);
            assertTrue(rig.engine.cancel(job.id()));
            JobSnapshot over = rig.engine.await(job.id());
            assertEquals(JobState.CANCELED, over.state());
            assertTrue(over.problem().isEmpty());
            assertEquals(List.of(), rig.work());
            assertFalse(rig.engine.cancel(job.id()));
        }
    }

    @Test
    void the_stop_button_of_a_progress_view_works_as_well() throws Exception {
        try (Rig rig = new Rig(root, child)) {
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("cat.png")));
            Rig.pass(running);
            Job.getJobManager().cancel(job.batch());
            assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
        }
    }

    @Test
    void a_queued_job_never_runs() throws Exception {
        try (Rig rig = new Rig(root, new MemoryStore(), ONE, child)) {
            JobSnapshot first = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("cat.png")));
            Rig.pass(running);
            JobSnapshot second = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("dog.png")));
            assertTrue(rig.engine.cancel(second.id()));
            JobSnapshot over = rig.engine.await(second.id());
            assertEquals(JobState.CANCELED, over.state());
            assertTrue(over.started().isEmpty());
            rig.engine.cancel(first.id());
            rig.engine.await(first.id());
        }
    }

    @Test
    void one_that_is_canceled_on_its_way_into_the_line_is_over_though_the_line_is_paused() throws Exception {
        MemoryStore store = new MemoryStore();
        Dispatcher dispatcher = new Dispatcher(new Budget(ONE));
        try (Rig rig = new Rig(root, store, dispatcher, Actor.marks("mark"))) {
            rig.engine.queue().pause();
            Plan plan = rig.engine.plan(rig.order(Rig.recipe("mark"), rig.picture("cat.png")));
            CompletableFuture<List<JobSnapshot>> submitted;
            // its lock keeps the job out of the line for as long as this takes
            synchronized (dispatcher) {
                submitted = CompletableFuture.supplyAsync(() -> rig.engine.submit(plan));
                while (rig.engine.jobs().stream().noneMatch(job -> rig.engine.cancel(job.id()))) {
                    Thread.onSpinWait();
                }
            }
            JobSnapshot job = submitted.get().getFirst();
            assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
            assertFalse(rig.engine.cancel(job.id()));
        }
    }

    @Test
    void a_submission_is_canceled_in_as_few_commits_as_it_takes_and_none_of_it_starts_meanwhile() throws Exception {
        MemoryStore store = new MemoryStore();
        AtomicInteger starts = new AtomicInteger();
        // no commit is done before there are three of them
        CountDownLatch commits = new CountDownLatch(3);
        Actor<?> counts = Actor.of("counts", (request, run) -> {
            starts.incrementAndGet();
            running.countDown();
            try (var kill = run.onCancel(killed::countDown)) {
                Rig.pass(killed);
                throw new IOException("Stream closed");
            }
        });
        try (Rig rig = new Rig(root, store, ONE, counts)) {
            List<JobSnapshot> jobs = rig.submit(rig.order(Rig.recipe("counts"), rig.picture("a.png"),
                    rig.picture("b.png"), rig.picture("c.png"), rig.picture("d.png")));
            Rig.pass(running);
            store.commit = state -> {
                if (state == JobState.CANCELED) {
                    commits.countDown();
                    Rig.pass(commits);
                }
            };
            assertTrue(rig.engine.batches().cancel(jobs.getFirst().batch()));
            for (JobSnapshot job : jobs) {
                assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
            }
            assertEquals(1, starts.get());
        }
    }

    @Test
    void nothing_is_kept_of_one_that_is_canceled_while_all_are_held_back() throws Exception {
        MemoryStore store = new MemoryStore();
        Dispatcher dispatcher = new Dispatcher(new Budget(ONE));
        try (Rig rig = new Rig(root, store, dispatcher, child)) {
            JobSnapshot first = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("cat.png")));
            Rig.pass(running);
            JobSnapshot second = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("dog.png")));
            store.commit = state -> {
                if (state == JobState.CANCELED) {
                    rig.engine.queue().pause();
                }
            };
            rig.engine.cancel(second.id());
            assertEquals(JobState.CANCELED, rig.engine.await(second.id()).state());
            assertEquals(0, dispatcher.waiting());
            rig.engine.cancel(first.id());
            rig.engine.await(first.id());
        }
    }

    @Test
    void a_processor_that_does_not_listen_is_not_believed_afterwards() throws Exception {
        Actor<?> deaf = Actor.of("deaf", (request, run) -> {
            running.countDown();
            Rig.pass(killed);
            return Result.of(Actor.mark("deaf", request, run));
        });
        try (Rig rig = new Rig(root, deaf)) {
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("deaf"), rig.picture("cat.png")));
            Rig.pass(running);
            rig.engine.cancel(job.id());
            killed.countDown();
            assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
            assertEquals(List.of(), rig.work());
        }
    }

    @Test
    void a_cancel_reaches_what_verifies() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("mark"))) {
            rig.letters.verifying = run -> {
                try (var kill = run.onCancel(killed::countDown)) {
                    running.countDown();
                    Rig.pass(killed);
                }
            };
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("mark"), rig.picture("cat.png")));
            Rig.pass(running);
            assertTrue(rig.engine.cancel(job.id()));
            assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
            assertEquals(List.of(), rig.work());
        }
    }

    @Test
    @Timeout(20)
    void a_cancel_reaches_what_reads_the_input() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("mark"))) {
            canceledWhileHashing(rig, rig.order(Rig.recipe("mark"), rig.picture("cat.png")), 1);
        }
    }

    @Test
    @Timeout(20)
    void a_cancel_reaches_what_reads_the_results_of_earlier_runs() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("mark"))) {
            Order order = rig.order(Rig.recipe("mark"), rig.picture("cat.png"));
            assertEquals(JobState.SUCCESS, rig.perform(order).state());
            canceledWhileHashing(rig, order, 2);
        }
    }

    /** It never ends by itself. @param nth which of the files that the job hashes has no end */
    private void canceledWhileHashing(Rig rig, Order order, int nth) throws Exception {
        Plan plan = rig.engine.plan(order);
        AtomicInteger files = new AtomicInteger();
        rig.letters.hashing = check -> {
            if (files.incrementAndGet() == nth) {
                running.countDown();
                while (true) {
                    check.run();
                    Thread.onSpinWait();
                }
            }
        };
        JobSnapshot job = rig.engine.submit(plan).getFirst();
        Rig.pass(running);
        assertTrue(rig.engine.cancel(job.id()));
        assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
    }

    @Test
    void what_an_earlier_engine_left_waits_until_it_is_resumed() throws Exception {
        MemoryStore store = new MemoryStore();
        JobSnapshot job;
        JobSnapshot dog;
        try (Rig rig = new Rig(root, store, ONE, child)) {
            job = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("cat.png")));
            dog = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("dog.png")));
        }
        try (Rig rig = new Rig(root, store, ONE, Actor.marks("child"))) {
            rig.engine.plan(rig.order(Rig.recipe("child"), rig.picture("owl.png")));
            assertEquals(List.of(JobState.QUEUED, JobState.QUEUED),
                    rig.engine.jobs().stream().map(JobSnapshot::state).toList());
            assertTrue(rig.engine.cancel(job.id()));
            assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
            rig.perform("child", rig.picture("owl.png"));
            assertEquals(List.of(JobState.CANCELED, JobState.QUEUED, JobState.SUCCESS),
                    rig.engine.jobs().reversed().stream().map(JobSnapshot::state).toList());
            rig.engine.takeUp();
            assertEquals(JobState.SUCCESS, rig.engine.await(dog.id()).state());
        }
    }

    @Test
    void a_job_that_does_not_stop_is_not_started_beside_itself() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        Actor<?> deaf = Actor.of("deaf", (request, run) -> {
            run.scratch();
            if (starts.incrementAndGet() == 1) {
                running.countDown();
                while (killed.getCount() > 0) {
                    Thread.onSpinWait(); // an interrupt would end any other waiting
                }
            }
            return Result.of(Actor.mark("deaf", request, run));
        });
        try (Rig rig = new Rig(root, deaf)) {
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("deaf"), rig.picture("cat.png")));
            Rig.pass(running);
            rig.engine.close();
            try (Engine again = rig.engines.open(rig.folder)) {
                again.takeUp();
                Thread.sleep(100);
                assertEquals(1, starts.get());
                assertTrue(Files.isDirectory(rig.folder.scratch().resolve(job.id().toString())), "its scratch is gone");
                killed.countDown();
                for (JobState state = JobState.RUNNING; !state.terminal(); Thread.sleep(10)) {
                    state = again.job(job.id()).orElseThrow().state();
                }
                assertEquals(JobState.SUCCESS, again.job(job.id()).orElseThrow().state());
                assertEquals(2, starts.get());
            }
        }
    }

    @Test
    void a_job_that_outlives_an_orderly_close_did_not_die_with_the_program() throws Exception {
        MemoryStore store = new MemoryStore();
        Actor<?> deaf = Actor.of("deaf", (request, run) -> {
            running.countDown();
            while (killed.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Result.of(Actor.mark("deaf", request, run));
        });
        try (Rig rig = new Rig(root, store, ONE, deaf)) {
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("deaf"), rig.picture("cat.png")));
            Rig.pass(running);
            rig.engine.close();
            // as the next program finds it
            JobRecord left = store.copy().jobs().find(job.id()).orElseThrow();
            assertEquals(JobState.QUEUED, left.state());
            assertEquals(0, left.attempts().cutOff());
            assertEquals(0, left.attempts().count());
            assertEquals(Attempt.Ending.INTERRUPTED, store.jobs().attempts(job.id()).getFirst().ending());
        } finally {
            killed.countDown();
        }
    }

    @Test
    void closing_puts_running_jobs_back_and_the_next_opening_runs_them() throws Exception {
        MemoryStore store = new MemoryStore();
        JobSnapshot job;
        try (Rig rig = new Rig(root, store, ONE, child)) {
            job = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("cat.png")));
            rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("dog.png")));
            Rig.pass(running);
            Thread waiting = Thread.ofVirtual()
                    .start(() -> assertThrows(InterruptedException.class, () -> rig.engine.await(job.id())));
            rig.engine.close();
            waiting.join();
        }
        assertEquals(List.of(JobState.QUEUED, JobState.QUEUED),
                store.jobs.values().stream().map(j -> j.state()).toList());
        try (Rig rig = new Rig(root, store, ONE, Actor.marks("child"))) {
            rig.engine.takeUp();
            assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
            assertEquals(1, store.jobs.get(job.id()).attempts().count(), "closing does not count as an attempt");
        }
    }
}
