package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.OutputSpecification;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.engine.Order;

class RunTest {

    @TempDir
    private Path folder = Path.of("");
    private final FakeStudio studio = new FakeStudio();
    private Shell shell = new Shell(studio, folder);

    @BeforeEach
    void open() {
        shell = new Shell(studio, folder);
    }

    @Test
    void plain_files_need_no_project_and_leave_none_behind() throws IOException {
        file("a.png");
        assertEquals(ExitCode.DONE, shell.run("run", "sharpen", "a.png", "--output-dir", "out"), shell.err());
        assertTrue(Files.exists(folder.resolve("out/a__made.png")));
        assertTrue(shell.out().startsWith("done     " + folder.resolve("a.png")), shell.out());
        assertFalse(Files.exists(studio.created.getFirst().root()), "the temporary project is gone");
        assertTrue(studio.engine.closed);
    }

    @Test
    void options_of_the_processor_come_from_its_record_in_their_types() throws IOException {
        file("a.png");
        assertEquals(ExitCode.DONE, shell.run("run", "sharpen", "a.png", "--size=4", "--mode", "hard", "--output-dir",
                "out", "--priority", "high", "--time-limit", "1h30m"));
        Order order = studio.engine.orders.getFirst();
        assertEquals(new Step("sharpen", Map.of("size", 4L, "mode", "hard")), order.recipe().steps().getFirst());
        assertEquals(Priority.HIGH, order.terms().priority());
        assertEquals(Optional.of(Duration.ofMinutes(90)), order.terms().timeLimit());
    }

    @Test
    void a_time_limit_that_is_none_is_said_to_be_so() throws IOException {
        file("a.png");
        for (String text : List.of("soon", "0s", "10", "", "400d", "999999999999d", "pt-9999999999999999s",
                "9999999999999999999h")) {
            assertEquals(ExitCode.USAGE,
                    shell.run("run", "sharpen", "a.png", "--output-dir", "out", "--time-limit", text), text);
            assertTrue(shell.err().contains("90s, 10m or 1h30m"), shell.err());
        }
        assertEquals(List.of(), studio.engine.orders);
    }

    @Test
    void a_value_out_of_range_stops_it_before_anything_runs() throws IOException {
        file("a.png");
        assertEquals(ExitCode.USAGE, shell.run("run", "sharpen", "a.png", "--size=9", "--output-dir", "out"));
        assertEquals("error: size is 9, but must be within 1 to 8 px.\n  Choose a value from 1 to 8 px.\n",
                shell.err());
        assertEquals(List.of(), studio.touched);
    }

    @Test
    void an_unknown_option_names_those_of_the_processor() {
        assertEquals(ExitCode.USAGE, shell.run("run", "sharpen", "a.png", "--sise=4"));
        assertTrue(shell.err().contains("--size"), shell.err());
    }

    @Test
    void an_unknown_processor_is_what_is_wrong_even_with_options() {
        assertEquals(ExitCode.NOT_FOUND, shell.run("run", "paint", "a.png", "--hue=3", "--output-dir", "out"));
        assertTrue(shell.err().contains("Use one of: louder, sharpen."), shell.err());
    }

    @Test
    void one_bad_file_leaves_the_others_going() throws IOException {
        file("bad.png");
        file("good.png");
        assertEquals(ExitCode.PARTLY,
                shell.run("--json", "run", "sharpen", "bad.png", "good.png", "nowhere.png", "--output-dir", "out"));
        assertEquals(List.of("failed", "failed", "done"), shell.json().get("files").findValuesAsText("status"));
        assertEquals(1, shell.json().get("done").asInt());
        assertEquals(2, shell.json().get("failed").asInt());
        assertEquals("image.broken", shell.json().at("/files/1/error/code").asText());
    }

    @Test
    void when_all_fail_for_the_same_reason_the_exit_code_tells_it() throws IOException {
        file("full.png");
        assertEquals(ExitCode.TRY_LATER, shell.run("run", "sharpen", "full.png", "--output-dir", "out"));
        assertEquals(ExitCode.NOT_FOUND, shell.run("run", "sharpen", "nowhere.png", "--output-dir", "out"));
        file("bad.png");
        assertEquals(ExitCode.FAILED, shell.run("run", "sharpen", "bad.png", "--output-dir", "out"));
        assertTrue(shell.out().contains("bad.png is broken.\n         Do something else."), shell.out());
    }

