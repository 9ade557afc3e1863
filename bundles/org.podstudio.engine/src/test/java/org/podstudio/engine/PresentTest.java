package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Output;
import org.podstudio.api.Result;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;

/** What is in the output folder already. */
class PresentTest {

    private final AtomicInteger made = new AtomicInteger();
    private final Path root;
    private final Path out;

    PresentTest(@TempDir Path root) throws IOException {
        this.root = root;
        this.out = Files.createDirectory(root.resolve("out"));
    }

    @Test
    void nothing_is_done_for_results_that_are_there() throws Exception {
        try (Rig rig = rig()) {
            Path cat = file("cat.png");
            Path there = Files.writeString(out.resolve("cat__cut_out.png"), "mine");
            Plan plan = rig.engine.plan(EngineTest.plain(out, false, "cut-out", cat));
            assertEquals(List.of(there), plan.jobs().getFirst().there());
            assertEquals(List.of(), plan.runnable());
            assertEquals(List.of(), rig.engine.submit(plan));

            rig.perform(EngineTest.plain(out, true, "cut-out", cat));
            assertEquals("cat.png cut-out", Files.readString(there), "forced");
            assertEquals(1, made.get());
        }
    }

    @Test
    void each_of_several_inputs_of_one_name_is_asked_about_by_the_name_it_would_get() throws Exception {
        try (Rig rig = rig()) {
            Path one = file("one/cat.png");
            Path two = file("two/cat.png");
            Files.writeString(out.resolve("cat-2__cut_out.png"), "mine");
            Order order = EngineTest.plain(out, false, "cut-out", one, two);
            List<JobSnapshot> jobs = rig.submit(order);
            assertEquals(List.of(one), jobs.stream().map(JobSnapshot::input).toList());
            rig.engine.await(jobs.getFirst().id());
            assertEquals("cat.png cut-out", Files.readString(out.resolve("cat__cut_out.png")));

            Files.delete(out.resolve("cat-2__cut_out.png"));
            rig.engine.await(rig.submit(order).getFirst().id());
            assertTrue(Files.exists(out.resolve("cat-2__cut_out.png")), "not under the other's name");
        }
    }

    @Test
    void an_input_that_is_repaired_gets_the_name_that_was_kept_for_it() throws Exception {
        try (Rig rig = rig()) {
            Path one = file("one/cat.png");
            Path two = file("two/cat.png");
            Files.writeString(one, "");
            Order order = EngineTest.plain(out, false, "cut-out", one, two);
            assertEquals("input.empty", rig.engine.plan(order).problems().getFirst().code());
            rig.engine.await(rig.submit(order).getFirst().id());
            assertEquals(List.of("cat-2__cut_out.png"), results());

            Files.writeString(one, "repaired");
            List<JobSnapshot> jobs = rig.submit(order);
            assertEquals(List.of(one), jobs.stream().map(JobSnapshot::input).toList());
            assertFalse(rig.engine.await(jobs.getFirst().id()).kept());
            assertEquals("repaired cut-out", Files.readString(out.resolve("cat__cut_out.png")));
            assertEquals(2, made.get());
        }
    }

    @Test
    void a_text_beside_a_picture_takes_no_name_from_it() throws Exception {
        try (Rig rig = rig()) {
            Order order = EngineTest.plain(out, false, "cut-out", file("cat.json"), file("cat.png"));
            rig.engine.await(rig.submit(order).getFirst().id());
            assertEquals(List.of("cat__cut_out.png"), results());
        }
    }

    @Test
    void only_inputs_of_which_something_is_there_are_asked_for_names() throws Exception {
        Actor<?> actor = Actor.marks("cut-out").naming(name());
        try (Rig rig = new Rig(root.resolve("project"), actor)) {
            Order order = EngineTest.plain(out, false, "cut-out", file("a/cat.png"), file("b/cat.png"), file("ca.png"),
                    file("dog.png"));
            rig.engine.plan(order);
            assertEquals(0, actor.asked.get(), "the folder is empty");
            Files.delete(out);
            rig.engine.plan(order);
            assertEquals(0, actor.asked.get(), "the folder is missing");
            Files.writeString(Files.createDirectory(out).resolve("cat-2__cut_out.png"), "mine");
            assertEquals(3, rig.engine.plan(order).runnable().size());
            assertEquals(1, actor.asked.get());
        }
    }

    @Test
    void one_of_two_results_is_not_enough() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), Actor.marks("cut-out").naming(name(), name()))) {
            Files.writeString(out.resolve("cat__cut_out.png"), "mine");
            Order order = EngineTest.plain(out, false, "cut-out", file("cat.png"));
            assertEquals(1, rig.engine.plan(order).runnable().size());
            Files.writeString(out.resolve("cat__cut_out-2.png"), "mine");
            assertEquals(0, rig.engine.plan(order).runnable().size());
        }
    }

    @Test
    void what_came_meanwhile_is_kept_and_the_job_tells_so_for_good() throws Exception {
        try (Rig rig = rig()) {
            Plan plan = rig.engine.plan(EngineTest.plain(out, false, "cut-out", file("cat.png")));
            Path there = Files.writeString(out.resolve("cat__cut_out.png"), "mine");
            JobSnapshot job = rig.engine.await(rig.engine.submit(plan).getFirst().id());
            assertEquals(JobState.SUCCESS, job.state());
            assertEquals(List.of(there), job.outputs());
            assertTrue(job.kept());
            assertTrue(rig.store.jobs().find(job.id()).orElseThrow().outcome().notes().containsAll(job.notes()));
            assertEquals("mine", Files.readString(there));
        }
    }

    @Test
    void however_much_there_is_to_remark_it_is_told_what_was_kept() throws Exception {
        Actor<?> talker = Actor.of("cut-out", (request, run) -> {
            IntStream.range(0, 150).forEach(i -> run.note("remark " + i));
            return Result.of(Actor.mark("cut-out", request, run));
        });
        try (Rig rig = new Rig(root.resolve("project"), talker)) {
            Files.writeString(out.resolve("cat__cut_out.png"), "mine");
            JobSnapshot job = rig.perform(EngineTest.plain(out, false, "cut-out", file("cat.png")));
            assertTrue(job.kept(), "its name was not told before");
            assertEquals(101, job.notes().size(), "of the others, no more than before");
        }
    }

    @Test
    void what_hangs_on_a_step_before_is_not_known_before() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), Actor.marks("cut-out").naming(name()), Actor.marks("grow")
                .naming(new Output.Name("grow", "png")))) {
            Files.writeString(out.resolve("cat__grow.png"), "mine");
            Order order = EngineTest.plain(out, false, "cut-out,grow", file("cat.png"));
            assertFalse(rig.engine.plan(order).runnable().isEmpty());
            assertTrue(rig.perform(order).kept());
        }
    }

    private Rig rig() throws Exception {
        return new Rig(root.resolve("project"), Actor.of("cut-out", (request, run) -> {
            made.incrementAndGet();
            return Result.of(Actor.mark("cut-out", request, run));
        }).naming(name()));
    }

    private List<String> results() throws IOException {
        try (Stream<Path> all = Files.list(out)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    private static Output.Name name() {
        return new Output.Name("cut_out", "png");
    }

    private Path file(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, String.valueOf(file.getFileName()));
    }
}
