package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Expected;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.Shelf;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.engine.internal.admission.Capacity;

/** Whatever a processor does: a true state, a sentence, and no trace of it in the project. */
@Timeout(60)
class FailureTest {

    @TempDir
    Path root = Path.of("");

    @AfterEach
    void nothing_is_left_behind() throws IOException {
        try (var all = Files.walk(root)) {
            assertEquals(List.of(),
                    all.filter(file -> file.toString().contains(".scratch/") || file.toString().contains("Work/edits/"))
                            .toList());
        }
    }

    @Test
    void an_output_that_does_not_verify() throws Exception {
        Problem problem = failure(
                (request, run) -> Result.of(output(Files.writeString(run.scratch().resolve("x.png"), "broken"))));
        assertEquals("verify.unreadable", problem.code());
    }

    @Test
    void a_second_step_that_fails_takes_the_first_with_it() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("good"), Actor.of("bad", (request, run) -> {
            throw ProcessingException.input("bad.input", "It is bad.", "Use another.");
        }))) {
            JobSnapshot job = rig.perform(rig.order(Rig.recipe("good", "bad"), rig.picture("cat.png")));
            assertEquals(JobState.FAILED, job.state());
            assertEquals(1, rig.store.assets().count());
        }
    }

    @Test
    void nothing_written() throws Exception {
        assertEquals("engine.output-missing",
                failure((request, run) -> Result.of(output(run.scratch().resolve("x.png")))).code());
    }

    @Test
    void the_input_itself_handed_over_as_output() throws Exception {
        assertEquals("engine.output-outside", failure((request, run) -> Result.of(output(request.input()))).code());
        assertTrue(Files.exists(root.resolve("Library/images/cat.png")));
    }

    @Test
    void a_link_that_leads_out() throws Exception {
        assertEquals("engine.output-missing", failure((request, run) -> Result
                .of(output(Files.createSymbolicLink(run.scratch().resolve("x.png"), request.input())))).code());
    }

    @Test
    void the_same_file_twice() throws Exception {
        assertEquals("engine.output-twice", failure((request, run) -> {
            Output output = output(Files.writeString(run.scratch().resolve("x.png"), "x"));
            return new Result(List.of(output, output), Map.of());
        }).code());
    }

    @Test
    @SuppressWarnings("null")
    void no_result_at_all() throws Exception {
        assertEquals("engine.no-result", failure((request, run) -> null).code());
    }

    @Test
    void an_error_is_a_sentence_for_the_user_and_a_stack_for_the_log() throws Exception {
        try (Rig rig = new Rig(root, Actor.of("bad", (request, run) -> {
            throw new NoClassDefFoundError("org/example/Gone");
        }))) {
            JobSnapshot job = rig.perform("bad", rig.picture("cat.png"));
            Problem problem = job.problem().orElseThrow();
            assertEquals(ErrorKind.SYSTEM, problem.kind());
            assertFalse(problem.message().contains("\tat "));
            assertTrue(problem.advice().contains(job.id() + ".log"), problem.advice());
            assertTrue(rig.log(job).contains("at org.podstudio.engine.FailureTest"));
        }
    }

    @Test
    void out_of_memory() throws Exception {
        assertEquals("engine.out-of-memory", failure((request, run) -> {
            throw new OutOfMemoryError("Java heap space");
        }).code());
    }

    @Test
    void a_full_disk() throws Exception {
        Problem problem = failure((request, run) -> {
            throw new FileSystemException("/x/y.png", null, "No space left on device");
        });
        assertEquals("io.disk-full", problem.code());
        assertEquals(ErrorKind.RESOURCE, problem.kind());
    }

    @Test
    void an_input_that_went_away_while_it_waited() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        Actor<?> holding = Actor.of("hold", (request, run) -> {
            Rig.pass(hold);
            return Result.of(Actor.mark("hold", request, run));
        });
        try (Rig rig = new Rig(root, new MemoryStore(), new Capacity(1, 1L << 30, 1L << 30), holding)) {
            JobSnapshot first = rig.submitOne(rig.order(Rig.recipe("hold"), rig.picture("a.png")));
            Asset cat = rig.picture("cat.png");
            JobSnapshot second = rig.submitOne(rig.order(Rig.recipe("hold"), cat));
            Files.delete(rig.folder.resolve(cat.path()));
            hold.countDown();
            assertEquals("input.missing", rig.engine.await(second.id()).problem().orElseThrow().code());
            Files.delete(rig.engine.await(first.id()).outputs().getFirst());
        }
    }

    @Test
    void a_processor_that_was_uninstalled_after_the_job_was_accepted() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            Plan plan = rig.engine.plan(rig.order(Rig.recipe("cut-out"), rig.picture("cat.png")));
            rig.engines.install(List.of());
            JobSnapshot job = rig.engine.await(rig.engine.submit(plan).getFirst().id());
            assertEquals("engine.unknown-processor", job.problem().orElseThrow().code());
        }
    }

    @Test
    void a_success_that_cannot_be_stored_is_taken_back() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            rig.store.refused.add(JobState.SUCCESS);
            JobSnapshot job = rig.perform("cut-out", rig.picture("cat.png"));
            assertEquals(JobState.FAILED, job.state());
            assertEquals(List.of(), rig.work());
        }
    }

    @Test
    void a_job_whose_end_cannot_be_stored_is_over_all_the_same() throws Exception {
        Actor<?> bad = Actor.of("bad", (request, run) -> {
            throw ProcessingException.input("bad.input", "It is bad.", "Use another.");
        });
        try (Rig rig = new Rig(root, bad, Actor.marks("huge").needing(new Needs(1, 0, 0, 0, Long.MAX_VALUE)))) {
            rig.store.refused.add(JobState.FAILED);
            JobSnapshot job = rig.perform("bad", rig.picture("cat.png"));
            assertEquals("engine.not-stored", job.problem().orElseThrow().code());
            assertEquals(job, rig.engine.job(job.id()).orElseThrow());
            assertFalse(rig.engine.cancel(job.id()));

            Plan refused = rig.engine.plan(rig.order(Rig.recipe("huge"), rig.picture("dog.png")));
            PlannedJob planned = refused.jobs().getFirst();
            Plan allTheSame = new Plan(refused.order(),
                    List.of(new PlannedJob(planned.input(), planned.steps(), Optional.empty())));
            JobSnapshot huge = rig.engine.await(rig.engine.submit(allTheSame).getFirst().id());
            assertEquals("engine.not-stored", huge.problem().orElseThrow().code());
        }
    }

    @Test
    void a_job_is_over_also_when_the_store_breaks_over_its_end() throws Exception {
        Actor<?> bad = Actor.of("bad", (request, run) -> {
            throw ProcessingException.input("bad.input", "It is bad.", "Use another.");
        });
        try (Rig rig = new Rig(root, bad)) {
            rig.store.commit = state -> {
                if (state == JobState.FAILED) {
                    throw new AssertionError("broken");
                }
            };
            JobSnapshot job = rig.perform("bad", rig.picture("cat.png"));
            assertEquals("engine.not-stored", job.problem().orElseThrow().code());
        }
    }

    @Test
    void a_success_that_is_stored_is_shown_whatever_comes_between() throws Exception {
        MemoryStore store = new MemoryStore();
        AtomicBoolean broken = new AtomicBoolean();
        // the log asks for the time of its line on the success
        ClockAt clock = new ClockAt(() -> {
            if (!store.jobs().list(Set.of(JobState.SUCCESS), 1).isEmpty() && !broken.getAndSet(true)) {
                throw new AssertionError("broken");
            }
        });
        try (Rig rig = new Rig(root, store, Rig.SMALL, clock, Rig.QUICK, Duration.ZERO, Actor.marks("good"))) {
            JobSnapshot job = rig.perform("good", rig.picture("cat.png"));
            assertEquals(JobState.SUCCESS, job.state());
            assertTrue(broken.get());
            Files.delete(job.outputs().getFirst());
        }
    }

    @Test
    void a_job_that_the_store_knows_otherwise_is_over_in_this_process() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("good"))) {
            rig.engine.queue().pause();
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("good"), rig.picture("cat.png")));
            rig.store.put(rig.store.jobs().find(job.id()).orElseThrow().with(JobState.CANCELED));
            rig.engine.queue().resume();
            assertEquals("engine.not-stored", rig.engine.await(job.id()).problem().orElseThrow().code());
        }
    }

    @Test
    void an_imported_file_that_was_changed_is_not_taken_for_what_was_imported() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            Asset cat = rig.picture("cat.png");
            Plan plan = rig.engine.plan(rig.order(Rig.recipe("cut-out"), cat));
            Files.writeString(rig.folder.resolve(cat.path()), "painted over");
            JobSnapshot job = rig.engine.await(rig.engine.submit(plan).getFirst().id());
            assertEquals("input.changed", job.problem().orElseThrow().code());
            assertEquals("input.changed",
                    rig.engine.plan(rig.order(Rig.recipe("cut-out"), cat)).problems().getFirst().code());
        }
    }

    private Problem failure(Actor.Act act) throws Exception {
        try (Rig rig = new Rig(root, Actor.of("bad", act))) {
            JobSnapshot job = rig.perform("bad", rig.picture("cat.png"));
            assertEquals(JobState.FAILED, job.state());
            assertEquals(1, rig.store.assets().count());
            assertTrue(rig.log(job).contains("failed: "));
            return job.problem().orElseThrow();
        }
    }

    private static Output output(Path file) {
        return new Output(file, "bad", Shelf.EDITS, Expected.ANYTHING);
    }
}
