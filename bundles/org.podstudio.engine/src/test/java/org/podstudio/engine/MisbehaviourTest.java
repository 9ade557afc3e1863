package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ChildUsage;
import org.podstudio.api.Expected;
import org.podstudio.api.Output;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.engine.internal.work.Scratch;

/** Processors that break every rule: the state is true, the message a sentence, the originals are as they were, and the next job succeeds. */
@Timeout(120)
class MisbehaviourTest {

    @TempDir
    Path root = Path.of("");

    @Test
    void throws_whatever_can_be_thrown() throws Exception {
        for (Throwable thrown : List.of(new StackOverflowError(), new ThreadDeath(), new AssertionError("no"),
                new LinkageError("old"), new Unspeakable(), new IllegalStateException(),
                new OutOfMemoryError("heap"))) {
            Problem problem = failure((request, run) -> {
                throw MisbehaviourTest.<RuntimeException>sneaky(thrown);
            });
            assertEquals(1, problem.message().lines().count(), problem.message());
            assertFalse(problem.message().contains("\tat "), problem.message());
        }
    }

    @Test
    void recurses_without_end() throws Exception {
        assertEquals("engine.unexpected", failure((request, run) -> Result.of(endless(run, 0))).code());
    }

    @Test
    void makes_an_empty_file() throws Exception {
        assertEquals("engine.output-empty",
                failure((request, run) -> Result.of(output(Files.createFile(run.scratch().resolve("x.png"))))).code());
    }

    @Test
    void hands_over_a_folder() throws Exception {
        assertEquals("engine.output-missing", failure(
                (request, run) -> Result.of(output(Files.createDirectory(run.scratch().resolve("x.png"))))).code());
    }

    @Test
    void hands_over_its_input_under_another_name() throws Exception {
        assertEquals("engine.output-is-input", failure((request, run) -> Result
                .of(output(Files.createLink(run.scratch().resolve("x.png"), request.input())))).code());
    }

    @Test
    void makes_sound_though_it_is_said_to_make_pictures() throws Exception {
        assertEquals("engine.output-wrong-kind", failure((request, run) -> Result
                .of(output(Files.writeString(run.scratch().resolve("x.wav"), "ding")))).code());
        assertEquals("engine.output-no-media", failure((request, run) -> Result
                .of(output(Files.writeString(run.scratch().resolve("x.txt"), "words")))).code());
    }

    @Test
    void writes_to_its_input() throws Exception {
        try (Rig rig = new Rig(root, Actor.of("vandal", (request, run) -> {
            Output output = Actor.mark("vandal", request, run);
            Files.writeString(request.input(), "painted over");
            return Result.of(output);
        }), Actor.marks("good"))) {
            Asset cat = rig.picture("cat.png");
            JobSnapshot job = rig.perform("vandal", cat);
            Problem problem = job.problem().orElseThrow();
            assertEquals("engine.input-touched", problem.code());
            assertTrue(problem.message().contains("cat.png was changed while vandal worked on it"), problem.message());
            assertEquals(List.of(), rig.work());
            assertTrue(rig.log(job).contains("was changed while vandal"));
            goesOn(rig);
        }
    }

    @Test
    void removes_its_input() throws Exception {
        Problem problem = failure((request, run) -> {
            Files.delete(request.input());
            return Result.of(output(Files.writeString(run.scratch().resolve("x.png"), "x")));
        });
        assertEquals("engine.input-touched", problem.code());
        assertTrue(problem.message().contains("was removed"), problem.message());
    }

    @Test
    void renames_its_input_and_back_which_changes_nothing() throws Exception {
        try (Rig rig = new Rig(root, Actor.of("mover", (request, run) -> {
            Path aside = run.scratch().resolve("aside.png");
            Files.move(request.input(), aside);
            Files.move(aside, request.input());
            return Result.of(Actor.mark("mover", request, run));
        }))) {
            assertEquals(JobState.SUCCESS, rig.perform("mover", rig.picture("cat.png")).state());
        }
    }

    @Test
    void deletes_what_the_engine_keeps_for_it() throws Exception {
        assertEquals("engine.output-missing", failure((request, run) -> {
            Output output = Actor.mark("bad", request, run);
            Scratch.delete(run.scratch().getParent());
            return Result.of(output);
        }).code());
    }

    @Test
    void interrupts_its_thread_and_changes_its_name() throws Exception {
        try (Rig rig = new Rig(root, Actor.of("self", (request, run) -> {
            Output output = Actor.mark("self", request, run);
            Thread.currentThread().setName("mine");
            Thread.currentThread().setContextClassLoader(null);
            Thread.currentThread().interrupt();
            return Result.of(output);
        }), Actor.marks("good"))) {
            JobSnapshot job = rig.perform("self", rig.picture("cat.png"));
            assertEquals(JobState.SUCCESS, job.state(), job.problem().toString());
            goesOn(rig);
        }
    }

