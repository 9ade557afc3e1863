package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.JobTurn;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.cli.screen.ExitCode;

import com.fasterxml.jackson.databind.JsonNode;

/** What is done with jobs once they are there. */
class JobsTest {

    private static final UUID BATCH = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000000");
    private static final JobTurn PAUSED = new JobTurn(Priority.NORMAL, true, 0, Optional.empty());

    @TempDir
    private Path folder = Path.of("");
    private final FakeStudio studio = new FakeStudio();
    private Shell shell = new Shell(studio, folder);

    @BeforeEach
    void open() {
        shell = new Shell(studio, folder);
        studio.create(new ProjectFolder(folder));
    }

    @Test
    void the_list_tells_how_each_stands_under_a_headline() {
        job(1, JobState.SUCCESS);
        job(2, JobState.QUEUED, PAUSED, JobProgress.NONE);
        job(3, JobState.QUEUED, JobTurn.first(Priority.HIGH),
                new JobProgress(0, "waits for memory", Optional.empty()));
        job(4, JobState.RUNNING, JobTurn.first(Priority.NORMAL), new JobProgress(0.43, "crop: encode",
                Optional.of(new Remaining(Duration.ofMinutes(3), Duration.ofMinutes(5)))));
        job(5, JobState.WAITING_TO_RETRY,
                new JobTurn(Priority.LOW, false, 1, Optional.of(Instant.now().plusSeconds(3600))), JobProgress.NONE);
        assertEquals(ExitCode.DONE, shell.run("jobs"));
        assertEquals("""
            5 jobs: 1 paused, 1 queued, 1 running, 1 success, 1 waiting-to-retry

            ID        STATE               PLACE  PRIORITY  DONE  LEFT     WHAT     INPUT
            00000001  success                    normal                   sharpen  1.png
            00000002  paused              1      normal                   sharpen  2.png
            00000003  waits for memory    2      high                     sharpen  3.png
            00000004  running                    normal    43 %  3–5 min  sharpen  4.png
            00000005  next try in 60 min  3      low                      sharpen  5.png
            """, shell.out());
    }

    @Test
    void colours_are_for_a_terminal_whose_user_wants_them() {
        job(1, JobState.FAILED);
        shell.columns = 100;
        shell.run("jobs");
        assertTrue(shell.out().contains("\u001b["), shell.out());
        shell.environment = Map.of("NO_COLOR", "1");
        shell.run("jobs");
        assertFalse(shell.out().contains("\u001b"), shell.out());
        shell.columns = 0;
        shell.environment = Map.of();
        shell.run("jobs");
        assertFalse(shell.out().contains("\u001b"), shell.out());
    }

    @Test
    void a_queue_that_was_reordered_is_seen_to_be() throws IOException {
        job(1, JobState.QUEUED);
        job(2, JobState.QUEUED);
        job(3, JobState.SUCCESS);
        shell.run("jobs", "move", "00000002", "--first");
        shell.run("--json", "jobs");
        assertEquals(List.of("2", "1", "null"), shell.json().get("jobs").findValuesAsText("place"));
        shell.run("jobs", "show", "00000001");
        assertTrue(shell.out().contains("state     queued, no. 2\n"), shell.out());
        shell.run("--json", "jobs", "show", "00000001");
        assertEquals(2, shell.json().get("place").asInt());
        shell.run("jobs", "list", "--state", "success");
        assertFalse(shell.out().contains("PLACE"), shell.out());
    }

    @Test
    void the_list_is_narrowed_by_state_and_batch() throws IOException {
        job(1, JobState.SUCCESS);
        job(2, JobState.QUEUED, PAUSED, JobProgress.NONE);
        job(3, JobState.FAILED);
        assertEquals(List.of(2), listed("--state=paused"));
        assertEquals(List.of(1, 3), listed("--state", "success,failed"));
        assertEquals(List.of(2), listed("--state=open"));
        assertEquals(List.of(1, 2, 3), listed("--batch", "bbbb"));
        assertEquals(ExitCode.NOT_FOUND, shell.run("jobs", "list", "--batch", "c"));
        assertEquals(ExitCode.USAGE, shell.run("jobs", "list", "--state", "lost"));
        assertTrue(shell.err().contains("waiting-to-retry, success, failed, canceled, paused, open"), shell.err());
    }

