package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ChildUsage;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Expected;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.Shelf;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.Attempt.Ending;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.store.Batch;
import org.podstudio.store.JobRecord;

/** The history of a job: one entry each time it ran, whatever became of it. */
class AttemptsTest {

    @TempDir
    Path root = Path.of("");

    private final MemoryStore store = new MemoryStore();

    @Test
    void each_attempt_tells_what_it_did_and_why_it_failed() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Actor<?> shaky = Actor.of("shaky", (request, run) -> {
            run.stage("decode", 0.4);
            run.child(4711, List.of("/opt/ffmpeg", "-i", "it's a cat.png"))
                    .accept(new ChildUsage(runs.get() == 0 ? 137 : 0, Duration.ofSeconds(2), 3L << 20));
            run.stage("encode", 0.6);
            if (runs.getAndIncrement() == 0) {
                throw new ProcessingException(ErrorKind.TOOL, "media.killed", "It died.", "Retry.");
            }
            return Result.of(Actor.mark("shaky", request, run));
        });
        try (Rig rig = new Rig(root, store, Rig.SMALL, shaky)) {
            JobSnapshot job = rig.perform("shaky", rig.picture("cat.png"));
            List<Attempt> attempts = store.jobs().attempts(job.id());
            assertEquals(List.of(Ending.FAILED, Ending.SUCCESS), endings(job.id()));
            Attempt failed = attempts.getFirst();
            assertEquals("media.killed", failed.problem().orElseThrow().code());
            assertEquals(List.of("shaky: decode", "shaky: encode"), stages(failed), "what was given up counts, too");
            assertEquals(List.of("shaky: decode", "shaky: encode", "shaky: mark", "verify"),
                    stages(attempts.getLast()));
            assertEquals(Optional.of(Needs.LIGHT), failed.effort().estimated());
            assertTrue(attempts.getLast().effort().used().scratchBytes().getAsLong() > 0);
            Attempt.Child child = failed.effort().children().getFirst();
            assertEquals(List.of("/opt/ffmpeg", "-i", "it's a cat.png"), child.command());
            assertEquals(OptionalInt.of(137), child.exitCode());
            String log = rig.log(job);
            assertTrue(log.contains("child 4711 /opt/ffmpeg -i 'it'\\''s a cat.png'\n"), log);
            assertTrue(log.contains("child 4711 ended with 137 after "), log);
            assertTrue(log.endsWith(" over: success\n"), log);
            assertTrue(log.contains(", job " + job.id() + ", batch " + job.batch()), log);
        }
    }

    @Test
    void what_has_no_stages_is_one() throws Exception {
        try (Rig rig = new Rig(root, store, Rig.SMALL, plain())) {
            JobSnapshot job = rig.perform("plain", rig.picture("cat.png"));
            assertEquals(List.of("plain", "verify"), stages(store.jobs().attempts(job.id()).getFirst()));
        }
    }

    @Test
    void a_report_has_the_attempt_that_runs_as_far_as_it_has_come() throws Exception {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Actor<?> slow = Actor.of("slow", (request, run) -> {
            run.stage("first", 0.5);
            run.stage("second", 0.5);
            atWork.countDown();
            Rig.pass(go);
            return Result.of(Actor.mark("slow", request, run));
        });
        try (Rig rig = new Rig(root, store, Rig.SMALL, slow)) {
            UUID id = rig.submitOne(rig.order(Rig.recipe("slow"), rig.picture("cat.png"))).id();
            Rig.pass(atWork);
            JobReport running = rig.engine.inspect(id).orElseThrow();
            assertEquals(List.of(Ending.RUNNING), running.attempts().stream().map(Attempt::ending).toList());
            assertEquals(List.of("slow: first"), stages(running.attempts().getFirst()));
            go.countDown();
            rig.engine.await(id);
            JobReport over = rig.engine.inspect(id).orElseThrow();
            assertEquals(List.of(Ending.SUCCESS), over.attempts().stream().map(Attempt::ending).toList());
            assertEquals(rig.folder.jobLog(id), over.log());
            assertEquals(Duration.ZERO, over.waited());
            assertEquals(Optional.empty(), rig.engine.inspect(UUID.randomUUID()));
        }
    }

    @Test
    void an_interrupted_and_a_canceled_attempt_are_told_from_failed_ones() throws Exception {
        CountDownLatch started = new CountDownLatch(2);
        Actor<?> slow = Actor.of("slow", (request, run) -> {
            started.countDown();
            CountDownLatch stopped = new CountDownLatch(1);
            try (var stop = run.onCancel(stopped::countDown)) {
                Rig.pass(stopped);
            }
            run.checkCanceled();
            return Result.of(Actor.mark("slow", request, run));
        });
        JobSnapshot job;
        try (Rig rig = new Rig(root, store, Rig.SMALL, slow)) {
            job = rig.submitOne(rig.order(Rig.recipe("slow"), rig.picture("cat.png")));
            while (started.getCount() == 2) {
                Thread.onSpinWait();
            }
        }
        assertEquals(List.of(Ending.INTERRUPTED), endings(job.id()));
        try (Rig rig = new Rig(root, store, Rig.SMALL, slow)) {
            rig.engine.takeUp();
            Rig.pass(started);
            rig.engine.cancel(job.id());
            assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
            assertTrue(rig.log(job).endsWith(" over: canceled\n"), rig.log(job));
        }
        assertEquals(List.of(Ending.INTERRUPTED, Ending.CANCELED), endings(job.id()));
        assertEquals(List.of(1, 2), store.jobs().attempts(job.id()).stream().map(Attempt::number).toList());
    }

    @Test
    void recovery_writes_down_what_the_death_of_the_program_cut_off() throws Exception {
        UUID id;
        try (Rig rig = new Rig(root, store, Rig.SMALL, Actor.marks("plain"))) {
            Order order = rig.order(Rig.recipe("plain"), rig.picture("cat.png"));
            PlannedStep step = new PlannedStep(order.recipe().steps().getFirst(), 1, Map.of(), Needs.LIGHT, "", false);
            JobRecord record = Records.queued(UUID.randomUUID(), UUID.randomUUID(),
                    Records.work(rig.folder, order,
                            new PlannedJob(order.inputs().getFirst(), List.of(step), Optional.empty()),
                            Optional.empty()),
                    Priority.NORMAL, Rig.NOW);
            store.jobs().add(Batch.of(record.batch(), 1, Rig.NOW), List.of(record));
            id = record.id();
        }
        store.jobs().transition(id, JobState.QUEUED, JobState.RUNNING, r -> Records.started(r, Rig.NOW));
        try (Rig rig = new Rig(root, store, Rig.SMALL, Actor.marks("plain"))) {
            assertEquals(List.of(Ending.DIED), endings(id));
            rig.engine.takeUp();
            assertEquals(JobState.SUCCESS, rig.engine.await(id).state());
        }
        assertEquals(List.of(Ending.DIED, Ending.SUCCESS), endings(id));
    }

    private static Actor<?> plain() {
        return Actor.of("plain", (request, run) -> {
            Path file = Files.writeString(run.scratch().resolve("out.png"), "plain");
            return Result.of(new Output(file, "plain", Shelf.EDITS, Expected.ANYTHING));
        });
    }

    private List<Ending> endings(UUID id) {
        return store.jobs().attempts(id).stream().map(Attempt::ending).toList();
    }

    private static List<String> stages(Attempt attempt) {
        return attempt.effort().stages().stream().map(Attempt.Stage::name).toList();
    }
}
