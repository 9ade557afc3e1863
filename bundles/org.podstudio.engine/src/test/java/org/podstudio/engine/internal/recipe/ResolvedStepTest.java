package org.podstudio.engine.internal.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.api.project.Step;

/** What is recorded of a choice that was the processor's. */
class ResolvedStepTest {

    record Faces(@ModelTask(value = "restore", late = true) String model, @ModelTask("detect") String detector) {}

    private static final Map<String, String> ALL = Map.of("a", "hash-a", "b", "hash-b", "eye", "hash-eye");

    @Test
    void the_model_that_was_asked_for_stands_for_the_choice() {
        ResolvedStep<Faces> recorded = step("auto").chosen(Set.of("b", "eye"));
        assertEquals(Map.of("model", "b", "detector", "eye"), recorded.step().parameters());
        assertEquals(Map.of("b", "hash-b", "eye", "hash-eye"), recorded.models());
    }

    @Test
    void who_did_without_goes_on_choosing() {
        ResolvedStep<Faces> recorded = step("auto").chosen(Set.of("eye"));
        assertEquals("auto", recorded.step().parameters().get("model"));
        assertEquals(Map.of("eye", "hash-eye"), recorded.models());
    }

    @Test
    void what_was_named_stays_whether_it_was_asked_for_or_not() {
        assertEquals(ALL, step("a").chosen(Set.of()).models());
    }

    private static ResolvedStep<Faces> step(String model) {
        Faces parameters = new Faces(model, "eye");
        Processor<Faces> processor = new Processor<>() {
            @Override
            public ProcessorInfo<Faces> info() {
                return new ProcessorInfo<>("faces", 1, Set.of(MediaKind.IMAGE), Set.of(MediaKind.IMAGE),
                        new Faces("auto", "auto"));
            }

            @Override
            public Result process(Request<Faces> request, Run run) {
                throw new AssertionError();
            }
        };
        return new ResolvedStep<>(processor, parameters, new Step("faces", Map.of("model", model, "detector", "eye")),
                ALL);
    }
}