    @Test
    void a_batch_that_is_repeated_answers_the_same_again() throws IOException {
        project().add("Library/old.png", Optional.empty(), "0");
        assets().add("Library/bad.png", Optional.empty(), "1");
        file("Library/old.png");
        file("Library/bad.png");
        assertEquals(ExitCode.PARTLY, shell.run("run", "sharpen", "old.png", "bad.png", "--force"), shell.out());
        assertEquals(ExitCode.PARTLY, shell.run("run", "sharpen", "old.png", "bad.png"), shell.out());
    }

    @Test
    void what_is_skipped_because_it_does_not_fit_is_no_success() throws IOException {
        file("in/list.txt");
        assertEquals(ExitCode.NOT_FOUND, shell.run("run", "sharpen", "in", "nowhere.png", "--output-dir", "out"));
    }

    @Test
    void a_name_with_a_leading_dash_comes_after_two_dashes() throws IOException {
        String name = "-rf 'so \"called\" \uD83D\uDE80.png";
        file(name);
        assertEquals(ExitCode.DONE, shell.run("run", "sharpen", "--size", "3", "--output-dir", "out", "--", name),
                shell.err());
        assertEquals(folder.resolve(name), studio.engine.orders.getFirst().inputs().getFirst().file());
    }

    @Test
    void a_folder_means_its_files_and_what_is_no_media_is_skipped() throws IOException {
        file("in/a.png");
        file("in/list.txt");
        file("in/.hidden.png");
        file("in/deep/b.png");
        assertEquals(ExitCode.DONE, shell.run("--json", "run", "sharpen", "in", "--output-dir", "out"));
        assertEquals(List.of("skipped", "done"), shell.json().get("files").findValuesAsText("status"));
        assertEquals(ExitCode.DONE, shell.run("--json", "run", "sharpen", "in", "--output-dir", "out", "--recursive"));
        assertEquals(2, shell.json().get("done").asInt());
    }

    @Test
    void what_is_named_must_fit() throws IOException {
        file("list.txt");
        assertEquals(ExitCode.FAILED, shell.run("run", "sharpen", "list.txt", "--output-dir", "out"));
    }