    @Test
    void programs_get_all_of_it_with_sorted_keys() throws IOException {
        job(1, JobState.FAILED);
        job(2, JobState.QUEUED);
        shell.run("jobs", "pause", "--queue");
        assertEquals(ExitCode.DONE, shell.run("--json", "jobs", "list", "--limit=1"));
        assertEquals(List.of("counts", "jobs", "paused", "total"), names(shell.json()));
        assertEquals(2, shell.json().get("total").asInt());
        assertTrue(shell.json().get("paused").asBoolean());
        JsonNode job = shell.json().at("/jobs/0");
        assertEquals(names(job).stream().sorted().toList(), names(job));
        assertEquals(List.of("advice", "code", "kind", "message", "parameter"), names(job.get("problem")));
        assertEquals("normal", job.at("/turn/priority").asText());
    }

    @Test
    void on_a_terminal_names_are_cut_to_its_width_and_states_have_colours() {
        job(1, JobState.FAILED, JobTurn.first(Priority.NORMAL), JobProgress.NONE,
                "a very long name of a picture that somebody has made of a cat.png");
        shell.columns = 80;
        shell.run("jobs", "list");
        String row = shell.out().lines().toList().get(3);
        assertEquals(80, row.replaceAll("\u001b\\[[0-9]+m", "").length(), row);
        assertTrue(row.contains("\u001b[31mfailed\u001b[0m"), row);
        assertTrue(row.contains("…"), row);
        shell.columns = 200;
        shell.run("jobs", "list");
        assertTrue(shell.out().contains("somebody has made of a cat.png"), shell.out());
    }

    @Test
    void what_became_of_each_is_answered_and_one_code_for_all() throws IOException {
        job(1, JobState.QUEUED);
        job(2, JobState.SUCCESS);
        assertEquals(ExitCode.PARTLY, shell.run("jobs", "cancel", "00000001", "00000002", "zzz"));
        assertEquals("canceled 00000001  sharpen  1.png\n", shell.out());
        assertEquals("""
            error: There is no job 'zzz'.
              podstudio jobs lists those there are.
            error: Job 00000002 is over: success.
              See what it made with: podstudio jobs show 00000002
            """, shell.err());
        assertEquals(ExitCode.FAILED, shell.run("jobs", "cancel", "00000002"));
        job(3, JobState.FAILED);
        shell.run("jobs", "cancel", "00000003");
        assertTrue(shell.err().endsWith("Do the same once more with: podstudio jobs retry 00000003\n"), shell.err());
        assertEquals(ExitCode.NOT_FOUND, shell.run("jobs", "pause", "x", "y"));
        assertEquals(ExitCode.FAILED, shell.run("jobs", "pause", "x", "00000002"));
        assertEquals(ExitCode.USAGE, shell.run("jobs", "pause", "0"));
        shell.run("--json", "jobs", "cancel", "00000001", "zzz");
        assertEquals(List.of("refused", "canceled"), shell.json().get("jobs").findValuesAsText("outcome"));
        assertEquals("engine.unknown-job", shell.json().at("/jobs/0/error/code").asText());
    }

    @Test
    void what_is_named_twice_is_told_once() {
        job(1, JobState.QUEUED);
        shell.run("jobs", "pause", "00000001", "0000", "zzz", "zzz");
        assertEquals("paused 00000001  sharpen  1.png\n", shell.out());
        assertEquals(2, shell.err().lines().count(), shell.err());
    }

