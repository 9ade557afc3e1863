package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.internal.retry.Backoff;

/** A clock that is set while jobs run: nothing is lost, nothing is overwritten, nothing waits for ever. */
class ClockTest {

    @TempDir
    Path root = Path.of("");

    private final ClockAt clock = new ClockAt();
    private final MemoryStore store = new MemoryStore();

    @Test
    void set_back_while_a_job_runs() throws Exception {
        jumps(Duration.ofHours(-3));
    }

    @Test
    void set_forward_while_a_job_runs() throws Exception {
        jumps(Duration.ofDays(4000));
    }

    private void jumps(Duration jump) throws Exception {
        try (Rig rig = rig(Rig.QUICK, Actor.of("jump", (request, run) -> {
            clock.move(jump);
            return Result.of(Actor.mark("jump", request, run));
        }), Actor.marks("good"))) {
            JobSnapshot job = rig.perform("jump", rig.picture("cat.png"));
            assertEquals(JobState.SUCCESS, job.state(), job.problem().toString());
            assertEquals(JobState.SUCCESS, rig.perform("good", rig.picture("owl.png")).state());
            assertEquals(2, rig.engine.jobs().size());
        }
    }

    @Test
    void two_results_of_the_same_second_and_name_have_names_of_their_own() throws Exception {
        try (Rig rig = rig(Rig.QUICK, Actor.marks("good"))) {
            Asset cat = rig.picture("cat.png");
            JobSnapshot first = rig.perform("good", cat);
            byte[] before = Files.readAllBytes(first.outputs().getFirst());
            clock.move(Duration.ofHours(1));
            clock.move(Duration.ofHours(-1));
            JobSnapshot second = rig.perform(rig.order(Rig.recipe("good"), cat).on(Terms.USUAL.forced(true)));
            assertEquals(JobState.SUCCESS, second.state(), second.problem().toString());
            assertNotEquals(first.outputs(), second.outputs());
            assertTrue(second.outputs().getFirst().toString().endsWith("-2.png"), second.outputs().toString());
            assertEquals(new String(before, java.nio.charset.StandardCharsets.UTF_8),
                    Files.readString(first.outputs().getFirst()));
        }
    }

    @Test
    void one_that_waits_for_its_next_attempt_is_tried_again_although_the_clock_was_set_back() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (Rig rig = rig(Rig.QUICK, Actor.of("shaky", (request, run) -> {
            if (attempts.incrementAndGet() == 1) {
                clock.move(Duration.ofDays(-1000));
                throw new ProcessingException(ErrorKind.TOOL, "media.killed", "It died.", "Retry.");
            }
            return Result.of(Actor.mark("shaky", request, run));
        }))) {
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("shaky"), rig.picture("cat.png")));
            long start = System.nanoTime();
            assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(20));
        }
    }

    @Test
    void a_time_limit_is_measured_and_not_reckoned_from_the_clock() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        System.setProperty("podstudio.limit.quiet.long", "PT0.001S");
        try (Rig rig = rig(Rig.QUICK, Actor.of("long", (request, run) -> {
            clock.move(Duration.ofDays(4000));
            Rig.pass(looked);
            clock.move(Duration.ofDays(-8000));
            return Result.of(Actor.mark("long", request, run));
        }))) {
            rig.engine.listen(job -> {
                if (job.stage().contains("no progress")) {
                    looked.countDown(); // somebody has looked how long it takes
                }
            });
            JobSnapshot job = rig.perform(rig.order(Rig.recipe("long"), rig.picture("cat.png"))
                    .on(Terms.USUAL.within(Duration.ofHours(1))));
            assertEquals(JobState.SUCCESS, job.state(), job.problem().toString());
            assertEquals(1, job.turn().attempt());
        } finally {
            System.clearProperty("podstudio.limit.quiet.long");
        }
    }

    @Test
    void who_waits_is_made_no_older_by_a_clock_that_is_set() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(1);
        try (Rig rig = rig(Rig.QUICK, Actor.of("step", (request, run) -> {
            Rig.pass(all);
            order.add(request.inputs().getFirst().getFileName().toString());
            clock.move(Duration.ofDays(1));
            return Result.of(Actor.mark("step", request, run));
        }).needing(new Needs(2, 0, 0, 0, 0)))) {
            rig.submitOne(rig.order(Priority.URGENT, "step", rig.picture("first.png")));
            JobSnapshot low = rig.submitOne(rig.order(Priority.LOW, "step", rig.picture("low.png")));
            for (int n = 0; n < 12; n++) {
                rig.submitOne(rig.order(Priority.URGENT, "step", rig.picture("urgent" + n + ".png")));
            }
            all.countDown();
            assertEquals(JobState.SUCCESS, rig.engine.await(low.id()).state());
            assertEquals(14, order.size());
            assertEquals("low.png", order.getLast());
        }
    }

    private Rig rig(Backoff backoff, Actor<?>... actors) {
        return new Rig(root, store, Rig.SMALL, clock, backoff, Duration.ZERO, actors);
    }

    /** Stands still until it is moved. */
    private static final class ClockAt extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Rig.NOW);

        void move(Duration by) {
            now.updateAndGet(time -> time.plus(by));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(@Nullable ZoneId zone) {
            return this;
        }
    }
}