    @Test
    void a_dry_run_does_nothing() throws IOException {
        file("a.png");
        assertEquals(ExitCode.DONE, shell.run("--json", "run", "sharpen", "a.png", "--output-dir", "out", "--dry-run"));
        assertEquals("sharpen", shell.json().at("/jobs/0/steps/0/processor").asText());
        assertEquals(Map.of(), studio.engine.jobs);
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void a_dry_run_answers_what_the_run_would() throws IOException {
        file("a.png");
        String[] words = {"run", "sharpen", "a.png", "nowhere.png", "--output-dir", "out"};
        assertEquals(ExitCode.PARTLY, shell.run(words));
        assertEquals(ExitCode.PARTLY, shell.run(Stream.concat(Stream.of(words), Stream.of("--dry-run"))
                .toArray(String[]::new)));
    }

    @Test
    void the_value_of_an_option_is_not_taken_for_the_processor() throws IOException {
        file("a.png");
        assertEquals(ExitCode.DONE, shell.run("run", "--output-dir", "louder", "sharpen", "a.png", "--size", "3"),
                shell.err());
        assertEquals(ExitCode.DONE, shell.run("run", "--output-dir", "out", "--force", "sharpen", "a.png", "--size=3"),
                shell.err());
    }

    @Test
    void a_project_may_be_named_like_a_command() throws IOException {
        studio.create(new ProjectFolder(folder.resolve("run")));
        file("a.png");
        assertEquals(ExitCode.DONE,
                shell.run("--project", "run", "run", "sharpen", "a.png", "--output-dir", "out", "--size", "3"),
                shell.err());
    }

    @Test
    void without_a_project_and_a_folder_for_results_it_says_so() throws IOException {
        file("a.png");
        assertEquals(ExitCode.NOT_FOUND, shell.run("run", "sharpen", "a.png"));
        assertTrue(shell.err().contains("podstudio init DIR"), shell.err());
    }

    @Test
    void assets_are_found_by_name_and_what_was_made_before_is_skipped() throws IOException {
        Asset asset = project().add("Library/old.png", Optional.empty(), "0");
        file("Library/old.png");
        assertEquals(ExitCode.DONE, shell.run("run", "sharpen", "old.png"), shell.err());
        assertEquals(Optional.of(asset.id()), studio.engine.orders.getFirst().inputs().getFirst().asset());
        assertTrue(shell.out().startsWith("skipped"), shell.out());
    }

    @Test
    void a_file_that_is_no_asset_is_refused_with_what_to_do() throws IOException {
        project();
        file("new.png");
        assertEquals(ExitCode.FAILED, shell.run("run", "sharpen", "new.png"));
        assertTrue(shell.out().contains("Import it first"), shell.out());
    }

    @Test
    void ctrl_c_cancels_the_jobs_and_answers_130() throws IOException {
        file("a.png");
        studio.engine.beforeAwait = shell.interruption::fire;
        assertEquals(ExitCode.INTERRUPTED, shell.run("run", "sharpen", "a.png", "--output-dir", "out"));
        assertEquals(1, studio.engine.canceled.size());
        assertTrue(shell.err().contains("Interrupted."), shell.err());
        assertTrue(shell.out().contains("Give the same command again."), "the job is gone with its project");
        assertFalse(Files.exists(studio.created.getFirst().root()), "the temporary project is gone");
    }

    @Test
    void ctrl_c_ends_the_planning() throws IOException {
        file("a.png");
        studio.engine.beforePlan = shell.interruption::fire;
        assertEquals(ExitCode.INTERRUPTED, shell.run("run", "sharpen", "a.png", "--output-dir", "out"));
        assertEquals(List.of(), studio.engine.orders);
        assertFalse(Files.exists(studio.created.getFirst().root()), "the temporary project is gone");
    }

    @Test
    void several_outputs_are_one_job_each_with_what_differs() throws IOException {
        file("a.png");
        assertEquals(ExitCode.DONE,
                shell.run("run", "sharpen", "a.png", "--size=4", "--output", "mode=hard", "--output",
                        "name=thumb,size=2,at=3,5", "--output-dir", "out"),
                shell.err());
        assertEquals(
                new Recipe(List.of(),
                        List.of(new OutputSpecification(new Step("sharpen", Map.of("size", 4L, "mode", "hard"))),
                                new OutputSpecification("thumb",
                                        new Step("sharpen", Map.of("size", 2L, "at", "3,5"))))),
                studio.engine.orders.getFirst().recipe());
    }

    @Test
    void outputs_that_make_no_sense_are_usage_errors() throws IOException {
        file("a.png");
        for (String wrong : List.of("hard", "size=2,size=3", "size=99", "colour=red", "=3", "name=../x")) {
            assertEquals(ExitCode.USAGE,
                    shell.run("run", "sharpen", "a.png", "--output", wrong, "--output-dir", "out"), wrong);
        }
        assertEquals(ExitCode.USAGE, shell.run("run", "sharpen", "a.png", "--output", "name=x", "--output", "name=x",
                "--output-dir", "out"));
        assertTrue(shell.err().startsWith("error: Two outputs are named 'x'.\n"), shell.err());
        String[] eleven = Stream.concat(Stream.of("run", "sharpen", "a.png", "--output-dir=out"),
                Stream.generate(() -> "--output=size=3").limit(11)).toArray(String[]::new);
        assertEquals(ExitCode.USAGE, shell.run(eleven));
        assertTrue(shell.err().startsWith("error: A job has at most 10 outputs, not 11.\n"), shell.err());
        assertEquals(List.of(), studio.touched);
    }

    @Test
    void a_recipe_may_end_in_several_outputs() throws IOException {
        file("a.png");
        Files.writeString(folder.resolve("r.yaml"), """
            steps:
              - {processor: louder}
            outputs:
              - {processor: sharpen, parameters: {size: 3}}
              - {name: small, processor: sharpen}
            """);
        assertEquals(ExitCode.DONE, shell.run("chain", "r.yaml", "a.png", "--output-dir", "out"), shell.err());
        Recipe recipe = studio.engine.orders.getFirst().recipe();
        assertEquals("louder > sharpen x2", recipe.title());
        assertEquals("small", recipe.outputs().getLast().name());
        Files.writeString(folder.resolve("r.json"), "{\"outputs\":[{\"processor\":\"sharpen\"}]}");
        assertEquals(ExitCode.DONE, shell.run("chain", "r.json", "a.png", "--output-dir", "out"), shell.err());
        for (String wrong : List.of("outputs: []", "outputs: [{name: a}]", "outputs: [{processor: sharpen, size: 3}]",
                "{steps: [{processor: sharpen}], output: []}", "{steps: [], outputs: [{processor: sharpen}]}",
                "steps: [{processor: sharpen, name: a}]")) {
            Files.writeString(folder.resolve("r.yaml"), wrong);
            assertEquals(ExitCode.USAGE, shell.run("chain", "r.yaml", "a.png", "--output-dir", "out"), wrong);
            assertTrue(shell.err().startsWith("error: r.yaml is not a recipe: "), shell.err());
        }
    }

    @Test
    void a_dry_run_shows_each_output() throws IOException {
        file("a.png");
        String[] words = {"run", "sharpen", "a.png", "--output=size=3", "--output=name=small,size=1",
                "--output-dir=out",
                "--dry-run"};
        assertEquals(ExitCode.DONE, shell.run(words));
        assertTrue(shell.out().contains("  output sharpen size=3\n  output small sharpen size=1\n"), shell.out());
        assertEquals(ExitCode.DONE, shell.run(Stream.concat(Stream.of("--json"), Stream.of(words))
                .toArray(String[]::new)));
        assertEquals("small", shell.json().at("/jobs/0/outputs/1/name").asText());
        assertEquals(1, shell.json().at("/jobs/0/outputs/1/parameters/size").asInt());
    }

    @Test
    void a_recipe_is_yaml_or_json_and_checked_before_anything_runs() throws IOException {
        file("a.png");
        Files.writeString(folder.resolve("r.yaml"),
                "- processor: sharpen\n  parameters: {size: 3}\n- {processor: louder}\n");
        assertEquals(ExitCode.DONE, shell.run("chain", "r.yaml", "a.png", "--output-dir", "out"), shell.err());
        assertEquals("sharpen > louder", studio.engine.orders.getFirst().recipe().title());
        Files.writeString(folder.resolve("r.json"), "[{\"processor\":\"sharpen\",\"parameters\":{\"size\":30}}]");
        assertEquals(ExitCode.USAGE, shell.run("chain", "r.json", "a.png", "--output-dir", "out"));
        Files.writeString(folder.resolve("r.yaml"), "processor: sharpen");
        assertEquals(ExitCode.USAGE, shell.run("chain", "r.yaml", "a.png", "--output-dir", "out"));
        assertTrue(shell.err().startsWith("error: r.yaml is not a recipe: it is not a list of steps."), shell.err());
        assertEquals(ExitCode.NOT_FOUND, shell.run("chain", "nowhere.yaml", "a.png", "--output-dir", "out"));
    }

    @Test
    void replay_makes_it_again_and_compares_the_bytes() throws IOException {
        FakeAssets assets = project();
        file("Library/a.png");
        Asset parent = assets.add("Library/a.png", Optional.empty(), "0");
        Lineage lineage = new Lineage(parent.id(), new Step("sharpen", Map.of("size", 3L)), 1, Map.of(), 0, "f");
        // SHA-256 of "made", what the fake engine writes
        assets.add("Work/a__made.png", Optional.of(lineage),
                "8ac5f1ae91d0ae40ba38e40ac5c4b63c4f2b1db7ba0a7ec9b0d0b2a4ef9fd7ef");
        assertEquals(ExitCode.DONE, shell.run("--json", "replay", "a__made.png"), shell.err());
        assertFalse(shell.json().get("same_bytes").asBoolean());
        assertTrue(studio.engine.orders.getFirst().terms().force());
        assertEquals(ExitCode.FAILED, shell.run("replay", "a.png"));
        assertTrue(shell.err().contains("was imported, not made here"), shell.err());
    }

    @Test
    void jobs_are_listed_shown_stopped_and_repeated() throws IOException {
        project();
        file("a.png");
        shell.run("run", "sharpen", "a.png", "--output-dir", "out");
        String id = studio.engine.jobs().getFirst().id().toString();
        assertEquals(ExitCode.DONE, shell.run("jobs", "--json"));
        assertEquals("success", shell.json().at("/jobs/0/state").asText());
        assertEquals(ExitCode.DONE, shell.run("jobs", "show", id.substring(0, 8)));
        assertTrue(shell.out().contains("recipe    sharpen"), shell.out());
        assertEquals(ExitCode.FAILED, shell.run("jobs", "cancel", id));
        assertEquals(ExitCode.DONE, shell.run("jobs", "retry", id));
        assertEquals(2, studio.engine.jobs.size());
        assertEquals(ExitCode.NOT_FOUND, shell.run("jobs", "show", "zzz"));
        assertEquals(ExitCode.NOT_FOUND, shell.run("jobs", "log", "zzz"));
        assertEquals(ExitCode.DONE, shell.run("jobs", "list", "--limit=1"));
        assertEquals(ExitCode.USAGE, shell.run("jobs", "list", "--limit=-1"));
        assertEquals(ExitCode.USAGE, shell.run("assets", "--limit=0"));
        assertTrue(shell.err().startsWith("error: The limit is 0, but must be at least 1."), shell.err());
    }

    @Test
    void progress_for_programs_is_json_lines_on_standard_error() throws IOException {
        file("a.png");
        shell.run("run", "sharpen", "a.png", "--output-dir", "out", "--json", "--progress", "json");
        assertTrue(shell.err().startsWith("{\"progress\":"), shell.err());
        assertEquals(1, shell.json().get("done").asInt());
    }

    @Test
    void what_a_processor_remarked_is_told_unless_quiet_is_wanted() throws IOException {
        file("a.png");
        studio.engine.notes = List.of("It is not quite sharp.");
        shell.run("run", "sharpen", "a.png", "--output-dir", "out");
        assertTrue(shell.out().endsWith("         note: It is not quite sharp.\n"), shell.out());
        shell.run("-q", "run", "sharpen", "a.png", "--output-dir", "out");
        assertEquals("", shell.out());
    }

    @Test
    void a_model_of_another_task_is_refused_with_those_that_fit() throws IOException {
        file("a.png");
        assertEquals(ExitCode.USAGE, shell.run("run", "sharpen", "a.png", "--model=free", "--output-dir", "out"));
        assertEquals("error: The model free is for matting, not for upscale.\n  Use one of: auto, sharper.\n",
                shell.err());
        assertEquals(ExitCode.NOT_FOUND, shell.run("run", "sharpen", "a.png", "--model=nix", "--output-dir", "out"));
        assertTrue(shell.err().endsWith("Use one of: auto, sharper.\n"), shell.err());
        assertEquals(ExitCode.DONE, shell.run("run", "sharpen", "a.png", "--model=sharper", "--output-dir", "out"));
        Files.writeString(folder.resolve("r.json"),
                "[{\"processor\":\"sharpen\",\"parameters\":{\"model\":\"free\"}}]");
        assertEquals(ExitCode.USAGE, shell.run("chain", "r.json", "a.png", "--output-dir", "out"));
    }

    @Test
    void values_that_contradict_each_other_are_a_usage_error() throws IOException {
        file("a.png");
        assertEquals(ExitCode.USAGE,
                shell.run("run", "sharpen", "a.png", "--fast=yes", "--mode=hard", "--output-dir", "out"));
    }

    @Test
    void a_pattern_is_told_in_words() throws IOException {
        file("a.png");
        assertEquals(ExitCode.USAGE, shell.run("run", "sharpen", "a.png", "--at=3", "--output-dir", "out"));
        assertTrue(shell.err().endsWith("  Give x,y in pixels.\n"), shell.err());
    }

    @Test
    void a_recipe_that_is_broken_or_empty_is_told_in_plain_words() throws IOException {
        Files.writeString(folder.resolve("r.yaml"), "- processor: sharpen\n- {{{");
        assertEquals(ExitCode.USAGE, shell.run("chain", "r.yaml", "a.png"));
        assertTrue(shell.err().startsWith("error: r.yaml is not a recipe: line 2, column "), shell.err());
        assertTrue(shell.err().contains(" cannot be read as YAML or JSON.\n"), shell.err());
        Files.writeString(folder.resolve("r.yaml"), "# later\n");
        assertEquals(ExitCode.USAGE, shell.run("chain", "r.yaml", "a.png"));
        assertTrue(shell.err().startsWith("error: r.yaml is not a recipe: it is empty.\n"), shell.err());
    }

    @Test
    void ctrl_c_leaves_a_document_of_what_was_done() throws IOException {
        project();
        file("a.png");
        file("b.png");
        studio.engine.beforeAwait = () -> {
            if (studio.engine.jobs().getFirst().state().terminal()) {
                shell.interruption.fire();
            }
        };
        assertEquals(ExitCode.INTERRUPTED,
                shell.run("--json", "run", "sharpen", "a.png", "b.png", "--output-dir", "out"));
        assertTrue(shell.json().get("interrupted").asBoolean());
        assertEquals(List.of("done", "failed"), shell.json().get("files").findValuesAsText("status"));
        assertTrue(shell.json().at("/files/1/error/advice").asText().contains("podstudio jobs retry"), shell.out());
    }

    @Test
    void what_was_made_before_is_named() throws IOException {
        project().add("Library/old.png", Optional.empty(), "0");
        file("Library/old.png");
        shell.run("run", "sharpen", "old.png");
        assertTrue(shell.out().contains("         -> " + folder.resolve("Library/Work/old__made.png")), shell.out());
    }

    @Test
    void a_job_is_shown_with_its_times() throws IOException {
        project();
        file("a.png");
        shell.run("run", "sharpen", "a.png", "--output-dir", "out");
        shell.run("jobs", "show", studio.engine.jobs().getFirst().id().toString());
        assertTrue(shell.out().matches("(?s).*\nstarted   [^T\n]+:[0-9]{2}\nfinished  [^T\n]+:[0-9]{2}\n.*"),
                shell.out());
        assertEquals(ExitCode.USAGE, shell.run("jobs", "list", "--limit", "0"));
    }

    @Test
    void a_line_break_in_a_name_does_not_make_a_line() throws IOException {
        file("a\ndone     b.png");
        shell.run("run", "sharpen", "a\ndone     b.png", "--output-dir", "out");
        assertTrue(shell.out().startsWith("done     " + folder.resolve("a\\ndone     b.png") + "\n"), shell.out());
        shell.run("run", "sharpen", "no\nwhere.png", "--output-dir", "out");
        assertTrue(shell.out().contains("no\\nwhere.png"), shell.out());
        assertEquals(2, shell.out().lines().count(), shell.out());
    }

    @Test
    void jobs_of_an_earlier_session_are_mentioned_and_worked_on_when_asked_for() throws IOException {
        project();
        file("a.png");
        file("b.png");
        studio.engine.submit(studio.engine.plan(studio.engine.orderOf(folder.resolve("b.png"))));
        shell.run("run", "sharpen", "a.png", "--output-dir", "out");
        assertEquals("1 job of an earlier session waits. Work on it with: podstudio jobs watch\n", shell.err());
        assertFalse(studio.engine.resumed);
        assertEquals(ExitCode.DONE, shell.run("jobs", "watch", "--until-done"));
        assertTrue(studio.engine.resumed);
        shell.run("run", "sharpen", "a.png", "--output-dir", "out");
        assertEquals("", shell.err());
    }

    private FakeAssets project() {
        ProjectFolder project = new ProjectFolder(folder);
        studio.create(project);
        return studio.assets(project);
    }

    private FakeAssets assets() {
        return studio.assets(new ProjectFolder(folder));
    }

    private void file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }
}
