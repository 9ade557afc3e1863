package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;

/** What is asked for twice. */
@Timeout(60)
class RepeatTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path root = Path.of("");

    private final MemoryStore store = new MemoryStore();
    private final CountDownLatch hold = new CountDownLatch(1);
    private final CountDownLatch began = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void what_waits_is_not_submitted_twice() throws Exception {
        try (Rig rig = rig(Duration.ZERO)) {
            rig.engine.queue().pause();
            Asset cat = rig.picture("cat.png");
            Asset dog = rig.picture("dog.png");
            UUID first = rig.submitOne(rig.order(Rig.recipe("hold"), cat)).id();
            List<JobSnapshot> both = rig.submit(rig.order(Rig.recipe("hold"), dog, cat, dog));
            assertEquals(first, both.get(1).id(), "named in its place");
            assertEquals(both.get(0).id(), both.get(2).id(), "also within one order");
            assertEquals(2, rig.engine.jobs().size());
            assertNotEquals(first,
                    rig.submitOne(rig.order(Rig.recipe("hold"), cat).on(Terms.USUAL.forced(true))).id(),
                    "with force it is other work");
        }
    }

    @Test
    void for_a_short_time_what_runs_or_succeeded_is_not_either() throws Exception {
        try (Rig rig = rig(LONG)) {
            Order order = rig.order(Rig.recipe("hold"), rig.picture("cat.png"));
            UUID first = rig.submitOne(order).id();
            assertEquals(first, rig.submitOne(order).id());
            hold.countDown();
            JobSnapshot over = rig.engine.await(first);
            assertEquals(first, rig.submitOne(order).id());
            Files.delete(over.outputs().getFirst());
            assertNotEquals(first, rig.submitOne(order).id(), "what it made is gone");
        }
        assertTrue(runs.get() >= 1);
    }

    @Test
    void what_failed_or_was_canceled_is_a_new_job() throws Exception {
        try (Rig rig = rig(LONG)) {
            Order bad = rig.order(Rig.recipe("hold"), rig.picture("bad.png"));
            Order cat = rig.order(Rig.recipe("hold"), rig.picture("cat.png"));
            UUID canceled = rig.submitOne(cat).id();
            rig.engine.cancel(canceled);
            hold.countDown();
            assertEquals(JobState.CANCELED, rig.engine.await(canceled).state());
            assertNotEquals(canceled, rig.submitOne(cat).id());
            UUID failed = rig.perform(bad).id();
            assertNotEquals(failed, rig.perform(bad).id());
        }
    }

    @Test
    void what_is_being_canceled_is_a_new_job() throws Exception {
        try (Rig rig = rig(LONG)) {
            Order order = rig.order(Rig.recipe("hold"), rig.picture("bad.png"));
            UUID canceled = rig.submitOne(order).id();
            Rig.pass(began);
            assertTrue(rig.engine.cancel(canceled));
            UUID next = rig.submitOne(order).id();
            assertNotEquals(canceled, next);
            hold.countDown();
            assertEquals(JobState.FAILED, rig.engine.await(next).state(), "it runs");
        }
    }

    @Test
    void a_plain_file_that_was_changed_is_other_work() throws Exception {
        Path in = Files.writeString(root.resolve("in.png"), "one");
        UUID first;
        Order order = EngineTest.plain(root.resolve("out"), false, "hold", in);
        try (Rig rig = rig(LONG)) {
            rig.engine.queue().pause();
            first = rig.submitOne(order).id();
            assertEquals(first, rig.submitOne(order).id());
            Files.writeString(in, "another");
            assertNotEquals(first, rig.submitOne(order).id());
        }
    }

    @Test
    void after_a_restart_the_same_is_still_the_same() throws Exception {
        Path in = Files.writeString(root.resolve("in.png"), "one");
        Files.setLastModifiedTime(in, FileTime.from(Rig.NOW.minusSeconds(60)));
        Order plain = EngineTest.plain(root.resolve("out"), false, "hold", in);
        UUID waits;
        UUID ran;
        Asset cat;
        try (Rig rig = rig(LONG)) {
            hold.countDown();
            cat = rig.picture("cat.png");
            ran = rig.perform("hold", cat).id();
            rig.engine.queue().pause();
            waits = rig.submitOne(plain).id();
        }
        try (Rig rig = rig(LONG)) {
            assertEquals(ran, rig.submitOne(rig.order(Rig.recipe("hold"), cat)).id());
            assertEquals(waits, rig.submitOne(plain).id());
            Files.setLastModifiedTime(in, FileTime.from(Rig.NOW.plusSeconds(60)));
            assertNotEquals(waits, rig.submitOne(plain).id(), "changed meanwhile");
        }
    }

    @Test
    void of_many_that_ask_at_once_all_get_the_same_job() throws Exception {
        try (Rig rig = rig(Duration.ZERO)) {
            rig.engine.queue().pause();
            List<Asset> cats = IntStream.range(0, 5).mapToObj(i -> rig.picture("cat" + i + ".png")).toList();
            for (int round = 0; round < 20; round++) {
                Asset mine = rig.picture("round" + round + ".png");
                Set<Set<UUID>> answers = together(8, thread -> {
                    List<Asset> inputs = new ArrayList<>(cats);
                    inputs.add(thread % 2 == 0 ? 0 : cats.size(), mine);
                    return new HashSet<>(
                            rig.submit(rig.order(Rig.recipe("hold"), inputs.toArray(Asset[]::new))).stream()
                                    .map(JobSnapshot::id).toList());
                });
                assertEquals(1, answers.size(), "round " + round);
            }
            assertEquals(25, rig.engine.jobs().size());
        }
    }

    @Test
    void when_it_cannot_be_stored_the_next_one_to_ask_brings_it() throws Exception {
        try (Rig rig = rig(LONG)) {
            Order order = rig.order(Rig.recipe("hold"), rig.picture("cat.png"));
            store.full = true;
            assertThrows(RuntimeException.class, () -> rig.submit(order));
            store.full = false;
            assertEquals(JobState.QUEUED, rig.submitOne(order).state());
        }
    }

    @Test
    void the_same_key_gives_the_same_jobs_also_after_a_restart() throws Exception {
        hold.countDown();
        List<UUID> first;
        Order order;
        try (Rig rig = rig(Duration.ZERO)) {
            Asset cat = rig.picture("cat.png");
            order = rig.order(Rig.recipe("hold"), cat, rig.picture("dog.png")).on(Terms.USUAL.keyed("order 1"));
            rig.engine.queue().pause();
            UUID before = rig.submitOne(rig.order(Rig.recipe("hold"), cat)).id();
            first = ids(rig.submit(order));
            assertEquals(before, first.getFirst(), "one that was there is part of the answer");
            rig.engine.queue().resume();
            rig.engine.await(first.getFirst());
            assertEquals(first, ids(rig.submit(order)));
        }
        try (Rig rig = rig(Duration.ZERO)) {
            Order same = order;
            assertEquals(first, ids(rig.submit(same)));
            ProcessingException refused = assertThrows(ProcessingException.class,
                    () -> rig.submit(same.on(same.terms().at(Priority.URGENT))));
            assertEquals("engine.key-reused", refused.code());
            Order within = order.on(order.terms().within(Duration.ofHours(1)));
            assertThrows(ProcessingException.class, () -> rig.submit(within), "another time limit is another order");
            assertEquals(ErrorKind.CONFIGURATION, refused.kind());
        }
        try (Rig rig = rig(Rig.NOW.plus(Duration.ofHours(24)), Duration.ZERO)) {
            assertNotEquals(first, ids(rig.submit(order)), "a day later the key is free");
        }
    }

    @Test
    void the_same_key_gives_the_same_jobs_though_their_input_is_gone() throws Exception {
        hold.countDown();
        Path in = Files.writeString(root.resolve("in.png"), "one");
        Order plain = EngineTest.plain(root.resolve("out"), false, "hold", in);
        Order order = plain.on(plain.terms().keyed("order 1"));
        try (Rig rig = rig(Duration.ZERO)) {
            JobSnapshot first = rig.perform(order);
            Files.delete(in);
            assertEquals(List.of(first.id()), ids(rig.submit(order)));
            assertEquals(List.of(), rig.submit(order.on(order.terms().keyed("order 2"))), "there is nothing to do");
        }
    }

    @Test
    void of_many_with_the_same_key_one_submits() throws Exception {
        try (Rig rig = rig(Duration.ZERO)) {
            for (int round = 0; round < 20; round++) {
                Order order = rig.order(Rig.recipe("hold"), rig.picture("cat" + round + ".png"))
                        .on(Terms.USUAL.forced(true).keyed("key " + round));
                assertEquals(1, together(8, thread -> ids(rig.submit(order))).size());
            }
            assertEquals(20, rig.engine.jobs().size());
        }
    }

    @Test
    void of_many_that_retry_a_failure_one_does() throws Exception {
        hold.countDown();
        try (Rig rig = rig(Duration.ZERO)) {
            UUID failed = rig.perform("hold", rig.picture("bad.png")).id();
            rig.engine.queue().pause();
            assertEquals(1, together(8, thread -> rig.engine.retry(failed).orElseThrow().id()).size());
            assertEquals(List.of(), rig.engine.deadLetters().list());
            assertEquals(2, rig.engine.jobs().size());
        }
    }

    @Test
    void the_first_failure_ends_the_rest_when_that_was_asked_for() throws Exception {
        try (Rig rig = rig(Duration.ZERO)) {
            List<JobSnapshot> jobs = rig.submit(rig.order(Rig.recipe("hold"), rig.picture("bad.png"),
                    rig.picture("a.png"), rig.picture("b.png"), rig.picture("c.png"), rig.picture("d.png"))
                    .on(Terms.USUAL.failingFast(true)));
            Rig.pass(began);
            rig.engine.queue().pause();
            hold.countDown();
            assertEquals(JobState.FAILED, rig.engine.await(jobs.getFirst().id()).state());
            JobSnapshot last = rig.engine.await(jobs.getLast().id());
            assertEquals(JobState.CANCELED, last.state());
            assertTrue(last.notes().getFirst().contains("bad.png failed"), last.notes().toString());
            assertTrue(rig.engine.batches().find(last.batch()).orElseThrow().failFast());
        }
    }

    @Test
    void what_is_done_already_when_the_rest_is_ended_says_nothing_of_it() throws Exception {
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        try (Rig rig = rig(Duration.ZERO)) {
            // it cannot be canceled any more when it is being stored
            store.commit = state -> {
                if (state == JobState.SUCCESS) {
                    delivering.countDown();
                    Rig.pass(failed);
                } else if (state == JobState.FAILED) {
                    Rig.pass(delivering);
                }
            };
            List<JobSnapshot> jobs = rig.submit(rig.order(Rig.recipe("hold"), rig.picture("bad.png"),
                    rig.picture("a.png"), rig.picture("b.png")).on(Terms.USUAL.failingFast(true)));
            rig.engine.queue().pause(jobs.getLast().id());
            hold.countDown();
            assertEquals(JobState.CANCELED, rig.engine.await(jobs.getLast().id()).state());
            failed.countDown();
            JobSnapshot done = rig.engine.await(jobs.get(1).id());
            assertEquals(JobState.SUCCESS, done.state());
            assertEquals(List.of(), done.notes());
        }
    }

    @Test
    void what_the_program_did_not_come_to_end_is_ended_when_the_project_is_opened() throws Exception {
        UUID failed;
        UUID waits;
        try (Rig rig = rig(Duration.ZERO)) {
            rig.engine.queue().pause();
            List<JobSnapshot> jobs = rig.submit(rig.order(Rig.recipe("hold"), rig.picture("bad.png"),
                    rig.picture("a.png")).on(Terms.USUAL.failingFast(true)));
            failed = jobs.getFirst().id();
            waits = jobs.getLast().id();
        }
        store.jobs().transition(failed, JobState.QUEUED, JobState.FAILED, r -> r.with(r.times().finishedAt(Rig.NOW)));
        try (Rig rig = rig(Duration.ZERO)) {
            assertEquals(JobState.CANCELED, rig.engine.await(waits).state());
        }
    }

    private static List<UUID> ids(List<JobSnapshot> jobs) {
        return jobs.stream().map(JobSnapshot::id).toList();
    }

    /** What so many threads answer that begin at the same moment, each told its number. */
    private static <T> Set<T> together(int threads, Task<T> task) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<T>> calls = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            calls.add(() -> {
                start.await();
                return task.run(number);
            });
        }
        Set<T> answers = new HashSet<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<T> answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    @FunctionalInterface
    private interface Task<T> {
        T run(int thread) throws Exception;
    }

    private Rig rig(Duration repeats) {
        return rig(Rig.NOW, repeats);
    }

    private Rig rig(Instant now, Duration repeats) {
        return new Rig(root, store, Rig.SMALL, now, Rig.QUICK, repeats, Actor.of("hold", (request, run) -> {
            if (request.input().getFileName().toString().startsWith("bad")) {
                began.countDown();
            }
            Rig.pass(hold);
            run.checkCanceled();
            runs.incrementAndGet();
            if (request.input().getFileName().toString().startsWith("bad")) {
                throw ProcessingException.input("hold.broken", "It is broken.", "Use another.");
            }
            return Result.of(Actor.mark("hold", request, run));
        }));
    }
}
