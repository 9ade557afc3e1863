package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Result;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.internal.admission.Capacity;

/** Jobs that stand still, take too long, do not stop, or have to wait. */
@Timeout(60)
class WatchTest {

    private static final Capacity SMALL = new Capacity(4, 1L << 30, 2L << 30);

    @TempDir
    Path root = Path.of("");

    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicInteger starts = new AtomicInteger();
    private final LinkedBlockingQueue<JobSnapshot> seen = new LinkedBlockingQueue<>();

    /** The first time it works until it is ended through what it registered. */
    private final Actor<?> slow = Actor.of("slow", (request, run) -> {
        if (starts.incrementAndGet() == 1) {
            try (var kill = run.onCancel(opened::countDown)) {
                Rig.pass(opened);
            }
        }
        return Result.of(Actor.mark("slow", request, run));
    });

    @AfterEach
    void clear() {
        List.of("slow", "deaf", "still").forEach(id -> {
            System.clearProperty("podstudio.limit.time." + id);
            System.clearProperty("podstudio.limit.quiet." + id);
        });
    }

    @Test
    void one_that_takes_too_long_is_ended_and_tried_again() throws Exception {
        System.setProperty("podstudio.limit.time.slow", "PT0.1S");
        try (Rig rig = new Rig(root, slow)) {
            JobSnapshot over = rig.perform("slow", rig.picture("cat.png"));
            assertEquals(JobState.SUCCESS, over.state());
            assertEquals(2, over.turn().attempt());
            assertTrue(over.notes().getFirst().contains("took longer than it may"), over.notes()::toString);
            assertTrue(rig.log(over).contains("engine.timed-out"), rig.log(over));
            assertTrue(rig.log(over).contains("it takes longer than 0.1 s"), rig.log(over));
        }
    }

    @Test
    void what_the_order_allows_counts_more_than_what_is_set_for_all() throws Exception {
        System.setProperty("podstudio.limit.time.slow", "PT9H");
        try (Rig rig = new Rig(root, slow)) {
            Order order = rig.order(Rig.recipe("slow"), rig.picture("cat.png"))
                    .on(Terms.USUAL.within(Duration.ofMillis(100)));
            JobSnapshot over = rig.perform(order);
            assertEquals(2, over.turn().attempt());
            assertTrue(rig.log(over).contains("it takes longer than 0.1 s"), rig.log(over));
            assertTrue(rig.log(over).contains("longer time limit"), rig.log(over));
            assertEquals(Optional.of(Duration.ofMillis(100)),
                    rig.engine.inspect(over.id()).orElseThrow().timeLimit());
            assertNotEquals(over.id(), rig.submitOne(order.on(Terms.USUAL)).id(), "another limit is another order");
        }
    }

    @Test
    void a_limit_holds_after_a_restart_and_for_who_retries() throws Exception {
        JobSnapshot job;
        MemoryStore store = new MemoryStore();
        try (Rig rig = new Rig(root, store, SMALL, slow)) {
            rig.engine.putOff();
            job = rig.submitOne(rig.order(Rig.recipe("slow"), rig.picture("cat.png"))
                    .on(Terms.USUAL.within(Duration.ofMillis(100))));
        }
        try (Rig rig = new Rig(root, store, SMALL, slow)) {
            rig.engine.takeUp();
            JobSnapshot over = rig.engine.await(job.id());
            assertEquals(2, over.turn().attempt());
            JobSnapshot again = rig.engine.retry(job.id()).orElseThrow();
            assertEquals(Optional.of(Duration.ofMillis(100)),
                    rig.engine.inspect(again.id()).orElseThrow().timeLimit());
        }
    }

