package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.internal.admission.Budget;
import org.podstudio.engine.internal.admission.Dispatcher;
import org.podstudio.engine.internal.retry.Backoff;
import org.podstudio.store.Batch;
import org.podstudio.store.JobRecord;

/** Failures that may pass, and deaths of the program. */
class RetryTest {

    /** Pauses longer than any test lasts. */
    private static final Backoff SLOW = new Backoff(() -> 0.5, 100);

    @TempDir
    Path root = Path.of("");

    private final MemoryStore store = new MemoryStore();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void what_passes_by_itself_is_success_in_the_end() throws Exception {
        try (Rig rig = new Rig(root, dying(2))) {
            JobSnapshot over = rig.perform("shaky", rig.picture("cat.png"));
            assertEquals(JobState.SUCCESS, over.state());
            assertEquals(List.of("attempt 1 failed: It died.", "attempt 2 failed: It died."), over.notes());
            assertEquals(Optional.empty(), over.problem());
            assertEquals(3, attempts.get());
            assertTrue(rig.log(over).contains("started, attempt 3"), rig.log(over));
        }
    }

    @Test
    void what_does_not_pass_fails_after_its_last_attempt() throws Exception {
        try (Rig rig = new Rig(root, dying(99))) {
            JobSnapshot over = rig.perform("shaky", rig.picture("cat.png"));
            assertEquals(JobState.FAILED, over.state());
            assertEquals("media.killed", over.problem().orElseThrow().code());
            assertEquals(3, attempts.get());
        }
    }

    @Test
    void every_state_on_the_way_is_told() throws Exception {
        List<JobState> states = new ArrayList<>();
        try (Rig rig = new Rig(root, dying(1)); var heard = rig.engine.listen(job -> {
            if (states.isEmpty() || states.getLast() != job.state()) {
                states.add(job.state());
            }
        })) {
            rig.perform("shaky", rig.picture("cat.png"));
            rig.engine.close();
        }
        assertEquals(List.of(JobState.QUEUED, JobState.RUNNING, JobState.WAITING_TO_RETRY, JobState.QUEUED,
                JobState.RUNNING, JobState.SUCCESS), states);
    }

    @Test
    void one_that_waits_can_be_canceled() throws Exception {
        try (Rig rig = rig(Rig.NOW, dying(99))) {
            JobSnapshot job = waiting(rig);
            assertTrue(rig.engine.cancel(job.id()));
            JobSnapshot over = rig.engine.await(job.id());
            assertEquals(JobState.CANCELED, over.state());
            assertEquals(Optional.empty(), over.turn().next());
            assertEquals(1, attempts.get());
        }
    }

    @Test
    void one_that_waits_keeps_its_time_when_the_project_is_closed() throws Exception {
        JobSnapshot job;
        try (Rig rig = rig(Rig.NOW, dying(99))) {
            job = waiting(rig);
        }
        try (Rig rig = rig(Rig.NOW, dying(99))) {
            rig.engine.takeUp();
            JobSnapshot again = rig.engine.job(job.id()).orElseThrow();
            assertEquals(JobState.WAITING_TO_RETRY, again.state());
            assertEquals(job.turn().next(), again.turn().next());
        }
        try (Rig rig = rig(job.turn().next().orElseThrow(), dying(0))) {
            rig.engine.takeUp();
            assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
        }
    }

    @Test
    void a_job_that_the_program_dies_of_is_given_up_the_third_time() {
        UUID id = stored();
        for (int death = 1; death <= 3; death++) {
            assertTrue(store.jobs().transition(id, JobState.QUEUED, JobState.RUNNING,
                    r -> Records.started(r, Rig.NOW)));
            try (Rig rig = rig(Rig.NOW, dying(0))) {
                assertEquals(death < 3 ? JobState.QUEUED : JobState.FAILED,
                        rig.engine.job(id).orElseThrow().state(), "death " + death);
            }
        }
        JobRecord over = store.jobs().find(id).orElseThrow();
        assertEquals("engine.fatal", over.outcome().problem().orElseThrow().code());
        assertEquals(0, over.attempts().count(), "no attempt of the job's own failed");
    }