    @Test
    void leaves_a_thread_running_which_is_said_in_the_log_and_told_to_stop() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Throwable> heard = new CompletableFuture<>();
        AtomicBoolean told = new AtomicBoolean();
        try (Rig rig = new Rig(root, Actor.of("leaky", (request, run) -> {
            Output output = Actor.mark("leaky", request, run);
            Thread.ofPlatform().name("forgotten-7").start(() -> {
                Rig.pass(over);
                run.progress(0.1);
                run.stage("late", 1);
                run.part(1).progress(1);
                run.note("late");
                run.onCancel(() -> told.set(true));
                run.child(ProcessHandle.current().pid(), List.of("java"))
                        .accept(new ChildUsage(0, Duration.ZERO, 0));
                try {
                    run.checkCanceled();
                } catch (CanceledException e) {
                    heard.complete(e);
                }
            });
            return Result.of(output);
        }), Actor.marks("good"))) {
            JobSnapshot job = rig.perform("leaky", rig.picture("cat.png"));
            assertEquals(JobState.SUCCESS, job.state());
            assertTrue(rig.log(job).contains("threads were started and not ended: forgotten-7"), rig.log(job));
            String log = rig.log(job);
            over.countDown();
            assertInstanceOf(CanceledException.class, heard.get(20, TimeUnit.SECONDS));
            assertTrue(told.get());
            assertEquals(log.lines().filter(line -> line.contains("late")).toList(), List.of());
            assertEquals(job, rig.engine.job(job.id()).orElseThrow());
            assertTrue(rig.log(job).startsWith(log) && !rig.log(job).contains("late"), rig.log(job));
            goesOn(rig);
        }
    }

    @Test
    void waits_for_ever_and_is_woken_when_it_is_canceled() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Thread> worker = new AtomicReference<>();
        try (Rig rig = new Rig(root, Actor.of("sleeper", (request, run) -> {
            worker.set(Thread.currentThread());
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return Result.of(Actor.mark("sleeper", request, run));
        }), Actor.marks("good"))) {
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("sleeper"), rig.picture("cat.png")));
            Rig.pass(running);
            assertEquals(JobState.CANCELED, canceledInTime(rig, job.id()).state());
            goesOn(rig);
            assertFalse(worker.get().isInterrupted());
        }
    }

    @Test
    void computes_for_ever_and_is_not_waited_for_when_it_is_canceled() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        try (Rig rig = new Rig(root, Actor.of("deaf", (request, run) -> {
            run.scratch();
            running.countDown();
            while (!enough.get()) {
                Thread.onSpinWait();
            }
            Output output = Actor.mark("deaf", request, run);
            ended.countDown();
            return Result.of(output);
        }), Actor.marks("good"))) {
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("deaf"), rig.picture("cat.png")));
            Rig.pass(running);
            assertEquals(JobState.CANCELED, canceledInTime(rig, job.id()).state());
            assertTrue(rig.log(job).contains("does not stop"), rig.log(job));
            goesOn(rig);
            enough.set(true);
            Rig.pass(ended);
            assertEquals(JobState.CANCELED, rig.engine.job(job.id()).orElseThrow().state());
            while (Files.exists(rig.folder.scratch().resolve(job.id().toString()))) {
                Thread.onSpinWait();
            }
            assertTrue(rig.work().stream().noneMatch(file -> file.contains("deaf")), rig.work().toString());
        }
    }

    @Test
    void breaks_when_it_is_asked_what_it_needs_and_holds_up_nobody() throws Exception {
        for (Error error : List.of(new StackOverflowError(), new AssertionError("no"), new OutOfMemoryError("heap"))) {
            Path project = Files.createTempDirectory(root, "project");
            MemoryStore store = new MemoryStore();
            JobSnapshot left;
            try (Rig rig = new Rig(project, store, Rig.SMALL, Actor.marks("bad"))) {
                rig.engine.putOff();
                left = rig.submitOne(rig.order(Rig.recipe("bad"), rig.picture("cat.png")));
            }
            try (Rig rig = new Rig(project, store, Rig.SMALL, Actor.marks("bad").breaking(error),
                    Actor.marks("good"))) {
                rig.engine.takeUp();
                goesOn(rig);
                assertTrue(rig.engine.await(left.id()).state().terminal());
            }
        }
    }

    private static JobSnapshot canceledInTime(Rig rig, UUID job) throws InterruptedException {
        long asked = System.nanoTime();
        assertTrue(rig.engine.cancel(job));
        JobSnapshot over = rig.engine.await(job);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
        assertTrue(millis <= 2000, "canceled after " + millis + " ms");
        return over;
    }

    private Problem failure(Actor.Act act) throws Exception {
        Path project = Files.createTempDirectory(root, "project");
        try (Rig rig = new Rig(project, Actor.of("bad", act), Actor.marks("good"))) {
            Asset cat = rig.picture("cat.png");
            JobSnapshot job = rig.perform("bad", cat);
            assertEquals(JobState.FAILED, job.state());
            assertEquals(List.of(), rig.work());
            assertTrue(rig.log(job).contains("failed: "), rig.log(job));
            Problem problem = job.problem().orElseThrow();
            if (!problem.code().equals("engine.input-touched")) {
                assertEquals(cat.content().sha256(), rig.letters.sha256(rig.folder.resolve(cat.path())),
                        "the original");
            }
            goesOn(rig);
            return problem;
        }
    }

    private static void goesOn(Rig rig) throws InterruptedException {
        JobSnapshot next = rig.perform("good", rig.picture("owl-" + UUID.randomUUID() + ".png"));
        assertEquals(JobState.SUCCESS, next.state(), next.problem().toString());
    }

    private static Output endless(Run run, int depth) {
        return depth < 0 ? output(run.scratch()) : endless(run, depth + (depth < 1_000_000_000 ? 1 : 0));
    }

    private static Output output(Path file) {
        return new Output(file, "bad", Shelf.EDITS, Expected.ANYTHING);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Whoever asks what it is about regrets it. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("none of your business");
        }
    }
}
