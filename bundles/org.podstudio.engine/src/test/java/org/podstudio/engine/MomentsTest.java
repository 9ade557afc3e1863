package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.Attempt.Ending;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.store.Settings;

/** Jobs that have begun and of which the store does not know it yet, and jobs that are over and wait for the disk. */
@Timeout(60)
class MomentsTest {

    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final MemoryStore store = new MemoryStore();
    private final List<JobState> stored = new CopyOnWriteArrayList<>();
    private final List<JobSnapshot> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch atWork = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    /** Looks, and finds nothing when it is let go. */
    private final Actor<?> looks = Actor.looks("looks", (request, run) -> {
        atWork.countDown();
        while (go.getCount() > 0) {
            run.checkCanceled();
            Thread.onSpinWait();
        }
        return Result.of(Map.of());
    });

    @TempDir
    Path root = Path.of("");

    @AfterEach
    void stop() {
        writer.shutdown();
    }

    private Rig rig() {
        return rig(store);
    }

    private Rig rig(MemoryStore any) {
        any.commit = stored::add;
        return new Rig(root, any, FOR_EVER, looks);
    }

    private JobSnapshot begun(Rig rig) {
        JobSnapshot job = submitted(rig);
        Rig.pass(atWork);
        return job;
    }

    private static JobSnapshot submitted(Rig rig) {
        return rig.submitOne(rig.order(Rig.recipe("looks"), rig.picture("cat.png")));
    }

    private static List<Ending> endings(Rig rig, UUID job) {
        return rig.engine.inspect(job).orElseThrow().attempts().stream().map(Attempt::ending).toList();
    }

    private JobState state(UUID job) {
        return store.jobs().find(job).orElseThrow().state();
    }

    @Test
    void what_is_over_in_a_moment_is_stored_twice_and_told_as_always() throws Exception {
        try (Rig rig = rig()) {
            rig.engine.listen(heard::add);
            go.countDown();
            JobSnapshot over = rig.engine.await(submitted(rig).id());
            assertEquals(List.of(JobState.QUEUED, JobState.SUCCESS), stored);
            assertEquals(List.of(Ending.SUCCESS), endings(rig, over.id()));
            assertEquals(1, over.turn().attempt());
            assertTrue(over.started().isPresent() && over.finished().isPresent());
        }
        assertEquals(stored, heard.stream().map(JobSnapshot::state).toList());
        long[] numbers = heard.stream().mapToLong(JobSnapshot::sequence).toArray();
        assertEquals(List.of(1L, 2L), LongStream.of(numbers).boxed().toList());
    }

    /** Open once a job is seen to run. */
    private static CountDownLatch running(Rig rig) {
        CountDownLatch running = new CountDownLatch(1);
        rig.engine.listen(job -> {
            if (job.state() == JobState.RUNNING) {
                running.countDown();
            }
        });
        return running;
    }

    @Test
    void what_takes_longer_than_a_moment_is_seen_to_run() throws Exception {
        store.commit = stored::add;
        try (Rig rig = new Rig(root, store, Duration.ofMillis(1), looks)) {
            CountDownLatch running = running(rig);
            begun(rig);
            Rig.pass(running);
            assertEquals(List.of(JobState.QUEUED, JobState.RUNNING), stored);
            go.countDown();
        }
    }

    @Test
    void what_says_something_has_begun_before() throws Exception {
        Actor<?> talks = Actor.looks("talks", (request, run) -> {
            run.note("hello");
            return Result.of(Map.of());
        });
        store.commit = stored::add;
        try (Rig rig = new Rig(root, store, FOR_EVER, talks)) {
            rig.perform("talks", rig.picture("cat.png"));
            assertEquals(List.of(JobState.QUEUED, JobState.RUNNING, JobState.SUCCESS), stored);
        }
    }

    @Test
    void killed_before_its_beginning_was_stored_it_runs_as_if_it_had_not_begun() throws Exception {
        try (Rig rig = rig()) {
            JobSnapshot job = begun(rig);
            MemoryStore left = store.copy();
            assertEquals(JobState.QUEUED, left.jobs().find(job.id()).orElseThrow().state());
            go.countDown();
            rig.engine.await(job.id());
            stored.clear();
            try (Rig next = rig(left)) {
                next.engine.takeUp();
                next.engine.await(job.id());
                assertEquals(List.of(Ending.SUCCESS), endings(next, job.id()));
                assertEquals(List.of(JobState.RUNNING, JobState.SUCCESS), stored, "it may have ended the program");
            }
        }
    }

