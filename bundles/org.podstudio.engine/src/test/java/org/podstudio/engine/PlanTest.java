package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.engine.internal.work.Temporaries;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;

class PlanTest {

    @TempDir
    Path root = Path.of("");

    @Test
    void spells_out_every_parameter_and_has_no_side_effect() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"), Actor.marks("grow"))) {
            Plan plan = rig.engine.plan(rig.order(Rig.recipe("cut-out", "grow"), rig.picture("cat.png")));
            List<PlannedStep> steps = plan.jobs().getFirst().steps();
            assertEquals(Map.of("strength", 3L), steps.getFirst().step().parameters());
            assertEquals(64, steps.getFirst().fingerprint().length());
            assertEquals("", steps.getLast().fingerprint());
            assertFalse(plan.jobs().getFirst().cached());
            assertTrue(rig.store.jobs.isEmpty());
            assertFalse(Files.exists(root.resolve("Work")));
        }
    }

    @Test
    void the_fingerprint_changes_with_parameters_and_input_and_nothing_else() {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            Recipe strong = new Recipe(List.of(new Step("cut-out", Map.of("strength", 4))));
            String usual = fingerprint(rig.engine.plan(rig.order(Rig.recipe("cut-out"), rig.picture("a.png", "same"))));
            assertEquals(usual,
                    fingerprint(rig.engine.plan(rig.order(Rig.recipe("cut-out"), rig.picture("b.png", "same")))));
            assertFalse(usual.equals(fingerprint(rig.engine.plan(rig.order(strong, rig.picture("a.png", "same"))))));
            assertFalse(usual.equals(
                    fingerprint(rig.engine.plan(rig.order(Rig.recipe("cut-out"), rig.picture("a.png", "other"))))));
        }
    }

    @Test
    void one_bad_input_does_not_spoil_the_others() throws Exception {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            Path text = Files.writeString(root.resolve("notes.txt"), "words");
            Path empty = Files.createFile(root.resolve("empty.png"));
            Path sound = Files.writeString(root.resolve("song.wav"), "la");
            Path stranger = Files.writeString(root.resolve("stranger.png"), "who");
            Order order = Order.of(Rig.recipe("cut-out"),
                    List.of(Input.of(root.resolve("gone.png")), Input.of(text), Input.of(empty), Input.of(sound),
                            Input.of(stranger), Input.of(rig.folder, rig.picture("cat.png"))));
            Plan plan = rig.engine.plan(order);
            assertEquals(List.of("input.missing", "input.not-media", "input.empty", "input.wrong-kind",
                    "input.not-in-library"), plan.problems().stream().map(Problem::code).toList());
            assertEquals(1, rig.engine.submit(plan).size());
        }
    }

    @Test
    void names_the_parameter_that_is_out_of_range() {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            Recipe wrong = new Recipe(List.of(new Step("cut-out", Map.of("strength", 10))));
            Problem problem = only(rig.engine.plan(rig.order(wrong, rig.picture("cat.png"))));
            assertEquals(Optional.of("strength"), problem.parameter());
            assertEquals("parameter.out-of-range", problem.code());
        }
    }

    @Test
    void an_unknown_processor_is_answered_with_those_there_are() {
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            Problem problem = only(rig.engine.plan(rig.order(Rig.recipe("cutout"), rig.picture("cat.png"))));
            assertEquals("engine.unknown-processor", problem.code());
            assertEquals("Use one of: cut-out.", problem.advice());
        }
    }

    @Test
    void steps_that_cannot_follow_each_other_are_refused() {
        Actor<?> listens = new Actor<>(
                new ProcessorInfo<>("listen", 1, Set.of(MediaKind.AUDIO), Set.of(MediaKind.AUDIO), new Actor.Params(1)),
                Needs.LIGHT, (request, run) -> {
                    throw new AssertionError();
                });
        try (Rig rig = new Rig(root, Actor.marks("cut-out"), listens)) {
            Problem problem = only(rig.engine.plan(rig.order(Rig.recipe("cut-out", "listen"), rig.picture("cat.png"))));
            assertEquals("recipe.kinds-do-not-fit", problem.code());
        }
    }

    @Test
    void auto_becomes_the_best_model_on_disk() {
        try (Engines engines = modelled(Set.of("second")); Engine engine = engines.open(new ProjectFolder(root))) {
            PlannedStep step = engine.plan(plainOrder()).jobs().getFirst().steps().getFirst();
            assertEquals(Map.of("model", "second"), step.step().parameters());
            assertEquals(Map.of("second", "hash-of-second"), step.models());
        }
    }

    @Test
    void a_late_choice_is_left_to_the_processor_and_hangs_on_all_there_are() {
        PlannedStep step = choosing(Set.of("best", "second"));
        assertEquals(Map.of("model", "auto"), step.step().parameters());
        assertEquals(Set.of("best", "second"), step.models().keySet());
        assertEquals(Map.of(), choosing(Set.of()).models(), "it can do without");
    }

    private PlannedStep choosing(Set<String> onDisk) {
        try (Engines engines = modelled(onDisk, new Actor.Choosing("auto"));
                Engine engine = engines.open(new ProjectFolder(root))) {
            return engine.plan(plainOrder()).jobs().getFirst().steps().getFirst();
        }
    }

    @Test
    void a_missing_model_is_a_problem_with_the_way_to_get_it() {
        try (Engines engines = modelled(Set.of()); Engine engine = engines.open(new ProjectFolder(root))) {
            Problem problem = only(engine.plan(plainOrder()));
            assertEquals("models.not-installed", problem.code());
            assertTrue(problem.advice().contains("podstudio models fetch best"), problem.advice());
        }
    }

    @Test
    void a_model_for_something_else_is_refused() {
        try (Engines engines = modelled(Set.of("best")); Engine engine = engines.open(new ProjectFolder(root))) {
            Order order = plainOrder();
            Recipe wrong = new Recipe(List.of(new Step("matte", Map.of("model", "enlarger"))));
            Problem problem = only(engine.plan(
                    new Order(wrong, order.inputs(), order.outputFolder(), order.terms())));
            assertEquals("parameter.not-a-choice", problem.code());
            assertTrue(problem.advice().contains("best"), problem.advice());
        }
    }

    @Test
    void what_a_first_step_cannot_do_is_known_before_it_runs() {
        Actor<?> picky = Actor.marks("picky").refusing(ProcessingException.input("picky.small", "Too small.", "Go."));
        try (Rig rig = new Rig(root, Actor.marks("cut-out"), picky)) {
            assertEquals("picky.small",
                    only(rig.engine.plan(rig.order(Rig.recipe("picky"), rig.picture("cat.png")))).code());
            Plan later = rig.engine.plan(rig.order(Rig.recipe("cut-out", "picky"), rig.picture("dog.png")));
            assertEquals(List.of(), later.problems(), "its input is not known yet");
        }
    }

    @Test
    void a_job_too_large_for_the_machine_is_refused_at_once() {
        Needs huge = new Needs(1, 0, 64L << 30, 0, 0);
        try (Rig rig = new Rig(root, Actor.marks("cut-out").needing(huge))) {
            Problem problem = only(rig.engine.plan(rig.order(Rig.recipe("cut-out"), rig.picture("cat.png"))));
            assertEquals(ErrorKind.RESOURCE, problem.kind());
            assertEquals("engine.too-large", problem.code());
            assertTrue(problem.message().contains("64.0 GB"), problem.message());
        }
    }

    @Test
    void the_scratch_of_all_steps_stays_until_the_job_ends() {
        Needs a = new Needs(1, 10, 20, 0, 100);
        Needs b = new Needs(2, 5, 30, 0, 50);
        assertEquals(new Needs(2, 10, 30, 0, 150), a.then(b));
    }

    private Engines modelled(Set<String> onDisk) {
        return modelled(onDisk, new Actor.Modelled("auto"));
    }

    private Engines modelled(Set<String> onDisk, Record defaults) {
        Actor<?> matte = new Actor<>(
                new ProcessorInfo<>("matte", 1, Set.of(MediaKind.IMAGE), Set.of(MediaKind.IMAGE), defaults),
                Needs.LIGHT, (request, run) -> {
                    throw new AssertionError();
                });
        Engines engines = new Engines(folder -> new MemoryStore(), new Rig.Shelfful(onDisk), new Letters(),
                Clock.systemUTC(), Rig.SMALL, Rig.QUICK, new Temporaries(root.resolve("Temporary"), Clock.systemUTC()));
        engines.install(List.of(matte));
        return engines;
    }

    private Order plainOrder() {
        try {
            return EngineTest.plain(root.resolve("out"), false, "matte",
                    Files.writeString(root.resolve("cat.png"), "cat"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String fingerprint(Plan plan) {
        return plan.jobs().getFirst().steps().getFirst().fingerprint();
    }

    private static Problem only(Plan plan) {
        assertEquals(1, plan.problems().size());
        return plan.problems().getFirst();
    }
}
