package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Expected;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.OutputSpecification;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;

/** Jobs that are to have several outputs. */
class OutputsTest {

    @TempDir
    Path root = Path.of("");

    /** Writes down which requests it got at one go, and how often it looked at its input. */
    private static final class Joiner implements Processor<Actor.Params> {

        private final Actor<Actor.Params> one = Actor.of("join", (request, run) -> strong("join", request, run));
        private final List<Integer> rounds = Collections.synchronizedList(new ArrayList<>());
        private volatile int missing;

        @Override
        public ProcessorInfo<Actor.Params> info() {
            return one.info();
        }

        @Override
        public Result process(Request<Actor.Params> request, Run run) throws IOException {
            rounds.add(1);
            return one.process(request, run);
        }

        @Override
        public Needs needsAll(List<Request<Actor.Params>> requests) {
            return new Needs(2, 100 * requests.size(), 0, 0, 0);
        }

        @Override
        public List<Result> processAll(List<Request<Actor.Params>> requests, Run run) throws IOException {
            rounds.add(requests.size());
            List<Result> results = new ArrayList<>();
            for (Request<Actor.Params> request : requests.subList(missing, requests.size())) {
                results.add(one.process(request, run.part(1, "n" + results.size())));
            }
            return results;
        }
    }

    @Test
    void all_are_made_of_one_result_of_the_steps_before() throws Exception {
        AtomicInteger cuts = new AtomicInteger();
        Actor<?> cut = Actor.of("cut-out", (request, run) -> {
            cuts.incrementAndGet();
            return Result.of(Actor.mark("cut-out", request, run));
        });
        try (Rig rig = new Rig(root, cut, grower())) {
            Asset cat = rig.picture("cat.png");
            JobSnapshot job = rig.perform(rig.order(
                    new Recipe(List.of(new Step("cut-out", Map.of())), List.of(grow("small", 1), grow("large", 9))),
                    cat));

            assertEquals(JobState.SUCCESS, job.state(), job.problem().toString());
            assertEquals(List.of("Work/edits/cat__grow-small__20261121_103000.png",
                    "Work/edits/cat__grow-large__20261121_103000.png"), relative(rig, job));
            assertEquals(3, rig.work().size(), rig.work().toString());
            assertEquals("cat.png cut-out grow 1", Files.readString(job.outputs().getFirst()));
            assertEquals(1, cuts.get());
            Asset between = rig.store.assets().children(cat.id()).getFirst();
            List<Lineage> made = rig.store.assets().children(between.id()).stream()
                    .map(asset -> asset.lineage().orElseThrow()).toList();
            assertEquals(2, made.size());
            assertTrue(made.stream().anyMatch(l -> l.step().equals(new Step("grow", Map.of("strength", 9L)))),
                    made.toString());
            assertNotEquals(made.getFirst().fingerprint(), made.getLast().fingerprint());
        }
    }