    @Test
    void what_was_ordered_together_is_arranged_together() throws IOException {
        job(1, JobState.QUEUED);
        job(2, JobState.QUEUED);
        job(3, JobState.FAILED);
        job(4, JobState.SUCCESS);
        shell.run("jobs", "move", "00000002", "--first");
        studio.engine.controls.done.clear();
        assertEquals(ExitCode.DONE, shell.run("jobs", "pause", "--batch", "bbbb"), shell.err());
        assertEquals(ExitCode.DONE, shell.run("jobs", "resume", "--batch", "bbbb"), shell.err());
        assertEquals(ExitCode.DONE, shell.run("jobs", "priority", "--batch", "bbbb", "high"), shell.err());
        assertEquals(List.of("pause 1", "pause 2", "resume 2", "resume 1", "prioritise 2 HIGH", "prioritise 1 HIGH"),
                studio.engine.controls.done.stream()
                        .map(deed -> deed.replaceAll("0000000(.)-0000-4000-8000-000000000000", "$1")).toList());
        assertEquals(ExitCode.DONE, shell.run("--json", "jobs", "retry", "--batch", "bbbb", "--no-wait"), shell.err());
        assertEquals(List.of(id(3).toString()), shell.json().get("retried").findValuesAsText("id"));
        assertEquals(ExitCode.NOT_FOUND, shell.run("jobs", "pause", "--batch", "c"));
    }

    @Test
    void who_does_not_say_which_is_asked_to() {
        shell.run("jobs", "cancel");
        assertEquals("error: Say which jobs.\n  Give IDs of jobs, --batch ID or --all.\n", shell.err());
        shell.run("jobs", "priority", "high");
        assertEquals("error: Say which jobs.\n  Give IDs of jobs or --batch ID.\n", shell.err());
        shell.run("jobs", "move", "0", "--first", "--last");
        assertEquals("error: Say where to in one way only.\n  Give --first, --last or --before ID.\n", shell.err());
    }

    @Test
    void all_or_those_of_a_batch_are_canceled_and_it_must_be_said_which() {
        job(1, JobState.QUEUED);
        job(2, JobState.SUCCESS);
        assertEquals(ExitCode.DONE, shell.run("jobs", "cancel", "--batch", "bbbbbbbb"));
        assertEquals(List.of(id(1)), studio.engine.canceled);
        assertEquals(ExitCode.DONE, shell.run("jobs", "cancel", "--all"));
        for (String[] words : new String[][]{{"cancel"}, {"cancel", "1", "--all"}, {"pause"},
                {"pause", "1", "--batch", "b"}, {"resume"}, {"retry"},
                {"dead", "retry"}, {"dead", "dismiss"}, {"move", "00000001"},
                {"move", "00000001", "--first", "--last"}}) {
            List<String> line = new ArrayList<>(List.of("jobs"));
            line.addAll(List.of(words));
            assertEquals(ExitCode.USAGE, shell.run(line.toArray(String[]::new)), line.toString());
        }
    }

    @Test
    void the_queue_or_a_job_is_paused_and_goes_on() {
        job(1, JobState.QUEUED);
        assertEquals(ExitCode.DONE, shell.run("jobs", "pause", "--queue"));
        assertEquals(ExitCode.DONE, shell.run("jobs", "pause", "00000001"));
        shell.run("jobs");
        assertTrue(shell.out().contains("The queue is paused. Let it go on with: podstudio jobs resume --queue"),
                shell.out());
        assertEquals(ExitCode.DONE, shell.run("jobs", "resume", "00000001"));
        assertEquals(ExitCode.DONE, shell.run("jobs", "resume", "--queue"));
        assertEquals("The queue goes on.\n", shell.out());
        assertEquals("Work on the queue with: podstudio jobs watch\n", shell.err());
        assertEquals(List.of("pause", "pause " + id(1), "resume " + id(1), "resume"), studio.engine.controls.done);
    }

