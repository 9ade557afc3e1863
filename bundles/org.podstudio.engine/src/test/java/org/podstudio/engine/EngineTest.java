package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.Shelf;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;

class EngineTest {

    @TempDir
    Path root = Path.of("");

    @Test
    void a_chain_puts_every_result_in_place_and_records_how_it_was_made() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"), Actor.marks("grow"))) {
            Asset cat = rig.picture("cat.png");
            JobSnapshot job = rig.perform(rig.order(Rig.recipe("cut-out", "grow"), cat));

            assertEquals(JobState.SUCCESS, job.state(), job.problem().toString());
            assertEquals(List.of("Work/edits/cat__cut_out__20261121_103000.png",
                    "Work/edits/cat__grow__20261121_103000.png"), rig.work());
            assertEquals("cat.png cut-out grow", Files.readString(job.outputs().getFirst()));
            assertEquals(1, job.fraction());
            Asset first = rig.store.assets().children(cat.id()).getFirst();
            Asset second = rig.store.assets().children(first.id()).getFirst();
            Lineage lineage = second.lineage().orElseThrow();
            assertEquals(new Step("grow", Map.of("strength", 3L)), lineage.step());
            assertEquals(64, lineage.fingerprint().length());
            assertEquals(Set.of("cute", "edited", "cut_out", "grow"), second.labels().tags());
            assertEquals(new Letters().sha256(job.outputs().getFirst()), second.content().sha256());
            assertEquals(cat.generator(), second.generator());
        }
    }

    @Test
    void the_log_tells_the_whole_story() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            String log = rig.log(rig.perform("cut-out", rig.picture("cat.png")));
            for (String words : List.of("submitted: cut-out on Library/images/cat.png", "step cut-out (revision 1)",
                    "strength = 3", "fingerprint ", "stage cut-out: mark took",
                    "success: Work/edits/cat__cut_out__20261121_103000.png")) {
                assertTrue(log.contains(words), words + " in " + log);
            }
        }
    }

    @Test
    void identical_work_is_answered_from_what_was_made_before() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Actor<?> counting = Actor.of("count", (request, run) -> {
            runs.incrementAndGet();
            return Result.of(Actor.mark("count", request, run));
        });
        try (Rig rig = new Rig(root, counting)) {
            Asset cat = rig.picture("cat.png");
            JobSnapshot first = rig.perform("count", cat);
            assertTrue(rig.engine.plan(rig.order(Rig.recipe("count"), cat)).jobs().getFirst().cached());
            JobSnapshot second = rig.perform("count", cat);

            assertEquals(1, runs.get());
            assertEquals(first.outputs(), second.outputs());
            assertTrue(second.notes().getFirst().contains("already made"), second.notes().toString());
        }
    }

    @Test
    void what_was_tampered_with_or_is_forced_is_made_again_beside_the_old() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            Asset cat = rig.picture("cat.png");
            JobSnapshot first = rig.perform("cut-out", cat);
            Files.writeString(first.outputs().getFirst(), "tampered with");
            JobSnapshot second = rig.perform("cut-out", cat);
            assertEquals("cat__cut_out__20261121_103000-2.png", second.outputs().getFirst().getFileName().toString());

            Order order = rig.order(Rig.recipe("cut-out"), cat);
            JobSnapshot third = rig
                    .perform(order.on(Terms.USUAL.forced(true)));
            assertEquals("cat__cut_out__20261121_103000-3.png", third.outputs().getFirst().getFileName().toString());
        }
    }

    @Test
    void plain_files_go_to_the_output_folder_and_are_not_recorded() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), Actor.marks("cut-out"), Actor.marks("grow"))) {
            Path out = root.resolve("out");
            Path cat = Files.writeString(root.resolve("cat.png"), "cat");
            JobSnapshot job = rig.perform(plain(out, false, "cut-out,grow", cat));

            assertEquals(List.of(out.resolve("cat__grow.png")), job.outputs());
            assertEquals(List.of(out.resolve("cat__grow.png")), list(out));
            assertEquals(0, rig.store.assets().count());
        }
    }

    @Test
    void an_existing_file_is_kept_unless_forced() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), Actor.marks("cut-out"))) {
            Path cat = Files.writeString(root.resolve("cat.png"), "cat");
            Path there = Files.writeString(Files.createDirectories(root.resolve("out")).resolve("cat__cut_out.png"),
                    "mine");

            JobSnapshot kept = rig.perform(plain(root.resolve("out"), false, "cut-out", cat));
            assertEquals(JobState.SUCCESS, kept.state());
            assertEquals("mine", Files.readString(there));
            assertEquals(List.of("kept cat__cut_out.png, which was there already"), kept.notes());

            rig.perform(plain(root.resolve("out"), true, "cut-out", cat));
            assertEquals("cat cut-out", Files.readString(there));
        }
    }

    @Test
    void two_inputs_with_one_name_do_not_take_each_others_place() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), Actor.marks("cut-out"))) {
            Path one = Files.writeString(Files.createDirectories(root.resolve("one")).resolve("cat.png"), "one");
            Path two = Files.writeString(Files.createDirectories(root.resolve("two")).resolve("cat.png"), "two");
            for (JobSnapshot job : rig.submit(plain(root.resolve("out"), false, "cut-out", one, two))) {
                rig.engine.await(job.id());
            }
            assertEquals("one cut-out", Files.readString(root.resolve("out/cat__cut_out.png")));
            assertEquals("two cut-out", Files.readString(root.resolve("out/cat-2__cut_out.png")));
        }
    }

    @Test
    void a_name_that_a_twin_got_is_not_given_again_and_a_retry_keeps_its_own() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), Actor.marks("cut-out"))) {
            List<Path> files = new ArrayList<>();
            for (String name : List.of("a/cat.png", "b/Cat.png", "c/cat-2.png")) {
                Path file = root.resolve(name);
                files.add(Files.writeString(Files.createDirectories(file.getParent()).resolve(file.getFileName()),
                        name));
            }
            Path out = root.resolve("out");
            List<JobSnapshot> over = new ArrayList<>();
            for (JobSnapshot job : rig.submit(plain(out, false, "cut-out", files.toArray(Path[]::new)))) {
                over.add(rig.engine.await(job.id()));
            }
            for (JobSnapshot job : over) {
                assertEquals(root.relativize(job.input()) + " cut-out", Files.readString(job.outputs().getFirst()));
            }
            Files.delete(over.get(1).outputs().getFirst());
            JobSnapshot again = rig.engine.await(rig.engine.retry(over.get(1).id()).orElseThrow().id());
            assertEquals(over.get(1).outputs(), again.outputs());
            assertEquals(List.of(), again.notes());
        }
    }

    @Test
    void a_forced_job_that_fails_at_last_gives_the_old_file_back() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), Actor.marks("cut-out"))) {
            Path cat = Files.writeString(root.resolve("cat.png"), "cat");
            Path out = Files.createDirectories(root.resolve("out"));
            Files.writeString(out.resolve("cat__cut_out.png"), "mine");
            rig.store.refused.add(JobState.SUCCESS);
            assertEquals(JobState.FAILED, rig.perform(plain(out, true, "cut-out", cat)).state());
            assertEquals("mine", Files.readString(out.resolve("cat__cut_out.png")));
            assertEquals(List.of(out.resolve("cat__cut_out.png")), list(out));
        }
    }

    @Test
    @Timeout(60)
    void a_job_waits_to_know_whether_the_file_in_its_place_stays_and_can_be_canceled() throws Exception {
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        try (Rig rig = new Rig(root.resolve("project"), Actor.marks("cut-out"))) {
            rig.store.commit = state -> {
                if (state == JobState.SUCCESS && first.getAndSet(false)) {
                    committing.countDown();
                    Rig.pass(answered);
                    throw new IllegalStateException("the store does not take it");
                }
            };
            UUID taken = rig.submitOne(strong(1)).id();
            Rig.pass(committing);
            assertTrue(Files.exists(root.resolve("out/cat__cut_out.png")));
            UUID canceled = rig.submitOne(strong(2)).id();
            assertFalse(over(rig, canceled));
            rig.engine.cancel(canceled);
            assertEquals(JobState.CANCELED, rig.engine.await(canceled).state());
            UUID waiting = rig.submitOne(strong(3)).id();
            assertFalse(over(rig, waiting));
            answered.countDown();
            assertEquals(JobState.FAILED, rig.engine.await(taken).state());
            assertEquals(JobState.SUCCESS, rig.engine.await(waiting).state());
            assertEquals(List.of(root.resolve("out/cat__cut_out.png")), list(root.resolve("out")));
        }
    }

    /** The same result from other parameters. */
    private Order strong(int strength) throws IOException {
        Order order = plain(root.resolve("out"), false, "cut-out", Files.writeString(root.resolve("cat.png"), "cat"));
        return new Order(new Recipe(List.of(new Step("cut-out", Map.of("strength", Integer.toString(strength))))),
                order.inputs(), order.outputFolder(), order.terms());
    }

    /** Soon after it has made what it is to deliver. */
    private static boolean over(Rig rig, UUID job) throws Exception {
        while (!Files.exists(rig.folder.jobLog(job)) || !Files.readString(rig.folder.jobLog(job)).contains("made 1 ")) {
            Thread.sleep(5);
        }
        Thread.sleep(200);
        return rig.engine.job(job).orElseThrow().state().terminal();
    }

    @Test
    void a_long_name_is_cut_before_the_work_is_done() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), Actor.marks("cut-out"))) {
            JobSnapshot job = rig.perform("cut-out", rig.picture("龍".repeat(83) + ".png"));
            assertEquals(JobState.SUCCESS, job.state(), job.problem().toString());
            assertTrue(job.outputs().getFirst().getFileName().toString().startsWith("龍".repeat(60) + "__cut_out__"));
        }
    }

    @Test
    void several_outputs_come_into_place_together() throws Exception {
        Actor<?> twins = Actor.of("twins", (request, run) -> {
            Output first = Actor.mark("twins", request, run);
            Path mask = Files.writeString(run.scratch().resolve("mask.png"), "mask");
            return new Result(List.of(first, new Output(mask, "mask", Shelf.MASKS, first.expected())),
                    Map.of("cut", "7"));
        });
        try (Rig rig = new Rig(root, twins)) {
            JobSnapshot job = rig.perform("twins", rig.picture("dog.png"));
            assertEquals(
                    List.of("Work/edits/dog__twins__20261121_103000.png", "Work/masks/dog__mask__20261121_103000.png"),
                    rig.work());
            assertEquals(2, job.outputs().size());
            Asset mask = rig.store.assets().byPath("Work/masks/dog__mask__20261121_103000.png").orElseThrow();
            assertEquals("7", mask.content().metadata().get("cut"));
        }
    }

    @Test
    void jobs_are_listed_newest_first_and_retried_as_new_ones() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            JobSnapshot first = rig.perform("cut-out", rig.picture("cat.png"));
            JobSnapshot second = rig.perform("cut-out", rig.picture("dog.png"));
            JobSnapshot third = rig.engine.await(rig.engine.retry(first.id()).orElseThrow().id());

            assertEquals(List.of(third.id(), second.id(), first.id()),
                    rig.engine.jobs().stream().map(JobSnapshot::id).toList());
            assertEquals(first, rig.engine.job(first.id()).orElseThrow());
            assertEquals(Optional.empty(), rig.engine.retry(UUID.randomUUID()));
        }
    }

    @Test
    void an_unknown_job_is_never_done() {
        try (Rig rig = new Rig(root)) {
            assertEquals(Optional.empty(), rig.engine.job(UUID.randomUUID()));
            assertFalse(rig.engine.cancel(UUID.randomUUID()));
            assertEquals("engine.unknown-job",
                    assertThrows(ProcessingException.class, () -> rig.engine.await(UUID.randomUUID())).code());
        }
    }

    @Test
    void those_who_open_a_project_share_its_engine_until_the_last_closes_it() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            Engine other = rig.engines.open(rig.folder);
            rig.engine.close();
            rig.engine.close();
            assertEquals(0, rig.store.closed);
            JobSnapshot job = other.submit(other.plan(rig.order(Rig.recipe("cut-out"), rig.picture("cat.png"))))
                    .getFirst();
            assertEquals(JobState.SUCCESS, other.await(job.id()).state());
            other.close();
            assertEquals(1, rig.store.closed);
        }
    }

    static Order plain(Path out, boolean force, String processors, Path... files) {
        Recipe recipe = Rig.recipe(processors.split(","));
        return new Order(recipe, List.of(files).stream().map(Input::of).toList(), Optional.of(out),
                Terms.USUAL.forced(force));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