    @Test
    void each_is_made_again_by_its_own_lineage() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"), grower())) {
            JobSnapshot job = rig.perform(rig.order(new Recipe(List.of(new Step("cut-out", Map.of())),
                    List.of(grow("small", 1), grow("large", 9))), rig.picture("cat.png")));
            for (Path output : job.outputs()) {
                Lineage lineage = rig.store.assets().byPath(rig.folder.relative(output)).orElseThrow().lineage()
                        .orElseThrow();
                Asset parent = rig.store.assets().find(lineage.parent()).orElseThrow();
                JobSnapshot again = rig.perform(rig.order(new Recipe(List.of(lineage.step())), parent)
                        .on(Terms.USUAL.forced(true)));
                assertArrayEquals(Files.readAllBytes(output), Files.readAllBytes(again.outputs().getFirst()));
            }
        }
    }

    @Test
    void those_of_one_processor_in_a_row_are_handed_to_it_together() throws Exception {
        Joiner joiner = new Joiner();
        try (Rig rig = new Rig(root, joiner, grower())) {
            JobSnapshot job = rig.perform(rig.order(
                    new Recipe(List.of(),
                            List.of(join("a", 1), join("b", 2), join("c", 3), grow("d", 1), join("e", 4))),
                    rig.picture("cat.png")));
            assertEquals(JobState.SUCCESS, job.state(), job.problem().toString());
            assertEquals(List.of(3, 1), joiner.rounds);
            assertEquals(List.of("a", "b", "c", "d", "e"), job.outputs().stream()
                    .map(file -> file.getFileName().toString().replaceAll(".*-(.)__.*", "$1")).toList());
            assertEquals("cat.png join 3", Files.readString(job.outputs().get(2)));
            assertEquals("join x3 + grow + join", job.recipe().title());
        }
    }

    @Test
    void what_was_made_before_is_not_made_again() throws Exception {
        Joiner joiner = new Joiner();
        try (Rig rig = new Rig(root, joiner)) {
            Asset cat = rig.picture("cat.png");
            Path before = rig.perform(rig.order(new Recipe(List.of(join("", 2).step())), cat)).outputs().getFirst();
            Order order = rig.order(new Recipe(List.of(), List.of(join("a", 1), join("b", 2), join("c", 3))), cat);
            assertEquals(List.of(false, true, false), cached(rig, order));
            JobSnapshot job = rig.perform(order);

            assertEquals(List.of(1, 2), joiner.rounds);
            assertEquals(before, job.outputs().get(1));
            assertEquals("cat.png join 3", Files.readString(job.outputs().get(2)));
            assertTrue(rig.engine.plan(order).jobs().getFirst().cached());
            assertEquals(job.outputs(), rig.perform(order).outputs());
            assertEquals(List.of(1, 2), joiner.rounds);
            rig.perform(order.on(Terms.USUAL.forced(true)));
            assertEquals(List.of(1, 2, 3), joiner.rounds);
        }
    }

    @Test
    void one_that_fails_leaves_nothing_of_the_others() throws Exception {
        Actor<?> fussy = Actor.of("fuss", (request, run) -> {
            if (strength(request) == 3) {
                throw ProcessingException.input("test.bad", "Not that one.", "Leave it out.");
            }
            return strong("fuss", request, run);
        });
        try (Rig rig = new Rig(root, Actor.marks("cut-out"), fussy)) {
            Asset cat = rig.picture("cat.png");
            List<OutputSpecification> outputs = List.of(output("fuss", "", 1), output("fuss", "", 2),
                    output("fuss", "", 3));
            JobSnapshot job = rig.perform(rig.order(new Recipe(List.of(new Step("cut-out", Map.of())), outputs), cat));
            assertEquals("test.bad", job.problem().orElseThrow().code());
            assertEquals(List.of(), rig.work());
            assertEquals(List.of(), rig.store.assets().children(cat.id()));

            Path out = root.resolve("out");
            JobSnapshot plain = rig.perform(plain(new Recipe(List.of(), outputs), out, rig, cat));
            assertEquals(JobState.FAILED, plain.state());
            assertEquals(List.of(), rig.files(out));
        }
    }

    @Test
    @Timeout(60)
    void one_that_is_canceled_leaves_nothing() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        Actor<?> slow = Actor.of("slow", (request, run) -> {
            Result result = strong("slow", request, run);
            if (strength(request) == 2) {
                second.countDown();
                CountDownLatch canceled = new CountDownLatch(1);
                try (var registration = run.onCancel(canceled::countDown)) {
                    Rig.pass(canceled);
                }
                run.checkCanceled();
            }
            return result;
        });
        try (Rig rig = new Rig(root, slow)) {
            JobSnapshot job = rig.submitOne(rig.order(
                    new Recipe(List.of(), List.of(output("slow", "", 1), output("slow", "", 2))),
                    rig.picture("cat.png")));
            Rig.pass(second);
            rig.engine.cancel(job.id());
            assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
            assertEquals(List.of(), rig.work());
        }
    }

    @Test
    void each_tells_of_the_model_that_was_chosen_for_it_alone() throws Exception {
        Actor<Scaling> scaler = new Actor<>(new ProcessorInfo<>("scale", 1, Set.of(MediaKind.IMAGE),
                Set.of(MediaKind.IMAGE), new Scaling("auto", 2)), Needs.LIGHT, (request, run) -> {
                    int times = request.parameters() instanceof Scaling scaling ? scaling.times() : 0;
                    Path file = run.scratch().resolve("out.png");
                    Files.writeString(file, run.model(times == 2 ? "second" : "best") + " " + times);
                    return Result.of(new Output(file, "scale", Shelf.UPSCALES, Expected.ANYTHING));
                });
        try (Rig rig = new Rig(root, scaler)) {
            rig.models.addAll(List.of("best", "second"));
            Asset cat = rig.picture("cat.png");
            JobSnapshot job = rig.perform(rig.order(new Recipe(List.of(),
                    List.of(output("scale", "x2", Map.of("times", 2)), output("scale", "x3", Map.of("times", 3)),
                            output("scale", "named", Map.of("times", 4, "model", "best")))),
                    cat));
            assertEquals(JobState.SUCCESS, job.state(), job.problem().toString());
            List<Lineage> made = job.outputs().stream().map(rig.folder::relative)
                    .map(path -> rig.store.assets().byPath(path).orElseThrow().lineage().orElseThrow()).toList();
            assertEquals(List.of(Set.of("second"), Set.of("best"), Set.of("best")),
                    made.stream().map(lineage -> lineage.models().keySet()).toList());
            assertEquals(Map.of("times", 2L, "model", "second"), made.getFirst().step().parameters());
            assertEquals(Map.of("times", 3L, "model", "best"), made.get(1).step().parameters());
        }
    }

    /** Parameters with a model that the processor chooses by them. */
    record Scaling(@ModelTask(value = "matting", late = true) String model, @Range(min = 1, max = 9) int times) {}

    @Test
    void those_that_cannot_be_recorded_are_all_taken_back() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"), grower())) {
            Asset cat = rig.picture("cat.png");
            rig.store.refused.add(JobState.SUCCESS);
            JobSnapshot job = rig.perform(rig.order(
                    new Recipe(List.of(new Step("cut-out", Map.of())), List.of(grow("a", 1), grow("b", 9))), cat));
            assertEquals(JobState.FAILED, job.state());
            assertEquals(List.of(), rig.work());
            assertEquals(List.of(), rig.store.assets().children(cat.id()));
            assertFalse(Files.exists(rig.folder.scratch().resolve(job.id().toString())));
        }
    }

    @Test
    void files_that_those_which_cannot_be_recorded_replaced_are_put_back() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), grower())) {
            Path out = Files.createDirectories(root.resolve("out"));
            Path theirs = Files.writeString(out.resolve("cat__grow-a.png"), "theirs");
            Path alsoTheirs = Files.writeString(out.resolve("cat__grow-c.png"), "also theirs");
            List<String> during = new ArrayList<>();
            rig.store.commit = state -> {
                if (state == JobState.SUCCESS) {
                    during.addAll(contents(out));
                    throw new IllegalStateException("the store does not take it");
                }
            };
            Recipe recipe = new Recipe(List.of(), List.of(grow("a", 1), grow("b", 2), grow("c", 3)));
            JobSnapshot job = rig.perform(plain(recipe, out, rig, rig.picture("cat.png")).on(Terms.USUAL.forced(true)));
            assertEquals(JobState.FAILED, job.state());
            assertEquals(List.of("cat.png grow 1", "cat.png grow 2", "cat.png grow 3"), during);
            assertEquals("theirs", Files.readString(theirs));
            assertEquals("also theirs", Files.readString(alsoTheirs));
            try (Stream<Path> left = Files.list(out)) {
                assertEquals(List.of(theirs, alsoTheirs), left.sorted().toList());
            }
        }
    }

    /** Of the pictures in a folder, in the order of their names. */
    private static List<String> contents(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<String> contents = new ArrayList<>();
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                contents.add(Files.readString(file));
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void files_that_would_have_one_name_get_numbers() throws Exception {
        try (Rig rig = new Rig(root.resolve("project"), grower())) {
            Path out = root.resolve("out");
            Asset cat = rig.picture("cat.png");
            Recipe recipe = new Recipe(List.of(), List.of(grow("", 1), grow("", 2), grow("thumb", 3)));
            JobSnapshot job = rig.perform(plain(recipe, out, rig, cat));
            assertEquals(List.of("cat__grow.png", "cat__grow-2.png", "cat__grow-thumb.png"), names(job));
            assertEquals("cat.png grow 2", Files.readString(out.resolve("cat__grow-2.png")));
            assertEquals(List.of("cat__grow__20261121_103000.png", "cat__grow__20261121_103000-2.png",
                    "cat__grow-thumb__20261121_103000.png"), names(rig.perform(rig.order(recipe, cat))));
        }
    }

    @Test
    @Timeout(60)
    void progress_is_shared_by_all() throws Exception {
        List<Double> seen = Collections.synchronizedList(new ArrayList<>(List.of(0.0)));
        List<Engine> engines = new ArrayList<>();
        Actor<?> watcher = Actor.of("watch", (request, run) -> {
            String stage = "look " + seen.size();
            run.stage(stage, 1);
            JobSnapshot shown = engines.getFirst().jobs().getFirst();
            for (int i = 1; !shown.stage().contains(stage); i++) {
                // what is shown follows at its own pace, and is of the work before until then
                run.progress(i * 1e-9);
                shown = engines.getFirst().jobs().getFirst();
            }
            seen.add(shown.fraction());
            return strong("watch", request, run);
        });
        try (Rig rig = new Rig(root, Actor.marks("cut-out"), watcher)) {
            engines.add(rig.engine);
            rig.perform(rig.order(new Recipe(List.of(new Step("cut-out", Map.of())),
                    List.of(output("watch", "", 1), output("watch", "", 2), output("watch", "", 3))),
                    rig.picture("cat.png")));
            double share = 0.75 * 0.95 / 3;
            assertEquals(4, seen.size());
            for (int i = 0; i < 3; i++) {
                assertEquals(0.25 + i * share, seen.get(i + 1), 0.01, seen.toString());
            }
        }
    }

    @Test
    void recipes_that_make_no_sense_are_refused() throws Exception {
        assertEquals("recipe.too-many-outputs", code(() -> new Recipe(List.of(),
                IntStream.range(0, 11).mapToObj(i -> grow("n" + i, 1)).toList())));
        assertEquals("recipe.same-name", code(() -> new Recipe(List.of(), List.of(grow("a", 1), grow("a", 2)))));
        assertEquals("recipe.output-name", code(() -> grow("../a", 1)));
        assertEquals("recipe.output-name", code(() -> grow("x".repeat(25), 1)));
        assertThrows(IllegalArgumentException.class, () -> new Recipe(List.of(), List.of()));
        try (Rig rig = new Rig(root, grower())) {
            Recipe twice = new Recipe(List.of(), List.of(grow("a", 3), output("grow", "b", Map.of())));
            PlannedJob planned = rig.engine.plan(rig.order(twice, rig.picture("cat.png"))).jobs().getFirst();
            assertEquals("recipe.same-output", planned.problem().orElseThrow().code());
            assertEquals("Outputs 1 and 2 are the same.", planned.problem().orElseThrow().message());
        }
    }

    @Test
    void a_plan_tells_of_each_and_of_what_they_take_together() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out").needing(new Needs(1, 250, 7, 0, 5)), new Joiner())) {
            Recipe recipe = new Recipe(List.of(new Step("cut-out", Map.of())),
                    List.of(join("a", 1), join("b", 2), join("c", 3)));
            PlannedJob job = rig.engine.plan(rig.order(recipe, rig.picture("cat.png"))).jobs().getFirst();
            assertEquals(Optional.empty(), job.problem());
            assertEquals(List.of("a", "b", "c"), job.outputs().stream().map(PlannedOutput::name).toList());
            assertEquals(new Needs(2, 300, 7, 0, 5), job.needs());
            assertEquals(Map.of("strength", 2L), job.outputs().get(1).step().step().parameters());
            assertEquals("", job.outputs().getFirst().step().fingerprint(), "its input is not there yet");
        }
    }

    @Test
    void a_processor_that_hands_over_too_little_is_found_out() throws Exception {
        Joiner joiner = new Joiner();
        joiner.missing = 1;
        try (Rig rig = new Rig(root, joiner)) {
            JobSnapshot job = rig.perform(rig.order(new Recipe(List.of(), List.of(join("a", 1), join("b", 2))),
                    rig.picture("cat.png")));
            assertEquals("engine.no-result", job.problem().orElseThrow().code());
            assertEquals(List.of(), rig.work());
        }
    }

    @Test
    void outputs_are_part_of_what_is_asked_for() throws Exception {
        try (Rig rig = new Rig(root, new MemoryStore(), Rig.SMALL, Rig.NOW, Rig.QUICK, Duration.ofSeconds(5),
                grower())) {
            Asset cat = rig.picture("cat.png");
            Order one = rig.order(new Recipe(List.of(), List.of(grow("a", 1), grow("b", 2))), cat);
            Order other = rig.order(new Recipe(List.of(), List.of(grow("a", 1), grow("b", 3))), cat);
            JobSnapshot first = rig.perform(one.on(Terms.USUAL.keyed("k")));
            assertEquals(first.id(), rig.submitOne(one).id());
            assertNotEquals(first.id(), rig.submitOne(other).id());
            assertEquals(first.id(), rig.submitOne(one.on(Terms.USUAL.keyed("k"))).id());
            assertEquals("engine.key-reused", code(() -> rig.submit(other.on(Terms.USUAL.keyed("k")))));
        }
    }

    private static String code(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(ProcessingException.class, executable).code();
    }

    private static List<Boolean> cached(Rig rig, Order order) {
        return rig.engine.plan(order).jobs().getFirst().outputs().stream().map(output -> output.step().cached())
                .toList();
    }

    private static List<String> names(JobSnapshot job) {
        assertEquals(JobState.SUCCESS, job.state(), job.problem().toString());
        return job.outputs().stream().map(file -> file.getFileName().toString()).toList();
    }

    private static List<String> relative(Rig rig, JobSnapshot job) {
        return job.outputs().stream().map(rig.folder::relative).toList();
    }

    private static Order plain(Recipe recipe, Path out, Rig rig, Asset input) {
        return new Order(recipe, List.of(Input.of(rig.folder.resolve(input.path()))), Optional.of(out), Terms.USUAL);
    }

    private static Actor<Actor.Params> grower() {
        return Actor.of("grow", (request, run) -> strong("grow", request, run));
    }

    /** A picture whose bytes tell what made it, and how strongly. */
    private static Result strong(String id, Request<?> request, Run run) throws IOException {
        Path file = run.scratch().resolve("out.png");
        Files.writeString(file, Files.readString(request.input()) + " " + id + " " + strength(request));
        run.progress(1);
        return Result.of(new Output(file, id, Shelf.EDITS, Expected.ANYTHING));
    }

    private static int strength(Request<?> request) {
        return request.parameters() instanceof Actor.Params params ? params.strength() : 0;
    }

    private static OutputSpecification grow(String name, int strength) {
        return output("grow", name, strength);
    }

    private static OutputSpecification join(String name, int strength) {
        return output("join", name, strength);
    }

    private static OutputSpecification output(String processor, String name, int strength) {
        return output(processor, name, Map.of("strength", strength));
    }

    private static OutputSpecification output(String processor, String name, Map<String, Object> parameters) {
        return new OutputSpecification(name, new Step(processor, parameters));
    }
}
