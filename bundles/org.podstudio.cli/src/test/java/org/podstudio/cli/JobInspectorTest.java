package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.Attempt.Ending;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.screen.ExitCode;

/** How one finds out what happened to a job. */
class JobInspectorTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");
    private final FakeStudio studio = new FakeStudio();
    private Shell shell = new Shell(studio, folder);

    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void home() {
        TimeZone.setDefault(zone);
    }

    @BeforeEach
    void open() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        shell = new Shell(studio, folder);
        studio.create(new ProjectFolder(folder));
        studio.engine.logs = folder.resolve("Logs/jobs");
    }

    @Test
    void a_job_is_shown_with_each_attempt_and_what_it_took() throws IOException {
        String id = job();
        Path log = log(id + ".log", "t started\n");
        assertEquals(ExitCode.DONE, shell.run("jobs", "show", id.substring(0, 8)));
        assertTrue(shell.out().contains("""
            priority  normal
            limit     1m30.5s for each attempt
            submitted 1 Jan 1970 05:30:00
            waited    1.5 s
            started   1 Jan 1970 05:30:00
            finished  1 Jan 1970 05:30:02
            ran       2.0 s in 2 attempts
            log       %s

            attempt 1: cut off by the death of the program after 1.0 s, began 21 Nov 2026 17:30:00

            attempt 2: failed after 2.0 s, began 21 Nov 2026 17:30:00
              problem It died. (media.killed)
                      Retry.
              stage       1.250 s  transcode: encode
              needs   1 core, 64.0 MB memory, 64.0 MB disk (estimated)
              used    5.0 MB disk
              child   ffmpeg -format_whitelist … -i a.mp4
                      ended after 0.500 s, exit code 137, 0.250 s of CPU, 7.0 MB memory
              child   ffprobe
                      ended after 0.100 s, exit code unknown
            """.formatted(log)), shell.out());
    }

    @Test
    void several_outputs_are_shown_one_by_one() throws IOException {
        Files.writeString(folder.resolve("a.png"), "x");
        shell.run("run", "sharpen", "a.png", "--output", "size=3", "--output", "name=small,size=1", "--output-dir",
                "out");
        String id = studio.engine.jobs().getFirst().id().toString();
        assertEquals(ExitCode.DONE, shell.run("jobs", "show", id));
        assertTrue(shell.out().contains("""
            recipe    sharpen x2
                      output:
                      sharpen size = 3
                      output small:
                      sharpen size = 1
            """), shell.out());
        assertEquals(ExitCode.DONE, shell.run("--json", "jobs", "show", id));
        assertEquals("small", shell.json().at("/recipe/outputs/1/name").asText());
        assertEquals(1, shell.json().at("/recipe/outputs/1/step/parameters/size").asInt());
    }

    @Test
    void programs_get_the_same_as_one_document() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("--json", "jobs", "show", job()));
        assertEquals("success", shell.json().get("state").asText());
        assertEquals(1.5, shell.json().get("waited_seconds").asDouble());
        assertEquals(90.5, shell.json().get("time_limit_seconds").asDouble());
        assertEquals("died", shell.json().at("/attempts/0/ending").asText());
        assertEquals("media.killed", shell.json().at("/attempts/1/problem/code").asText());
        assertEquals("a.mp4", shell.json().at("/attempts/1/effort/children/0/command/4").asText());
        assertEquals("mp4,webm", shell.json().at("/attempts/1/effort/children/0/command/2").asText());
        assertEquals("1970-01-01T00:00:00Z", shell.json().at("/times/submitted").asText());
        assertEquals(137, shell.json().at("/attempts/1/effort/children/0/exit_code").asInt());
        assertEquals(5 << 20, shell.json().at("/attempts/1/effort/used/scratch_bytes").asInt());
        assertTrue(shell.json().at("/attempts/1/effort/used/memory_bytes").isNull());
    }

    @Test
    void a_log_is_read_although_the_project_cannot_be_opened() throws IOException {
        log("11111111-aaaa.log", "t submitted: crop\nt started\n");
        log("11112222-bbbb.log", "t submitted: crop\n");
        int opened = studio.engine.orders.size();
        assertEquals(ExitCode.DONE, shell.run("jobs", "log", "1111111", "--json"));
        assertEquals("11111111-aaaa", shell.json().get("job").asText());
        assertEquals("t started", shell.json().at("/lines/1").asText());
        assertEquals(opened, studio.engine.orders.size());
        assertTrue(!studio.touched.contains("engine"), "nobody opened it");
        assertTrue(!studio.engine.closed, "nobody opened it");
        assertEquals(ExitCode.USAGE, shell.run("jobs", "log", "1111"));
        assertEquals(ExitCode.NOT_FOUND, shell.run("jobs", "log", "3"));
    }

    @Test
    void a_job_without_a_log_is_told_from_its_history() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("jobs", "log", job()));
        assertTrue(shell.out().contains("started, attempt 2\n"), shell.out());
        assertTrue(shell.out().contains("stage transcode: encode took 1.25 s\n"), shell.out());
        assertTrue(shell.out().endsWith(" over: success\n"), shell.out());
    }

    @Test
    void a_job_that_wrote_no_log_is_shown_without_one() throws IOException {
        String id = job();
        assertEquals(ExitCode.DONE, shell.run("jobs", "show", id));
        assertTrue(!shell.out().contains("\nlog "), shell.out());
        assertEquals(ExitCode.DONE, shell.run("jobs", "show", id, "--json"));
        assertTrue(shell.json().get("log").isNull(), shell.out());
    }

    @Test
    void several_jobs_without_a_log_are_told_apart() throws IOException {
        job();
        Files.writeString(folder.resolve("b.png"), "x");
        shell.run("run", "sharpen", "b.png", "--output-dir", "out");
        assertEquals(ExitCode.USAGE, shell.run("jobs", "log", ""));
        assertTrue(shell.err().contains("2 jobs begin with"), shell.err());
        assertEquals(ExitCode.NOT_FOUND, shell.run("jobs", "log", "none"));
        assertTrue(shell.err().contains("There is no job 'none'."), shell.err());
    }

    @Test
    void a_history_that_cannot_be_read_now_is_said_to_be_one() throws IOException {
        String id = job();
        studio.locked = true;
        assertEquals(ExitCode.TRY_LATER, shell.run("jobs", "log", id));
        assertTrue(shell.err().contains("histories cannot be read while another PODStudio"), shell.err());
        assertTrue(shell.err().contains("--follow waits"), shell.err());
    }

    @Test
    @Timeout(30)
    void a_log_that_is_not_there_yet_is_waited_for() throws Exception {
        studio.locked = true;
        var code = CompletableFuture.supplyAsync(() -> shell.run("jobs", "log", "1", "--follow"));
        while (!shell.err().contains("Nothing is written of a job 1 yet")) {
            Thread.onSpinWait();
        }
        log("11111111-aaaa.log", "t started\nt over: success\n");
        assertEquals(ExitCode.DONE, code.get(20, TimeUnit.SECONDS));
        assertEquals("t started\nt over: success\n", shell.out());
    }

    @Test
    @Timeout(30)
    void a_log_of_a_job_that_nobody_accepted_is_not_waited_for() throws Exception {
        studio.locked = true;
        chronicle("{\"chronicle\":2}\n{\"asset\":{\"id\":\"2\"}}\n{\"job\":{\"id\":\"11111111-aaaa\"}}\n");
        assertEquals(ExitCode.NOT_FOUND, shell.run("jobs", "log", "2", "--follow"));
        assertTrue(shell.err().contains("There is no job '2' in the project"), shell.err());
        var code = CompletableFuture.supplyAsync(() -> shell.run("jobs", "log", "1", "--follow"));
        while (!shell.err().contains("Nothing is written of a job 1 yet")) {
            Thread.onSpinWait();
        }
        log("11111111-aaaa.log", "t over: success\n");
        assertEquals(ExitCode.DONE, code.get(20, TimeUnit.SECONDS));
    }

    @Test
    @Timeout(30)
    void waiting_for_a_log_ends_with_the_history_or_when_the_user_has_had_enough() throws Exception {
        String id = job();
        studio.locked = true;
        var code = CompletableFuture.supplyAsync(() -> shell.run("jobs", "log", id, "--follow"));
        while (!shell.err().contains("yet")) {
            Thread.onSpinWait();
        }
        studio.locked = false;
        assertEquals(ExitCode.DONE, code.get(20, TimeUnit.SECONDS));
        assertTrue(shell.out().endsWith(" over: success\n"), shell.out());
        studio.locked = true;
        var other = CompletableFuture.supplyAsync(() -> shell.run("jobs", "log", id, "--follow"));
        while (!shell.err().contains("yet")) {
            Thread.onSpinWait();
        }
        shell.interruption.fire();
        assertEquals(ExitCode.INTERRUPTED, other.get(20, TimeUnit.SECONDS));
    }

    @Test
    @Timeout(30)
    void a_log_is_followed_until_the_job_is_over() throws Exception {
        Path log = log("11111111-aaaa.log", "t started, attempt 1\nt said over: success\nt half a");
        var code = CompletableFuture.supplyAsync(() -> shell.run("jobs", "log", "1", "--follow"));
        while (!shell.out().contains("said over")) {
            Thread.onSpinWait();
        }
        assertTrue(!shell.out().contains("half"), "only whole lines are shown");
        Files.writeString(log, " line – done\n", StandardOpenOption.APPEND);
        Files.writeString(log, "t over: failed\n", StandardOpenOption.APPEND);
        assertEquals(ExitCode.DONE, code.get(20, TimeUnit.SECONDS));
        assertEquals("t started, attempt 1\nt said over: success\nt half a line – done\nt over: failed\n", shell.out());
    }

    @Test
    @Timeout(30)
    void following_ends_when_the_user_has_had_enough() throws Exception {
        log("11111111-aaaa.log", "t started\n");
        var code = CompletableFuture.supplyAsync(() -> shell.run("jobs", "log", "1", "--follow"));
        while (!shell.out().contains("started")) {
            Thread.onSpinWait();
        }
        shell.interruption.fire();
        assertEquals(ExitCode.INTERRUPTED, code.get(20, TimeUnit.SECONDS));
    }

    private String job() throws IOException {
        Files.writeString(folder.resolve("a.png"), "x");
        shell.run("run", "sharpen", "a.png", "--output-dir", "out", "--time-limit", "90.5s");
        studio.engine.attempts = List.of(
                new Attempt(1, Ending.DIED, NOON, NOON.plusSeconds(1), Optional.empty(), Attempt.Effort.UNKNOWN),
                new Attempt(2, Ending.FAILED, NOON, NOON.plusSeconds(2),
                        Optional.of(
                                new Problem(ErrorKind.TOOL, "media.killed", "It died.", "Retry.", Optional.empty())),
                        new Attempt.Effort(List.of(new Attempt.Stage("transcode: encode", 1.25)),
                                Optional.of(Needs.LIGHT),
                                new Attempt.Used(OptionalLong.empty(), OptionalLong.of(5 << 20)),
                                List.of(new Attempt.Child(
                                        List.of("ffmpeg", "-format_whitelist", "mp4,webm", "-i", "a.mp4"),
                                        4711, OptionalInt.of(137), 0.5, 0.25, 7 << 20),
                                        new Attempt.Child(List.of("ffprobe"), 4712, OptionalInt.empty(), 0.1, 0, 0)))));
        return studio.engine.jobs().getFirst().id().toString();
    }

    private void chronicle(String text) throws IOException {
        Files.writeString(new ProjectFolder(folder).chronicle(), text);
    }

    private Path log(String name, String text) throws IOException {
        Path logs = Files.createDirectories(folder.resolve("Logs/jobs"));
        return Files.writeString(logs.resolve(name), text);
    }
}
