package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Result;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;

/** Processors that look and make nothing, and what little they leave on disk. */
@Timeout(60)
class LookTest {

    private final Path root;

    LookTest(@TempDir Path root) {
        this.root = root;
    }

    @Test
    void one_that_only_looks_leaves_its_facts_in_the_notes_and_nothing_on_disk() throws Exception {
        Actor<?> look = looks((request, run) -> Result.of(Map.of("loudness", "-14 LUFS")));
        try (Rig rig = new Rig(root.resolve("project"), look)) {
            JobSnapshot job = rig.perform(plain("look"));
            assertEquals(JobState.SUCCESS, job.state());
            assertEquals(List.of(), job.outputs());
            assertEquals(List.of("look: loudness -14 LUFS"), job.notes());
            assertFalse(Files.exists(rig.folder.jobLog(job.id())), "its history tells all that there is");
            assertEquals(List.of(Attempt.Ending.SUCCESS), rig.engine.inspect(job.id()).orElseThrow().attempts().stream()
                    .map(Attempt::ending).toList());
            assertEquals(List.of(), left(root.resolve("out")));
            assertEquals(List.of(), left(rig.folder.root().resolve("Temporary")));
        }
    }

    @Test
    void its_folder_is_made_and_written_down_when_it_is_asked_for_and_removed_in_the_end() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        Actor<?> look = looks((request, run) -> {
            assertEquals(List.of(), left(root.resolve("out")));
            Files.writeString(run.scratch().resolve("x"), "x");
            asked.countDown();
            Rig.pass(seen);
            return Result.of(Map.of());
        });
        try (Rig rig = new Rig(root.resolve("project"), look)) {
            JobSnapshot job = rig.submitOne(plain("look"));
            Rig.pass(asked);
            assertEquals(List.of(".podstudio-" + job.id()), left(root.resolve("out")));
            assertEquals(1, left(rig.folder.root().resolve("Temporary")).size());
            seen.countDown();
            assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
            assertEquals(List.of(), left(root.resolve("out")));
            assertEquals(List.of(), left(rig.folder.root().resolve("Temporary")));
        }
    }

    @Test
    void one_that_says_it_makes_files_may_not_come_without() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), Actor.of("idle", (request, run) -> Result.of(Map.of())))) {
            JobSnapshot job = rig.perform(plain("idle"));
            assertEquals("engine.output-missing", job.problem().orElseThrow().code());
            assertTrue(rig.log(job).contains("failed: "), rig.log(job));
        }
    }

    @Test
    void nothing_can_follow_one_that_only_looks() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), looks((request, run) -> Result.of(Map.of())),
                Actor.marks("cut-out"))) {
            Plan plan = rig.engine.plan(plain("look", "cut-out"));
            assertEquals("recipe.kinds-do-not-fit", plan.jobs().getFirst().problem().orElseThrow().code());
        }
    }

    private static Actor<?> looks(Actor.Act act) {
        return new Actor<>(new ProcessorInfo<>("look", 1, Set.of(MediaKind.IMAGE), Set.of(), new Actor.Params(3)),
                Needs.LIGHT, act);
    }

    private Order plain(String... processors) throws IOException {
        Path picture = Files.writeString(root.resolve("cat.png"), "cat");
        return new Order(Rig.recipe(processors), List.of(Input.of(picture)),
                Optional.of(Files.createDirectories(root.resolve("out"))), Terms.USUAL);
    }

    private static List<String> left(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }
}