    @Test
    void a_job_is_moved_and_made_more_urgent() {
        job(1, JobState.QUEUED);
        job(2, JobState.QUEUED);
        job(3, JobState.SUCCESS);
        assertEquals(ExitCode.DONE, shell.run("jobs", "move", "00000002", "--first"));
        assertEquals("moved 00000002  sharpen  2.png\n", shell.out());
        assertEquals(ExitCode.DONE, shell.run("jobs", "move", "00000001", "--before", "00000002"));
        assertEquals(ExitCode.FAILED, shell.run("jobs", "move", "00000001", "--before", "00000003"));
        assertTrue(shell.err().startsWith("error: Job 00000003 is over: success."), shell.err());
        assertEquals(ExitCode.DONE, shell.run("jobs", "priority", "00000001", "00000002", "Urgent"));
        assertEquals(ExitCode.USAGE, shell.run("jobs", "priority", "00000001", "soon"));
        assertEquals(ExitCode.USAGE, shell.run("jobs", "priority", "00000001"));
        assertEquals(List.of("move " + id(2) + " First[]", "move " + id(1) + " Before[job=" + id(2) + "]",
                "prioritise " + id(1) + " URGENT", "prioritise " + id(2) + " URGENT"), studio.engine.controls.done);
    }

    @Test
    void jobs_are_repeated_and_followed_or_left_in_the_queue() throws IOException {
        run("bad.png");
        run("good.png");
        String bad = studio.engine.jobs().getFirst().id().toString();
        String good = studio.engine.jobs().getLast().id().toString();
        assertEquals(ExitCode.PARTLY, shell.run("--json", "jobs", "retry", good, bad, "zzz"));
        assertEquals(List.of("refused", "retried", "retried"), shell.json().get("retried").findValuesAsText("outcome"));
        assertEquals(List.of("done", "failed"), shell.json().get("files").findValuesAsText("status"));
        assertEquals(ExitCode.FAILED, shell.run("jobs", "retry", "--all-failed"));
        assertFalse(studio.engine.left);
        assertEquals(ExitCode.DONE, shell.run("jobs", "retry", good, "--no-wait"));
        assertTrue(studio.engine.left);
        UUID again = studio.engine.jobs().getLast().id();
        assertTrue(shell.out().endsWith("queued   " + again + "  good.png\n"), shell.out());
        assertEquals(ExitCode.FAILED, shell.run("jobs", "retry", again.toString()));
        assertTrue(shell.err().contains("is not over"), shell.err());
    }

    @Test
    void dead_letters_are_read_noted_repeated_and_dismissed() throws IOException {
        job(1, JobState.FAILED, new JobTurn(Priority.NORMAL, false, 3, Optional.empty()), JobProgress.NONE);
        job(2, JobState.FAILED);
        assertEquals(ExitCode.DONE, shell.run("jobs", "dead", "note", "00000001", "ask", "the", "author"));
        assertEquals(ExitCode.DONE, shell.run("jobs", "dead"));
        assertTrue(shell.out().matches("""
            00000002  sharpen  2.png  never tried, failed .*
                      It broke.
                      Mend it.
            00000001  sharpen  1.png  tried 3 times, failed .*
                      It broke.
                      Mend it.
                      note: ask the author

            Again: .*
            """), shell.out());
        shell.run("--json", "jobs", "dead", "list");
        assertEquals("ask the author", shell.json().at("/1/remark").asText());
        assertEquals(ExitCode.PARTLY, shell.run("jobs", "dead", "dismiss", "00000001", "zzz"));
        assertEquals("dismissed 00000001  sharpen  1.png\n", shell.out());
        assertEquals(ExitCode.DONE, shell.run("jobs", "dead", "retry", "--all", "--no-wait"));
        assertTrue(shell.out().startsWith("retried 00000002  sharpen  2.png  as "), shell.out());
        assertEquals(ExitCode.NOT_FOUND, shell.run("jobs", "dead", "retry", "00000002"));
        shell.run("jobs", "dead");
        assertEquals("There are no dead letters.\n", shell.out());
    }