    @Test
    void while_the_machine_is_strained_only_urgent_ones_are_tried_again() throws Exception {
        AtomicBoolean strained = new AtomicBoolean(true);
        Dispatcher dispatcher = new Dispatcher(new Budget(Rig.SMALL), () -> strained.get() ? 0.85 : 0);
        try (Rig rig = new Rig(root, store, dispatcher, dying(2))) {
            Asset cat = rig.picture("cat.png");
            UUID normal = rig.submitOne(rig.order(Priority.NORMAL, "shaky", cat)).id();
            await(rig, normal, JobState.WAITING_TO_RETRY);
            UUID urgent = rig.submitOne(rig.order(Priority.URGENT, "shaky", rig.picture("dog.png"))).id();
            assertEquals(JobState.SUCCESS, rig.engine.await(urgent).state());
            assertEquals(JobState.WAITING_TO_RETRY, rig.engine.job(normal).orElseThrow().state());
            strained.set(false);
            assertEquals(JobState.SUCCESS, rig.engine.await(normal).state());
        }
    }

    @Test
    void of_many_that_are_due_at_once_a_hundred_a_second_are_tried_again() throws Exception {
        int count = 250;
        CountDownLatch failed = new CountDownLatch(count);
        try (Rig rig = rig(Rig.NOW, dying(count)); var heard = rig.engine.listen(job -> {
            if (job.state() == JobState.WAITING_TO_RETRY) {
                failed.countDown();
            }
        })) {
            rig.submit(rig.order(Rig.recipe("shaky"), IntStream.range(0, count)
                    .mapToObj(n -> rig.picture("p" + n + ".png")).toArray(Asset[]::new)));
            Rig.pass(failed);
        }
        List<Long> queued = new CopyOnWriteArrayList<>();
        try (Rig rig = rig(Rig.NOW.plus(Duration.ofHours(1)), dying(0))) {
            store.commit = state -> {
                if (state == JobState.QUEUED) {
                    queued.add(System.nanoTime());
                }
            };
            List<UUID> jobs = List.copyOf(store.jobs.keySet());
            rig.engine.takeUp();
            for (UUID job : jobs) {
                assertEquals(JobState.SUCCESS, rig.engine.await(job).state());
            }
        }
        assertEquals(count, queued.size());
        for (int n = 100; n < count; n++) {
            assertTrue(queued.get(n) - queued.get(n - 100) >= 950_000_000L, n + " of " + queued);
        }
    }

    private static void await(Rig rig, UUID job, JobState state) throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        try (var heard = rig.engine.listen(snapshot -> {
            if (snapshot.id().equals(job) && snapshot.state() == state) {
                seen.countDown();
            }
        })) {
            if (rig.engine.job(job).orElseThrow().state() != state) {
                assertTrue(seen.await(20, TimeUnit.SECONDS));
            }
        }
    }

    private Rig rig(Instant now, Actor<?> actor) {
        return new Rig(root, store, Rig.SMALL, now, SLOW, actor);
    }

    private UUID stored() {
        try (Rig rig = rig(Rig.NOW, dying(0))) {
            Order order = rig.order(Rig.recipe("shaky"), rig.picture("cat.png"));
            PlannedStep step = new PlannedStep(order.recipe().steps().getFirst(), 1, Map.of(), Needs.LIGHT, "", false);
            PlannedJob job = new PlannedJob(order.inputs().getFirst(), List.of(step), Optional.empty());
            JobRecord record = Records.queued(UUID.randomUUID(), UUID.randomUUID(),
                    Records.work(rig.folder, order, job, Optional.empty()), Priority.NORMAL, Rig.NOW);
            store.jobs().add(Batch.of(record.batch(), 1, Rig.NOW), List.of(record));
            return record.id();
        }
    }

    /** Submits a job and answers it when its first attempt has failed. */
    private static JobSnapshot waiting(Rig rig) throws InterruptedException {
        BlockingQueue<JobSnapshot> told = new LinkedBlockingQueue<>();
        try (var heard = rig.engine.listen(told::add)) {
            rig.submitOne(rig.order(Rig.recipe("shaky"), rig.picture("cat.png")));
            JobSnapshot job = told.take();
            while (job.state() != JobState.WAITING_TO_RETRY) {
                job = told.take();
            }
            return job;
        }
    }

    /** Its child process dies so many times. */
    private Actor<?> dying(int times) {
        return Actor.of("shaky", (request, run) -> {
            if (attempts.incrementAndGet() <= times) {
                throw new ProcessingException(ErrorKind.TOOL, "media.killed", "It died.", "Retry.");
            }
            return Result.of(Actor.mark("shaky", request, run));
        });
    }
}
