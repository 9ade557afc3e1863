package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Survey;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.testkit.FakeRun;

/** What hangs on all inputs of an order together. */
class SurveyTest {

    @TempDir
    Path root = Path.of("");

    private final Choir choir = new Choir();

    /** Sings as loud as there are voices. */
    private static final class Choir implements Processor<Choir.Params> {

        /** Empty: to be counted. */
        record Params(@Range(min = 1, max = 99) OptionalInt voices) {}

        private final List<List<String>> asked = new ArrayList<>();
        private Consumer<Run> during = run -> {};

        @Override
        public ProcessorInfo<Params> info() {
            return new ProcessorInfo<>("sing", 1, Set.of(MediaKind.IMAGE), Set.of(MediaKind.IMAGE), new Params(
                    OptionalInt.empty()));
        }

        @Override
        public Optional<Survey<Params>> survey(Params parameters) {
            return parameters.voices().isPresent() ? Optional.empty() : Optional.of(this::count);
        }

        private Params count(List<Path> inputs, Run run) {
            during.accept(run);
            asked.add(inputs.stream().map(file -> file.getFileName().toString()).toList());
            return new Params(OptionalInt.of(inputs.size()));
        }

        @Override
        public Result process(Request<Params> request, Run run) throws IOException {
            return Result.of(Actor.mark("sing", request, run));
        }
    }

    @Test
    void is_done_once_for_all_and_spelled_out_in_each_job() throws Exception {
        try (Rig rig = new Rig(root, choir)) {
            Plan plan = rig.engine.plan(rig.order(Rig.recipe("sing"), rig.picture("a.png", "a"), rig.picture("b.png",
                    "b")));
            assertEquals(List.of(List.of("a.png", "b.png")), choir.asked);
            JobSnapshot last = rig.engine.submit(plan).getLast();
            assertEquals(Map.of("voices", 2L), rig.engine.await(last.id()).recipe().steps().getFirst().parameters());
            assertEquals(1, choir.asked.size(), "a job is not asked about the others");
        }
    }

    @Test
    void the_same_input_among_others_is_other_work() {
        try (Rig rig = new Rig(root, choir)) {
            Asset one = rig.picture("a.png", "a");
            String alone = fingerprint(rig.engine.plan(rig.order(Rig.recipe("sing"), one)));
            String among = fingerprint(rig.engine.plan(rig.order(Rig.recipe("sing"), one, rig.picture("b.png", "b"))));
            assertTrue(!alone.equals(among), "a result of the one would be taken for the other");
        }
    }

    @Test
    void what_is_known_is_not_asked_for() {
        try (Rig rig = new Rig(root, choir)) {
            Recipe known = new Recipe(List.of(new Step("sing", Map.of("voices", 7))));
            rig.engine.plan(rig.order(known, rig.picture("a.png")));
            assertEquals(List.of(), choir.asked);
        }
    }

    @Test
    void files_of_another_kind_have_no_say() throws Exception {
        try (Rig rig = new Rig(root, choir)) {
            Path text = Files.writeString(root.resolve("notes.txt"), "words");
            Plan plan = rig.engine.plan(Order.of(Rig.recipe("sing"), List.of(Input.of(text), Input.of(rig.folder, rig
                    .picture("a.png")))));
            assertEquals(List.of(List.of("a.png")), choir.asked);
            assertEquals(List.of("input.not-media"), plan.problems().stream().map(Problem::code).toList());
        }
    }

    @Test
    void one_that_is_missing_leaves_nothing_known_of_any() {
        try (Rig rig = new Rig(root, choir)) {
            Plan plan = rig.engine.plan(Order.of(Rig.recipe("sing"), List.of(Input.of(rig.folder, rig.picture(
                    "a.png")), Input.of(root.resolve("gone.png")))));
            assertEquals(List.of("input.missing", "input.missing"), plan.problems().stream().map(Problem::code)
                    .toList());
            Problem ofTheOther = plan.problems().getFirst();
            assertTrue(ofTheOther.message().contains("together") && ofTheOther.advice().contains("leave gone.png out"),
                    ofTheOther.toString());
        }
    }

    @Test
    void cannot_ask_what_is_still_to_be_made() {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"), choir)) {
            Plan plan = rig.engine.plan(rig.order(Rig.recipe("cut-out", "sing"), rig.picture("a.png")));
            assertEquals("recipe.survey-too-late", plan.problems().getFirst().code());
        }
    }

    @Test
    void one_that_breaks_down_is_a_problem_of_each_input() {
        assertEquals(List.of("engine.unexpected", "engine.unexpected"), broken(run -> {
            throw new IllegalStateException("off key");
        }));
        assertEquals(List.of("engine.broken-installation", "engine.broken-installation"), broken(run -> {
            throw new NoClassDefFoundError("Tenor");
        }));
    }

    private List<String> broken(Consumer<Run> during) {
        choir.during = during;
        try (Rig rig = new Rig(root, choir)) {
            Order order = rig.order(Rig.recipe("sing"), rig.picture("a.png"), rig.picture("b.png"));
            return rig.engine.plan(order).problems().stream().map(Problem::code).toList();
        }
    }

    @Test
    void is_ended_by_who_wants_the_plan_no_more() {
        FakeRun asking = new FakeRun(root);
        choir.during = run -> {
            asking.cancel();
            run.checkCanceled();
        };
        try (Rig rig = new Rig(root, choir)) {
            Order order = rig.order(Rig.recipe("sing"), rig.picture("a.png"));
            assertThrows(CanceledException.class, () -> rig.engine.plan(order, asking));
        }
    }

    @Test
    void does_not_begin_for_who_wants_the_plan_no_more() {
        try (Rig rig = new Rig(root, choir)) {
            Order order = rig.order(Rig.recipe("sing"), rig.picture("a.png"));
            assertThrows(CanceledException.class, () -> rig.engine.plan(order, new FakeRun(root).cancelAt(0)));
            assertEquals(List.of(), choir.asked);
        }
    }

    @Test
    void tells_how_far_it_is_and_so_do_the_inputs_after_it() {
        choir.during = run -> run.progress(0.5);
        FakeRun asking = new FakeRun(root);
        try (Rig rig = new Rig(root, choir)) {
            rig.engine.plan(rig.order(Rig.recipe("sing"), rig.picture("a.png"), rig.picture("b.png", "b")), asking);
        }
        double[] told = asking.progressSeen().stream().mapToDouble(Double::doubleValue).distinct().toArray();
        assertArrayEquals(new double[]{0.45, 0.9, 0.95}, told, 1e-9);
    }

    @Test
    void the_plan_ends_between_inputs_too() {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            Order order = rig.order(Rig.recipe("cut-out"), rig.picture("a.png"));
            assertThrows(CanceledException.class, () -> rig.engine.plan(order, new FakeRun(root).cancelAt(0)));
        }
    }

    private static String fingerprint(Plan plan) {
        return plan.jobs().getFirst().steps().getFirst().fingerprint();
    }
}