    @Test
    void its_log_tells_of_one_attempt_although_it_began_twice() throws Exception {
        Actor<?> fails = Actor.looks("fails", (request, run) -> {
            throw ProcessingException.input("test.bad", "It is bad.", "Get another one.");
        });
        try (Rig rig = new Rig(root, store, FOR_EVER, fails)) {
            rig.engine.queue().pause();
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("fails"), rig.picture("cat.png")));
            Path log = rig.folder.jobLog(job.id());
            Files.createDirectories(log.getParent());
            Files.writeString(log, "2026-11-21T10:30:01Z started, attempt 1\n");
            rig.engine.queue().resume();
            rig.engine.await(job.id());
            assertTrue(Files.readString(log).contains("started, attempt 1, once more"), Files.readString(log));
            assertEquals(List.of(Ending.FAILED), ToldAttempts.read(log).stream().map(Attempt::ending).toList());
        }
    }

    @Test
    void what_may_have_ended_the_program_stays_suspect_while_others_open_and_close_the_project() throws Exception {
        try (Rig rig = rig()) {
            JobSnapshot job = begun(rig);
            MemoryStore left = store.copy();
            go.countDown();
            rig.engine.await(job.id());
            rig(left).close();
            stored.clear();
            try (Rig next = rig(left)) {
                next.engine.takeUp();
                next.engine.await(job.id());
                assertEquals(List.of(JobState.RUNNING, JobState.SUCCESS), stored);
            }
            rig(left).close();
            assertEquals(Optional.empty(), left.settings().find(Settings.SUSPECTS), "nothing is left that could be");
        }
    }

    @Test
    void what_may_have_ended_the_program_stays_suspect_when_its_thread_outlives_the_engine() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        Actor<?> deaf = Actor.looks("looks", (request, run) -> {
            busy.countDown();
            while (go.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Result.of(Map.of());
        });
        MemoryStore left;
        try (Rig rig = rig()) {
            begun(rig);
            left = store.copy();
        }
        left.commit = stored::add;
        CountDownLatch over = new CountDownLatch(1);
        try (Rig rig = new Rig(root, left, FOR_EVER, deaf)) {
            rig.engine.takeUp();
            Rig.pass(busy);
            rig.engine.close();
            stored.clear();
            try (Engine next = rig.engines.open(rig.folder)) {
                assertTrue(left.settings().find(Settings.SUSPECTS).isPresent(), "its thread is still at work");
                next.takeUp();
                next.listen(job -> {
                    if (job.state() == JobState.SUCCESS) {
                        over.countDown();
                    }
                });
                go.countDown();
                Rig.pass(over);
                assertTrue(stored.contains(JobState.RUNNING), stored.toString());
            }
        }
    }

    @Test
    void what_was_left_queued_by_a_program_that_ended_in_order_is_stored_twice() throws Exception {
        UUID job;
        try (Rig rig = rig()) {
            rig.engine.queue().pause();
            job = submitted(rig).id();
        }
        stored.clear();
        go.countDown();
        try (Rig next = rig()) {
            next.engine.takeUp();
            next.engine.queue().resume();
            next.engine.await(job);
            assertEquals(List.of(JobState.SUCCESS), stored);
        }
    }

    @Test
    void what_ends_the_program_at_once_is_given_up_all_the_same() throws Exception {
        MemoryStore left = store;
        UUID job;
        try (Rig rig = rig()) {
            job = begun(rig).id();
            left = store.copy();
            go.countDown();
        }
        for (int death = 1; death <= 3; death++) {
            CountDownLatch working = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            Actor<?> deadly = Actor.looks("looks", (request, run) -> {
                working.countDown();
                Rig.pass(over);
                return Result.of(Map.of());
            });
            MemoryStore before = left;
            try (Rig rig = new Rig(root, before, FOR_EVER, deadly)) {
                rig.engine.takeUp();
                Rig.pass(working);
                left = before.copy();
                over.countDown();
            }
        }
        try (Rig rig = rig(left)) {
            assertEquals("engine.fatal", rig.engine.job(job).orElseThrow().problem().orElseThrow().code());
        }
    }

    @Test
    void canceled_before_its_beginning_was_stored_it_was_tried_once() throws Exception {
        try (Rig rig = rig()) {
            JobSnapshot job = begun(rig);
            assertTrue(rig.engine.cancel(job.id()));
            assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
            assertEquals(List.of(JobState.QUEUED, JobState.CANCELED), stored);
            assertEquals(List.of(Ending.CANCELED), endings(rig, job.id()));
        }
    }

    @Test
    void paused_before_its_beginning_was_stored_it_is_seen_to_stand_still() throws Exception {
        try (Rig rig = rig()) {
            JobSnapshot job = begun(rig);
            assertTrue(rig.engine.queue().pause(job.id()));
            JobSnapshot paused = rig.engine.job(job.id()).orElseThrow();
            assertEquals(JobState.RUNNING, paused.state());
            assertTrue(paused.turn().paused());
            assertTrue(rig.engine.queue().resume(job.id()));
            go.countDown();
            assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
        }
    }

    @Test
    void when_the_line_is_paused_whoever_has_begun_is_known_to_have() throws Exception {
        try (Rig rig = rig()) {
            JobSnapshot job = begun(rig);
            rig.engine.queue().pause();
            assertEquals(JobState.RUNNING, rig.engine.job(job.id()).orElseThrow().state());
            go.countDown();
            assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
        }
    }

    @Test
    void closed_before_its_beginning_was_stored_it_was_interrupted() throws Exception {
        UUID job;
        try (Rig rig = rig()) {
            job = begun(rig).id();
        }
        assertEquals(JobState.QUEUED, state(job));
        assertEquals(List.of(Ending.INTERRUPTED), store.jobs().attempts(job).stream().map(Attempt::ending).toList());
    }

    @Test
    void a_success_on_its_way_to_the_disk_is_seen_by_nobody_and_keeps_no_thread() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        writer.execute(() -> Rig.pass(disk));
        CountDownLatch ends = new CountDownLatch(5);
        store.writer = task -> {
            ends.countDown();
            writer.execute(task);
        };
        go.countDown();
        try (Rig rig = rig()) {
            rig.engine.listen(heard::add);
            List<JobSnapshot> jobs = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                jobs.add(rig.submitOne(rig.order(Rig.recipe("looks"), rig.picture("cat" + i + ".png"))));
            }
            // more than there are cores: they could not all have worked if they waited
            JobSnapshot last = jobs.getLast();
            Rig.pass(ends);
            CompletableFuture<JobSnapshot> waiting = CompletableFuture.supplyAsync(() -> awaited(rig, last.id()));
            Future<Boolean> pausing = CompletableFuture.supplyAsync(() -> rig.engine.queue().pause(last.id()));
            assertThrows(TimeoutException.class, () -> waiting.get(100, TimeUnit.MILLISECONDS));
            assertEquals(List.of(JobState.QUEUED), heard.stream().map(JobSnapshot::state).distinct().toList());
            disk.countDown();
            for (JobSnapshot job : jobs) {
                assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
            }
            pausing.get();
            assertFalse(rig.engine.cancel(last.id()));
        }
    }

    private static JobSnapshot awaited(Rig rig, UUID job) {
        try {
            return rig.engine.await(job);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_success_that_the_store_does_not_take_is_none() throws Exception {
        store.writer = writer;
        store.refused.add(JobState.SUCCESS);
        go.countDown();
        try (Rig rig = rig()) {
            JobSnapshot over = rig.engine.await(submitted(rig).id());
            assertEquals(JobState.FAILED, over.state());
            assertEquals(JobState.FAILED, state(over.id()));
            assertEquals(List.of(Ending.FAILED), endings(rig, over.id()));
        }
    }

    @Test
    void what_a_chain_made_on_its_way_to_a_look_is_taken_back_with_its_success() throws Exception {
        store.writer = writer;
        store.refused.add(JobState.SUCCESS);
        store.commit = stored::add;
        go.countDown();
        try (Rig rig = new Rig(root, store, FOR_EVER, Actor.marks("mark"), looks)) {
            JobSnapshot over = rig.perform(rig.order(Rig.recipe("mark", "looks"), rig.picture("cat.png")));
            assertEquals(JobState.FAILED, over.state());
            assertEquals(List.of(), rig.work());
        }
    }

    @Test
    void a_beginning_that_the_store_refused_is_told_when_it_takes_it() throws Exception {
        store.refused.add(JobState.RUNNING);
        store.commit = stored::add;
        try (Rig rig = new Rig(root, store, Duration.ofMillis(1), looks)) {
            CountDownLatch running = running(rig);
            begun(rig);
            assertFalse(running.await(100, TimeUnit.MILLISECONDS));
            store.refused.clear();
            Rig.pass(running);
            go.countDown();
        }
    }

    @Test
    void what_replaces_files_of_the_user_has_begun_before() throws Exception {
        store.commit = stored::add;
        try (Rig rig = new Rig(root.resolve("project"), store, FOR_EVER, Actor.marks("mark"))) {
            Order usual = rig.order(Rig.recipe("mark"), rig.picture("cat.png"));
            rig.perform(new Order(usual.recipe(), usual.inputs(), Optional.of(root.resolve("out")), usual.terms()));
            assertEquals(List.of(JobState.QUEUED, JobState.RUNNING, JobState.SUCCESS), stored);
        }
    }

    @Test
    void what_makes_nothing_for_a_folder_of_the_user_is_stored_twice() throws Exception {
        go.countDown();
        try (Rig rig = rig()) {
            Order usual = rig.order(Rig.recipe("looks"), rig.picture("cat.png"));
            rig.perform(new Order(usual.recipe(), usual.inputs(), Optional.of(root.resolve("out")), usual.terms()));
            assertEquals(List.of(JobState.QUEUED, JobState.SUCCESS), stored);
        }
    }

    @Test
    void what_would_replace_files_of_the_user_does_not_when_its_beginning_cannot_be_stored() throws Exception {
        Path out = Files.createDirectories(root.resolve("out"));
        store.refused.add(JobState.RUNNING);
        try (Rig rig = new Rig(root.resolve("project"), store, FOR_EVER, Actor.marks("mark"))) {
            Order usual = rig.order(Rig.recipe("mark"), rig.picture("cat.png"));
            JobSnapshot over = rig
                    .perform(new Order(usual.recipe(), usual.inputs(), Optional.of(out), usual.terms()));
            assertEquals(JobState.FAILED, over.state());
            try (Stream<Path> files = Files.list(out)) {
                assertEquals(List.of(), files.toList());
            }
        }
    }

    @Test
    void so_many_ends_are_on_their_way_and_no_more() {
        try (Moments moments = new Moments(FOR_EVER)) {
            int ends = 0;
            while (moments.endLater()) {
                ends++;
            }
            assertEquals(512, ends);
            moments.ended();
            assertTrue(moments.endLater());
        }
    }

    @Test
    void a_store_that_takes_no_end_at_all_leaves_it_for_the_next_opening() throws Exception {
        store.writer = writer;
        store.refused.addAll(List.of(JobState.SUCCESS, JobState.FAILED));
        go.countDown();
        try (Rig rig = rig()) {
            JobSnapshot over = rig.engine.await(submitted(rig).id());
            assertEquals("engine.not-stored", over.problem().orElseThrow().code());
            assertEquals(JobState.QUEUED, state(over.id()));
        }
    }

    @Test
    void closing_waits_for_what_is_on_its_way_to_the_disk() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        CountDownLatch ending = new CountDownLatch(1);
        store.writer = task -> {
            ending.countDown();
            writer.execute(() -> {
                Rig.pass(disk);
                task.run();
            });
        };
        go.countDown();
        Rig rig = rig();
        UUID job = submitted(rig).id();
        Rig.pass(ending);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(rig::close);
        assertThrows(TimeoutException.class, () -> closing.get(100, TimeUnit.MILLISECONDS));
        disk.countDown();
        closing.get();
        assertEquals(JobState.SUCCESS, state(job));
        assertEquals(1, store.closed);
    }
}