    @Test
    void one_that_does_not_stop_when_it_took_too_long_is_given_up_and_keeps_its_share() throws Exception {
        System.setProperty("podstudio.limit.time.deaf", "PT0.1S");
        Actor<?> deaf = Actor.of("deaf", (request, run) -> {
            waitDeaf();
            return Result.of(Actor.mark("deaf", request, run));
        }).needing(new Needs(4, 0, 0, 0, 0));
        try (Rig rig = new Rig(root, new MemoryStore(), SMALL, deaf, Actor.marks("mark"))) {
            JobSnapshot over = rig.perform("deaf", rig.picture("cat.png"));
            assertEquals(JobState.FAILED, over.state());
            assertEquals("engine.timed-out", over.problem().orElseThrow().code());
            assertEquals(ErrorKind.TOOL, over.problem().orElseThrow().kind());
            assertTrue(rig.log(over).contains("stays booked until its thread ends"), rig.log(over));
            JobSnapshot next = rig.submitOne(rig.order(Rig.recipe("mark"), rig.picture("dog.png")));
            assertEquals(JobState.QUEUED, rig.engine.job(next.id()).orElseThrow().state());
            opened.countDown();
            assertEquals(JobState.SUCCESS, rig.engine.await(next.id()).state());
            assertEquals(JobState.FAILED, rig.engine.job(over.id()).orElseThrow().state());
            assertTrue(rig.work().stream().noneMatch(file -> file.contains("cat")), rig.work()::toString);
        }
    }

