package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ChildUsage;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.OutputSpecification;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.store.Batch;
import org.podstudio.store.JobRecord;

/** What the logs of jobs tell when the database and the chronicle are gone. */
class LogsRebuilderTest {

    @TempDir
    Path root = Path.of("");

    @Test
    void jobs_become_history_again_and_results_know_what_they_were_made_of() throws Exception {
        MemoryStore empty = new MemoryStore();
        JobSnapshot done;
        JobSnapshot failed;
        try (Rig rig = new Rig(root, Actor.marks("cut-out"), Actor.of("fail", (request, run) -> {
            throw ProcessingException.input("test.bad", "It is bad (really).", "Get another one.");
        }))) {
            Asset cat = rig.picture("cat.png");
            done = rig.perform("cut-out", cat);
            failed = rig.perform("fail", cat);
            Asset made = rig.store.assets.values().stream().filter(a -> a.lineage().isPresent()).findFirst()
                    .orElseThrow();
            Lineage before = made.lineage().orElseThrow();
            empty.assets().add(cat);
            empty.assets().add(bare(made));
            List<String> remarks = new LogsRebuilder().rebuild(rig.folder, empty);
            assertEquals(1, remarks.size(), remarks.toString());
            Asset after = empty.assets().find(made.id()).orElseThrow();
            assertEquals(before, after.lineage().orElseThrow());
        }
        JobRecord told = empty.jobs().find(done.id()).orElseThrow();
        assertEquals(JobState.SUCCESS, told.state());
        assertEquals(done.times(), told.times());
        assertEquals(done.recipe(), told.work().recipe());
        assertEquals(done.batch(), told.batch());
        JobRecord bad = empty.jobs().find(failed.id()).orElseThrow();
        assertEquals(JobState.FAILED, bad.state());
        assertEquals("test.bad", bad.outcome().problem().orElseThrow().code());
        assertEquals("It is bad (really).", bad.outcome().problem().orElseThrow().message());
        assertEquals("Get another one.", bad.outcome().problem().orElseThrow().advice());
        assertEquals(List.of(), new LogsRebuilder().rebuild(new org.podstudio.api.project.ProjectFolder(root), empty),
                "what is known is left alone");
    }

    @Test
    void attempts_are_known_again_with_their_stages_and_child_processes() throws Exception {
        MemoryStore store = new MemoryStore();
        AtomicInteger starts = new AtomicInteger();
        JobSnapshot job;
        List<Attempt> before;
        try (Rig rig = new Rig(root, store, Rig.SMALL, Actor.of("shaky", (request, run) -> {
            run.stage("look", 0.5);
            run.child(4711, List.of("ff mpeg", "it's", "", "-i", "a.mp4"))
                    .accept(new ChildUsage(137, Duration.ofMillis(250), 7 << 20));
            if (starts.incrementAndGet() == 1) {
                throw new ProcessingException(ErrorKind.TOOL, "media.killed", "It died (badly).", "Retry.");
            }
            return Result.of(Actor.mark("shaky", request, run));
        }))) {
            job = rig.perform("shaky", rig.picture("cat.png"));
            before = rig.engine.inspect(job.id()).orElseThrow().attempts();
            JobRecord known = store.jobs().find(job.id()).orElseThrow();
            MemoryStore empty = new MemoryStore();
            JobRecord silent = Records.queued(UUID.randomUUID(), known.batch(), known.work(), Priority.NORMAL, Rig.NOW)
                    .with(JobState.SUCCESS).with(known.attempts());
            empty.jobs().add(Batch.of(known.batch(), 2, Rig.NOW), List.of(known, silent));
            List<String> remarks = new LogsRebuilder().rebuild(rig.folder, empty);
            assertTrue(remarks.getFirst().startsWith("Of 1 job(s) that are over"), remarks.toString());
            List<Attempt> told = empty.jobs().attempts(job.id());
            assertEquals(2, told.size());
            for (int i = 0; i < 2; i++) {
                Attempt was = before.get(i);
                Attempt is = told.get(i);
                assertEquals(was.number(), is.number());
                assertEquals(was.ending(), is.ending());
                assertEquals(was.started(), is.started());
                assertEquals(was.problem().map(Problem::message), is.problem().map(Problem::message));
                assertEquals(was.effort().stages().stream().map(Attempt.Stage::name).toList(),
                        is.effort().stages().stream().map(Attempt.Stage::name).toList());
                assertEquals(was.effort().children().getFirst().command(),
                        is.effort().children().getFirst().command());
                assertEquals(was.effort().children().getFirst().peakBytes(),
                        is.effort().children().getFirst().peakBytes());
            }
        }
    }

