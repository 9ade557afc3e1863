package org.podstudio.engine.internal.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.project.Step;

class StepResolverTest {

    private static final Step STEP = new Step("blur", Map.of());

    private final AtomicReference<Processor<?>> installed = new AtomicReference<>(new Blur());
    private final StepResolver resolver = new StepResolver(id -> installed.get(), new NoModels());

    record Strength(@Range(min = 1, max = 9) int strength) {}

    @Test
    void what_is_in_use_is_not_looked_for_twice() {
        ResolvedStep<?> first = resolver.resolve(STEP);
        assertSame(first, resolver.resolve(STEP));
        installed.set(new Blur());
        assertSame(installed.get(), resolver.resolve(STEP).processor());
        assertEquals(Map.of("strength", 3L), first.step().parameters());
    }

    @Test
    void a_processor_that_is_gone_is_not_kept() {
        WeakReference<Processor<?>> gone = new WeakReference<>(resolver.resolve(STEP).processor());
        installed.set(new Blur());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (gone.get() != null) {
                System.gc();
            }
        });
    }

    private static final class Blur implements Processor<Strength> {
        @Override
        public ProcessorInfo<Strength> info() {
            return new ProcessorInfo<>("blur", 1, Set.of(MediaKind.IMAGE), Set.of(MediaKind.IMAGE), new Strength(3));
        }

        @Override
        public Result process(Request<Strength> request, Run run) {
            throw new AssertionError();
        }
    }

    private record NoModels() implements Models {
        @Override
        public List<String> candidates(String task) {
            return List.of();
        }

        @Override
        public boolean installed(String id) {
            return false;
        }

        @Override
        public String sha256(String id) {
            throw new AssertionError();
        }

        @Override
        public Path require(String id) {
            throw new AssertionError();
        }
    }
}