    @Test
    void one_that_ignores_a_cancel_is_over_all_the_same() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Actor<?> deaf = Actor.of("deaf", (request, run) -> {
            running.countDown();
            waitDeaf();
            return Result.of(Actor.mark("deaf", request, run));
        });
        try (Rig rig = new Rig(root, deaf)) {
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("deaf"), rig.picture("cat.png")));
            Rig.pass(running);
            rig.engine.cancel(job.id());
            assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
            opened.countDown();
        }
    }

    @Test
    void one_that_stands_still_says_so_and_takes_it_back() throws Exception {
        System.setProperty("podstudio.limit.quiet.still", "PT0.1S");
        CountDownLatch seenAgain = new CountDownLatch(1);
        Actor<?> still = Actor.of("still", (request, run) -> {
            run.progress(0.1);
            Rig.pass(opened);
            run.progress(0.2);
            Rig.pass(seenAgain);
            return Result.of(Actor.mark("still", request, run));
        });
        try (Rig rig = new Rig(root, still)) {
            rig.engine.listen(seen::add);
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("still"), rig.picture("cat.png")));
            heard(s -> s.stage().equals("still, no progress for 0.1 s"));
            opened.countDown();
            heard(s -> s.stage().equals("still") && s.fraction() > 0.1);
            heard(s -> s.stage().equals("still, no progress for 0.1 s"));
            seenAgain.countDown();
            assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
            assertTrue(rig.log(job).contains("no progress for 0.1 s"), rig.log(job));
            assertTrue(rig.log(job).contains("it goes on"), rig.log(job));
        }
    }

    @Test
    void what_breaks_while_one_is_looked_after_is_not_the_end_of_looking() throws Exception {
        System.setProperty("podstudio.limit.quiet.still", "PT0.1S");
        CountDownLatch seenAgain = new CountDownLatch(1);
        Actor<?> still = Actor.of("still", (request, run) -> {
            run.progress(0.1);
            Rig.pass(opened);
            run.progress(0.2);
            Rig.pass(seenAgain);
            return Result.of(Actor.mark("still", request, run));
        });
        AtomicBoolean broken = new AtomicBoolean();
        ClockAt clock = new ClockAt(() -> {
            if (Thread.currentThread().getName().equals("podstudio-watch") && !broken.getAndSet(true)) {
                throw new AssertionError("broken");
            }
        });
        try (Rig rig = new Rig(root, new MemoryStore(), SMALL, clock, Rig.QUICK, Duration.ZERO, still)) {
            rig.engine.listen(seen::add);
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("still"), rig.picture("cat.png")));
            heard(s -> s.stage().equals("still, no progress for 0.1 s"));
            opened.countDown();
            heard(s -> s.stage().equals("still") && s.fraction() > 0.1);
            heard(s -> s.stage().equals("still, no progress for 0.1 s"));
            assertTrue(broken.get());
            seenAgain.countDown();
            assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
        }
    }

    @Test
    void one_that_waits_says_for_what_in_its_snapshot_and_its_log() throws Exception {
        Needs half = new Needs(1, 0, 1L << 30, 0, 0);
        Actor<?> large = Actor.of("large", (request, run) -> {
            Rig.pass(opened);
            return Result.of(Actor.mark("large", request, run));
        }).needing(half);
        try (Rig rig = new Rig(root, new MemoryStore(), SMALL, large)) {
            rig.engine.listen(seen::add);
            rig.submitOne(rig.order(Rig.recipe("large"), rig.picture("cat.png")));
            JobSnapshot second = rig.submitOne(rig.order(Rig.recipe("large"), rig.picture("dog.png")));
            heard(s -> s.id().equals(second.id()) && s.stage().equals("waits for memory"));
            opened.countDown();
            JobSnapshot over = rig.engine.await(second.id());
            assertEquals(JobState.SUCCESS, over.state());
            assertTrue(rig.log(over).contains("waits for memory"), rig.log(over));
        }
    }

    @Test
    void a_child_may_have_four_times_what_is_needed_and_one_gibibyte_at_least() throws Exception {
        AtomicLong allowed = new AtomicLong();
        Actor<?> asks = Actor.of("asks", (request, run) -> {
            allowed.set(run.part(0.5).childMemory());
            return Result.of(Actor.mark("asks", request, run));
        });
        try (Rig rig = new Rig(root, new MemoryStore(), SMALL, asks)) {
            rig.perform("asks", rig.picture("cat.png"));
            assertTrue(allowed.get() >= 1L << 30 && allowed.get() < 5L << 30, allowed::toString);
            rig.engines.install(List.of(asks.needing(new Needs(1, 0, 2L << 30, 0, 0))));
            rig.perform("asks", rig.picture("dog.png"));
            assertEquals(8L << 30, allowed.get());
        }
    }

    @Test
    void what_was_learned_shows_in_the_next_plan_and_while_it_runs() throws Exception {
        Actor<?> timed = Actor.of("timed", (request, run) -> {
            run.progress(0.3);
            if (starts.incrementAndGet() == 2) {
                heard(s -> s.state() == JobState.RUNNING && s.progress().remaining().isPresent());
            }
            return Result.of(Actor.mark("timed", request, run));
        });
        MemoryStore store = new MemoryStore();
        try (Rig rig = new Rig(root, store, SMALL, timed)) {
            rig.engine.listen(seen::add);
            assertEquals(Optional.empty(), expected(rig, "cat.png"));
            rig.perform("timed", rig.picture("cat.png"));
            assertTrue(expected(rig, "dog.png").isPresent());
            JobSnapshot queued = rig.submitOne(rig.order(Rig.recipe("timed"), rig.picture("owl.png")));
            assertTrue(queued.progress().remaining().isPresent());
            assertEquals(JobState.SUCCESS, rig.engine.await(queued.id()).state());
        }
        assertEquals("timed", store.lessons.getFirst().subject());
    }

    @Test
    void times_are_said_in_words() {
        assertEquals("5 min", Watch.words(Duration.ofMinutes(5)));
        assertEquals("2.5 h", Watch.words(Duration.ofMinutes(150)));
        assertEquals("0.1 s", Watch.words(Duration.ofMillis(100)));
    }

    /** Whatever is done to the thread. */
    private void waitDeaf() {
        while (opened.getCount() > 0) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static Optional<?> expected(Rig rig, String name) {
        return rig.engine.plan(rig.order(Rig.recipe("timed"), rig.picture(name))).jobs().getFirst().expected();
    }

    private void heard(Predicate<JobSnapshot> wanted) {
        try {
            JobSnapshot next = Objects.requireNonNull(seen.poll(20, TimeUnit.SECONDS), "nothing more is heard");
            while (!wanted.test(next)) {
                next = Objects.requireNonNull(seen.poll(20, TimeUnit.SECONDS), "nothing more is heard");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