    @Test
    void of_each_attempt_it_is_told_how_it_ended() throws IOException {
        Path log = Files.writeString(root.resolve("job.log"), """
            2026-11-21T10:30:00Z submitted: crop on a.png, job %1$s, batch %1$s
            2026-11-21T10:30:01Z started, attempt 1
            2026-11-21T10:30:02Z stage crop took 0.500 s
            2026-11-21T10:30:00Z submitted: crop on a.png, job %1$s, batch %1$s
            2026-11-21T10:31:01Z started, attempt 2
            2026-11-21T10:31:05Z stopped because the program ends; it will run again
            2026-11-21T10:32:01Z started, attempt 3
            2026-11-21T10:32:02Z canceled
            2026-11-21T10:32:03Z over: canceled
            """.formatted(UUID.randomUUID()));
        List<Attempt> told = ToldAttempts.read(log);
        assertEquals(List.of(Attempt.Ending.DIED, Attempt.Ending.INTERRUPTED, Attempt.Ending.CANCELED),
                told.stream().map(Attempt::ending).toList());
        assertEquals(List.of(1L, 4L, 1L), told.stream().map(one -> one.took().toSeconds()).toList());
    }

    @Test
    void several_outputs_are_told_again_those_that_did_not_run_by_their_processors() throws Exception {
        MemoryStore empty = new MemoryStore();
        Step cut = new Step("cut-out", Map.of("strength", 3L));
        List<OutputSpecification> outputs = List.of(
                new OutputSpecification("a", new Step("grow", Map.of("strength", 1L))),
                new OutputSpecification(new Step("grow", Map.of("strength", 2L))),
                new OutputSpecification("b", new Step("fail", Map.of("strength", 3L))),
                new OutputSpecification("c", new Step("grow", Map.of("strength", 4L))));
        JobSnapshot done;
        JobSnapshot failed;
        try (Rig rig = new Rig(root, Actor.marks("cut-out"), Actor.marks("grow"), Actor.of("fail", (request, run) -> {
            throw ProcessingException.input("test.bad", "It is bad.", "Get another one.");
        }))) {
            Asset cat = rig.picture("cat.png");
            done = rig.perform(rig.order(new Recipe(List.of(cut), outputs.subList(0, 2)), cat));
            failed = rig.perform(rig.order(new Recipe(List.of(), outputs), cat));
            empty.assets().add(cat);
            new LogsRebuilder().rebuild(rig.folder, empty);
        }
        assertEquals(done.recipe(), empty.jobs().find(done.id()).orElseThrow().work().recipe());
        assertEquals(
                new Recipe(List.of(), Stream.concat(outputs.stream().limit(3),
                        Stream.of(new OutputSpecification(new Step("grow", Map.of())))).toList()),
                empty.jobs().find(failed.id()).orElseThrow().work().recipe());
    }

    @Test
    void a_log_without_an_end_is_a_job_that_is_given_up_and_one_without_sense_is_counted() throws IOException {
        UUID id = UUID.randomUUID();
        try (Rig rig = new Rig(root)) {
            Files.createDirectories(rig.folder.jobLog(id).getParent());
            Files.writeString(rig.folder.jobLog(id), """
                2026-11-21T10:30:00Z submitted: crop > upscale on Library/images/a, b on c.png, batch %s
                2026-11-21T10:30:01Z started, attempt 1
                2026-11-21T10:30:02Z step crop (revision 3) on /x/a.png
                    width = 100
                    fit = fill
                    level = -1.5
                    fingerpr""".formatted(UUID.randomUUID()));
            Files.writeString(rig.folder.jobLog(UUID.randomUUID()), "\0\0\0");
            Files.writeString(rig.folder.jobLog(id).resolveSibling("mine.log"), "left alone");
            List<String> remarks = new LogsRebuilder().rebuild(rig.folder, rig.store);
            assertTrue(remarks.getLast().startsWith("1 log(s)"), remarks.toString());
            JobRecord job = rig.store.jobs().find(id).orElseThrow();
            assertEquals(JobState.FAILED, job.state());
            assertEquals("engine.database-lost", job.outcome().problem().orElseThrow().code());
            assertEquals("Library/images/a, b on c.png", job.work().input());
            assertEquals(Map.of("width", 100L, "fit", "fill", "level", -1.5),
                    job.work().recipe().steps().getFirst().parameters());
            assertEquals("crop > upscale", job.work().recipe().title());
        }
    }

    @Test
    void a_start_that_was_not_stored_is_no_attempt() throws IOException {
        UUID id = UUID.randomUUID();
        try (Rig rig = new Rig(root)) {
            Files.createDirectories(rig.folder.jobLog(id).getParent());
            Files.writeString(rig.folder.jobLog(id), """
                2026-11-21T10:30:00Z submitted: crop on a.png, job %1$s, batch %1$s
                2026-11-21T10:30:01Z started, attempt 1
                2026-11-21T10:30:00Z submitted: crop on a.png, job %1$s, batch %1$s
                2026-11-21T10:31:01Z started, attempt 1%2$s
                2026-11-21T10:31:02Z canceled
                """.formatted(id, ToldAttempts.ONCE_MORE));
            new LogsRebuilder().rebuild(rig.folder, rig.store);
            JobRecord job = rig.store.jobs().find(id).orElseThrow();
            assertEquals(1, job.attempts().count());
            assertEquals(Optional.of(Instant.parse("2026-11-21T10:31:01Z")), job.times().started());
        }
    }

    /** As a file that was found. */
    private static Asset bare(Asset a) {
        return new Asset(a.id(), a.kind(), a.path(), a.content(), new Labels("unsorted", a.labels().tags(), 0, false),
                Optional.empty(), Optional.empty(), Optional.empty(), a.created());
    }
}