    @Test
    void a_run_can_leave_its_jobs_in_the_queue() throws IOException {
        file("a.png");
        assertEquals(ExitCode.DONE, shell.run("run", "sharpen", "a.png", "--output-dir", "out", "--no-wait"));
        assertTrue(studio.engine.left);
        assertEquals("queued   " + studio.engine.jobs().getFirst().id() + "  a.png\n", shell.out());
        assertEquals("Work on the queue with: podstudio jobs watch\n", shell.err());
        assertEquals(ExitCode.PARTLY,
                shell.run("--json", "run", "sharpen", "a.png", "no.png", "--output-dir", "out", "--no-wait"));
        assertEquals("queued", shell.json().at("/jobs/0/state").asText());
        assertEquals(1, shell.json().get("failed").asInt());
        Files.delete(folder.resolve("config.json"));
        assertEquals(ExitCode.NOT_FOUND, shell.run("run", "sharpen", "a.png", "--output-dir", "out", "--no-wait"));
    }

    @Test
    void who_asks_twice_is_told_that_it_is_one_job() throws IOException {
        file("a.png");
        String[] words = {"run", "sharpen", "a.png", "--output-dir", "out", "--key", "k"};
        String[] left = Stream.concat(Stream.of(words), Stream.of("--no-wait")).toArray(String[]::new);
        assertEquals(ExitCode.DONE, shell.run(left));
        UUID job = studio.engine.jobs().getFirst().id();
        assertEquals("queued   " + job + "  a.png\n", shell.out());
        assertEquals(ExitCode.DONE, shell.run(left));
        assertEquals("waits already " + job + "  a.png\n", shell.out());
        String[] wire = Stream.concat(Stream.of("--json"), Stream.of(left)).toArray(String[]::new);
        assertEquals(ExitCode.DONE, shell.run(wire));
        assertEquals(job.toString(), shell.json().at("/already/0").asText());
        assertEquals(ExitCode.DONE, shell.run(words));
        assertEquals("1 job was asked for before; it is not done twice.\n", shell.err());
        assertEquals(ExitCode.DONE, shell.run(left));
        assertEquals("done already " + job + "  a.png\n", shell.out());
    }

    @Test
    void what_is_new_is_not_told_to_be_there_already() throws IOException {
        file("a.png");
        shell.run("--json", "run", "sharpen", "a.png", "--output-dir", "out");
        assertEquals(0, shell.json().get("already").size());
        shell.run("--json", "run", "sharpen", "a.png", "--output-dir", "out", "--no-wait");
        assertEquals(0, shell.json().get("already").size());
    }

    @Test
    void nobody_waits_for_a_paused_queue() throws IOException {
        file("a.png");
        shell.run("jobs", "pause", "--queue");
        assertEquals(ExitCode.TRY_LATER, shell.run("run", "sharpen", "a.png", "--output-dir", "out"));
        assertEquals("The queue is paused; 1 job waits. Let it go on with: podstudio jobs resume --queue\n",
                shell.err());
        assertEquals("queued   " + studio.engine.jobs().getFirst().id() + "  a.png\n", shell.out());
        assertEquals(ExitCode.TRY_LATER, shell.run("--json", "run", "sharpen", "a.png", "--output-dir", "out"));
        assertEquals(1, shell.json().get("waiting").size());
        assertEquals(ExitCode.DONE, shell.run("run", "sharpen", "a.png", "--output-dir", "out", "--no-wait"));
        assertEquals("The queue is paused. Let it go on with: podstudio jobs resume --queue\n", shell.err());
    }

    @Test
    void progress_of_several_tells_at_which_it_is() throws IOException {
        file("a.png");
        file("b.png");
        shell.run("run", "sharpen", "a.png", "b.png", "--output-dir", "out", "--progress", "plain");
        assertEquals(" 50 %  sharpen  2 of 2\n100 %  a.png\n100 %  sharpen  2 of 2\n100 %  b.png\n", shell.err());
    }

    @Test
    void the_terms_of_an_order_are_passed_on() throws IOException {
        file("a.png");
        String[] words = {"run", "sharpen", "a.png", "--output-dir", "out", "--key", "k", "--fail-fast"};
        assertEquals(ExitCode.DONE, shell.run(words));
        assertEquals(ExitCode.DONE, shell.run(words));
        assertEquals(1, studio.engine.jobs().size());
        assertTrue(studio.engine.orders.getFirst().terms().failFast());
        assertEquals(ExitCode.USAGE, shell.run("run", "sharpen", "a.png", "--output-dir", "out", "--key", " "));
    }

