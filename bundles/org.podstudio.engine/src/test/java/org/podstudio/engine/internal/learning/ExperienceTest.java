package org.podstudio.engine.internal.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.podstudio.api.ChildUsage;
import org.podstudio.api.Needs;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.store.Lesson;
import org.podstudio.store.Lessons;

class ExperienceTest {

    private static final long MIB = 1L << 20;
    private static final Size SIZE = new Size("pixels", 1e6);
    private static final Needs ESTIMATE = new Needs(2, 0, 100 * MIB, 0, 100 * MIB);

    private final ListOfLessons store = new ListOfLessons();
    private final Crowd crowd = new Crowd();
    private final Experience experience = new Experience(store, crowd, 1000 * MIB);

    @AfterEach
    void clear() {
        System.clearProperty("podstudio.limit.time");
        System.clearProperty("podstudio.limit.time.crop");
        experience.close();
    }

    @Test
    void what_it_learned_it_uses_at_once_and_after_a_restart() {
        IntStream.range(0, 5).forEach(n -> experience.learn(lesson("crop", 10, 2)));
        assertEquals(200 * MIB, experience.corrected("crop", ESTIMATE, 1000 * MIB).nativeBytes());
        assertEquals(ESTIMATE, experience.corrected("upscale", ESTIMATE, 1000 * MIB));
        experience.close();
        try (Experience later = new Experience(store, crowd, 1000 * MIB)) {
            assertEquals(200 * MIB, later.corrected("crop", ESTIMATE, 1000 * MIB).nativeBytes());
            Remaining whole = later.countdown(recipe("crop"), SIZE).whole().orElseThrow();
            assertTrue(whole.least().toSeconds() <= 10 && whole.most().toSeconds() >= 10, whole::toString);
        }
    }

    @Test
    void lessons_are_stored_many_at_once_and_no_more_than_are_kept() {
        IntStream.range(0, 5000).forEach(n -> experience.learn(lesson("crop", 1, 1)));
        experience.close();
        assertTrue(store.batches.size() <= 3 && store.batches.stream().allMatch(size -> size <= Lessons.KEPT),
                store.batches::toString);
    }

    @Test
    void it_learns_from_few_of_many_quick_runs() {
        int wanted = 0;
        long end = System.nanoTime() + 250_000_000;
        for (int n = 0; n < 1000 || System.nanoTime() < end; n++) {
            try (Meter meter = experience.meter("crop")) {
                wanted += meter.measures() ? 1 : 0;
            }
        }
        assertTrue(wanted >= 2 && wanted <= 30, wanted + "");
    }

    @Test
    void a_chain_that_never_ran_takes_as_long_as_its_steps_and_none_when_one_is_unknown() {
        experience.learn(lesson("crop", 10, 1));
        assertEquals(Optional.empty(), experience.countdown(recipe("crop", "upscale"), SIZE).whole());
        experience.learn(lesson("upscale", 100, 1));
        Remaining both = experience.countdown(recipe("crop", "upscale"), SIZE).whole().orElseThrow();
        assertTrue(both.least().toSeconds() <= 110 && both.most().toSeconds() >= 110, both::toString);
        IntStream.range(0, 9).forEach(n -> experience.learn(lesson("crop+upscale", 50, 1)));
        Remaining seen = experience.countdown(recipe("crop", "upscale"), SIZE).whole().orElseThrow();
        assertTrue(seen.least().toSeconds() <= 50 && seen.most().toSeconds() < 70, seen::toString);
    }

    @Test
    void limits_follow_what_was_seen_and_what_the_user_has_set() {
        assertEquals(new Limits(Duration.ofMinutes(5), Duration.ofHours(2)), experience.limits(recipe("crop"), SIZE));
        IntStream.range(0, 10).forEach(n -> experience.learn(lesson("crop", 3600, 1)));
        Limits seen = experience.limits(recipe("crop"), SIZE);
        assertTrue(seen.longest().toHours() >= 20 && seen.longest().toHours() < 30, seen::toString);
        assertEquals(Duration.ofSeconds(90), seen.quiet());
        System.setProperty("podstudio.limit.time", "PT1H");
        assertEquals(Duration.ofHours(1), experience.limits(recipe("crop"), SIZE).longest());
        System.setProperty("podstudio.limit.time.crop", "PT7M");
        assertEquals(Duration.ofMinutes(67), experience.limits(recipe("crop", "upscale"), SIZE).longest());
        System.setProperty("podstudio.limit.time.crop", "seven");
        assertEquals(seen.longest(), experience.limits(recipe("crop"), SIZE).longest());
    }

    @Test
    void a_child_tells_its_memory_and_one_among_several_tells_of_no_cores() {
        try (Meter meter = new Meter(crowd, true); Meter other = new Meter(crowd, true)) {
            meter.child(new ChildUsage(0, Duration.ZERO, 300 * MIB));
            meter.processed();
            other.processed();
            Lesson lesson = meter.lesson("crop", SIZE, ESTIMATE, 50 * MIB, true);
            assertEquals(OptionalDouble.of(3), lesson.memory());
            assertEquals(OptionalDouble.of(0.5), lesson.scratch());
            assertEquals(OptionalDouble.empty(), lesson.cores());
            assertEquals(OptionalDouble.empty(), other.lesson("crop", SIZE, ESTIMATE, 0, true).memory());
            assertEquals("used 300 of 100 MB of memory outside the heap, 50 of 100 MB of disk",
                    meter.words(ESTIMATE, 50 * MIB));
        }
    }

    @Test
    void one_that_was_alone_tells_how_many_cores_it_kept_busy() {
        try (Meter meter = new Meter(crowd, true)) {
            long end = System.nanoTime() + 300_000_000;
            while (System.nanoTime() < end) {
                Math.sqrt(end);
            }
            meter.processed();
            double cores = meter.lesson("crop", SIZE, ESTIMATE, 0, true).cores().orElseThrow() * 2;
            assertTrue(cores > 0.1 && cores < Runtime.getRuntime().availableProcessors() + 1, cores + "");
        }
    }

    @Test
    void one_that_failed_tells_no_time() {
        try (Meter meter = new Meter(crowd, true)) {
            assertFalse(meter.lesson("crop", SIZE, ESTIMATE, 0, false).seconds().isPresent());
        }
    }

    @Test
    void alone_is_who_was_there_first_and_stayed_so() {
        long first = crowd.enter();
        assertTrue(crowd.alone(first));
        crowd.enter();
        assertFalse(crowd.alone(first));
        crowd.leave();
        assertFalse(crowd.alone(first));
        crowd.leave();
        assertTrue(crowd.alone(crowd.enter()));
    }

    private static Recipe recipe(String... processors) {
        return new Recipe(Stream.of(processors).map(id -> new Step(id, Map.of())).toList());
    }

    private static Lesson lesson(String subject, double seconds, double memory) {
        return new Lesson(subject, SIZE.unit(), SIZE.amount(), OptionalDouble.of(seconds), 30, OptionalDouble.empty(),
                OptionalDouble.of(memory), OptionalDouble.empty());
    }
}
