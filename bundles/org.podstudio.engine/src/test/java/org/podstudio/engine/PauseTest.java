package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Needs;
import org.podstudio.api.Result;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.internal.admission.Capacity;

/** A job that runs and is paused. */
@Timeout(60)
class PauseTest {

    private static final Capacity ONE = new Capacity(1, 1L << 30, 1L << 30);

    @TempDir
    Path root = Path.of("");

    private final MemoryStore store = new MemoryStore();
    /** One more step is made for each permit. */
    private final Semaphore steps = new Semaphore(0);
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch began = new CountDownLatch(1);

    @Test
    void it_stands_still_and_others_have_its_core() throws Exception {
        try (Rig rig = new Rig(root, store, ONE, walker(), Actor.marks("quick"))) {
            UUID walking = start(rig);
            steps.release(2);
            await(() -> made.get() == 2);
            assertTrue(rig.engine.queue().pause(walking));
            steps.release(1);
            JobSnapshot stands = rig.engine.job(walking).orElseThrow();
            assertEquals(JobState.RUNNING, stands.state());
            assertTrue(stands.turn().paused());
            assertEquals(JobState.SUCCESS, rig.perform("quick", rig.picture("quick.png")).state(),
                    "there is one core");
            assertEquals(2, made.get());
            assertTrue(rig.engine.queue().resume(walking));
            steps.release(100);
            assertEquals(JobState.SUCCESS, rig.engine.await(walking).state());
        }
    }

    @Test
    void it_goes_on_when_its_core_is_free_and_before_all_that_wait() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        Actor<?> holding = Actor.of("hold", (request, run) -> {
            Rig.pass(hold);
            return Result.of(Actor.mark("hold", request, run));
        });
        try (Rig rig = new Rig(root, store, ONE, walker(), holding, Actor.marks("quick"))) {
            UUID walking = start(rig);
            rig.engine.queue().pause(walking);
            steps.release(100);
            UUID other = rig.submitOne(rig.order(Rig.recipe("hold"), rig.picture("other.png"))).id();
            await(() -> rig.engine.job(other).orElseThrow().state() == JobState.RUNNING);
            UUID third = rig.submitOne(rig.order(Rig.recipe("quick"), rig.picture("third.png"))).id();
            rig.engine.queue().resume(walking);
            assertEquals(0, made.get(), "the other one has the core");
            List<UUID> over = new ArrayList<>();
            try (var heard = rig.engine.listen(job -> {
                if (job.state().terminal()) {
                    over.add(job.id());
                }
            })) {
                hold.countDown();
                rig.engine.await(third);
                rig.engine.await(walking);
                await(() -> over.size() == 3);
            }
            assertEquals(List.of(other, walking, third), over);
        }
    }

    @Test
    void it_is_canceled_while_it_stands() throws Exception {
        try (Rig rig = new Rig(root, store, ONE, walker())) {
            UUID walking = start(rig);
            rig.engine.queue().pause(walking);
            steps.release(100);
            assertTrue(rig.engine.cancel(walking));
            assertEquals(JobState.CANCELED, rig.engine.await(walking).state());
            assertEquals(List.of(), rig.work());
        }
    }

    @Test
    void it_stays_paused_when_the_project_is_closed() throws Exception {
        UUID walking;
        try (Rig rig = new Rig(root, store, ONE, walker())) {
            walking = start(rig);
            rig.engine.queue().pause(walking);
            steps.release(100);
        }
        assertEquals(JobState.QUEUED, store.jobs().find(walking).orElseThrow().state());
        try (Rig rig = new Rig(root, store, ONE, walker(), Actor.marks("quick"))) {
            rig.engine.takeUp();
            assertEquals(JobState.SUCCESS, rig.perform("quick", rig.picture("quick.png")).state());
            assertEquals(JobState.QUEUED, rig.engine.job(walking).orElseThrow().state());
            rig.engine.queue().resume(walking);
            assertEquals(JobState.SUCCESS, rig.engine.await(walking).state());
        }
    }

    @Test
    void its_child_processes_are_halted_and_go_on() throws Exception {
        LinkedBlockingQueue<String> signals = new LinkedBlockingQueue<>();
        CountDownLatch end = new CountDownLatch(1);
        Actor<?> parent = Actor.of("parent", (request, run) -> {
            try (var registered = run.onPause(() -> signals.add("halt"), () -> signals.add("go on"))) {
                began.countDown();
                Rig.pass(end);
            }
            return Result.of(Actor.mark("parent", request, run));
        });
        try (Rig rig = new Rig(root, store, ONE, parent)) {
            UUID job = rig.submitOne(rig.order(Rig.recipe("parent"), rig.picture("cat.png"))).id();
            Rig.pass(began);
            for (int i = 0; i < 3; i++) {
                rig.engine.queue().pause(job);
                assertEquals("halt", signals.poll(20, TimeUnit.SECONDS));
                rig.engine.queue().pause(job);
                rig.engine.queue().resume(job);
                assertEquals("go on", signals.poll(20, TimeUnit.SECONDS));
            }
            end.countDown();
            assertEquals(JobState.SUCCESS, rig.engine.await(job).state());
            assertTrue(signals.isEmpty());
        }
    }

    @Test
    void pausing_and_resuming_at_random_loses_nothing_and_runs_never_more_than_there_are_cores() throws Exception {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Actor<?> busy = Actor.of("busy", (request, run) -> {
            for (int i = 0; i < 20; i++) {
                run.checkCanceled();
                most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                LockSupport.parkNanos(100_000);
                atWork.decrementAndGet();
            }
            return Result.of(Actor.mark("busy", request, run));
        }).needing(new Needs(1, 0, 0, 0, 0));
        try (Rig rig = new Rig(root, store, new Capacity(4, 1L << 30, 1L << 30), busy)) {
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                ids.add(rig.submitOne(rig.order(Rig.recipe("busy"), rig.picture("p" + i + ".png"))).id());
            }
            List<CompletableFuture<Void>> hands = new ArrayList<>();
            for (int hand = 0; hand < 3; hand++) {
                int step = hand * 7 + 1;
                hands.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 400; i++) {
                        UUID id = ids.get(i * step % ids.size());
                        if (i % 3 == 0) {
                            rig.engine.queue().pause(id);
                        } else {
                            rig.engine.queue().resume(id);
                        }
                    }
                }));
            }
            hands.forEach(CompletableFuture::join);
            for (UUID id : ids) {
                rig.engine.queue().resume(id);
            }
            for (UUID id : ids) {
                assertEquals(JobState.SUCCESS, rig.engine.await(id).state());
            }
        }
        // one that is told to stand may finish the step it is at while another has its core already
        assertFalse(most.get() > 8, "at once: " + most);
    }

    private UUID start(Rig rig) {
        UUID id = rig.submitOne(rig.order(Rig.recipe("walk"), rig.picture("walk.png"))).id();
        Rig.pass(began);
        return id;
    }

    private Actor<?> walker() {
        return Actor.of("walk", (request, run) -> {
            began.countDown();
            for (int i = 0; i < 10; i++) {
                run.checkCanceled();
                while (!tryStep()) {
                    run.checkCanceled();
                }
                run.checkCanceled();
                made.incrementAndGet();
                run.progress(i / 10.0);
            }
            return Result.of(Actor.mark("walk", request, run));
        });
    }

    private boolean tryStep() {
        try {
            return steps.tryAcquire(5, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
        assertTrue(condition.getAsBoolean());
    }
}