    @Test
    void who_waits_for_what_was_left_in_the_queue_has_it_done() throws IOException {
        file("a.png");
        shell.run("run", "sharpen", "a.png", "--output-dir", "out", "--key", "k", "--no-wait");
        assertFalse(studio.engine.resumed);
        assertEquals(ExitCode.DONE, shell.run("run", "sharpen", "a.png", "--output-dir", "out", "--key", "k"));
        assertTrue(studio.engine.resumed);
        assertTrue(shell.out().startsWith("done "), shell.out());
    }

    @Test
    @Timeout(30)
    void watching_ends_when_nothing_can_move() {
        job(1, JobState.QUEUED, PAUSED, JobProgress.NONE);
        assertEquals(ExitCode.TRY_LATER, shell.run("jobs", "watch"));
        assertTrue(shell.out().startsWith("00000001  paused"), shell.out());
        assertEquals("1 job is paused. Let it go on with: podstudio jobs resume 00000001\n", shell.err());
        assertEquals(ExitCode.TRY_LATER, shell.run("jobs", "watch", "--until-done"));
        job(2, JobState.QUEUED);
        shell.run("jobs", "pause", "--queue");
        assertEquals(ExitCode.TRY_LATER, shell.run("jobs", "watch", "--until-done"));
        assertEquals("The queue is paused; 2 jobs wait. Let it go on with: podstudio jobs resume --queue\n",
                shell.err());
        assertEquals(ExitCode.TRY_LATER, shell.run("jobs", "watch"));
    }

    @Test
    void who_watches_and_leaves_stops_nothing() throws IOException {
        run("a.png");
        job(2, JobState.QUEUED);
        studio.engine.beforeAwait = shell.interruption::fire;
        assertEquals(ExitCode.INTERRUPTED, shell.run("jobs", "watch", "--until-done"));
        assertEquals(List.of(), studio.engine.canceled);
    }

    @Test
    void what_failed_for_good_is_told_with_how_to_go_on() throws IOException {
        run("bad.png");
        String id = studio.engine.jobs().getFirst().id().toString().substring(0, 8);
        assertTrue(
                shell.out().endsWith(
                        "         Again: podstudio jobs retry " + id + "   Log: podstudio jobs log " + id + "\n"),
                shell.out());
    }

    private List<Integer> listed(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("jobs", "list", "--json"));
        words.addAll(List.of(options));
        assertEquals(ExitCode.DONE, shell.run(words.toArray(String[]::new)), shell.err());
        return shell.json().get("jobs").findValuesAsText("id").stream()
                .map(id -> Integer.parseInt(id.substring(0, 8))).toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void job(int number, JobState state) {
        job(number, state, JobTurn.first(Priority.NORMAL), JobProgress.NONE);
    }

    private void job(int number, JobState state, JobTurn turn, JobProgress progress) {
        job(number, state, turn, progress, number + ".png");
    }

    private void job(int number, JobState state, JobTurn turn, JobProgress progress, String name) {
        Optional<Problem> problem = state == JobState.FAILED
                ? Optional.of(new Problem(ErrorKind.INPUT, "image.broken", "It broke.", "Mend it.", Optional.empty()))
                : Optional.empty();
        studio.engine.jobs.put(id(number),
                new JobSnapshot(id(number), BATCH, 1, new Recipe(List.of(new Step("sharpen", Map.of()))),
                        folder.resolve(name), Optional.empty(), state, turn, progress, List.of(), List.of(), problem,
                        JobTimes.submitted(Instant.EPOCH)));
    }

    private static UUID id(int number) {
        return UUID.fromString("%08d-0000-4000-8000-000000000000".formatted(number));
    }

    private void run(String name) throws IOException {
        file(name);
        shell.run("run", "sharpen", name, "--output-dir", "out");
    }

    private void file(String name) throws IOException {
        Files.writeString(folder.resolve(name), name);
    }
}
