package org.podstudio.engine.internal.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.podstudio.api.Needs;
import org.podstudio.store.Lesson;

class CorrectionTest {

    private static final long MIB = 1L << 20;
    private static final Needs ESTIMATE = new Needs(4, 10 * MIB, 100 * MIB, 0, 200 * MIB);

    @Test
    void without_lessons_the_estimate_stands() {
        assertEquals(Correction.NONE, Correction.of(List.of()));
        assertEquals(ESTIMATE, Correction.NONE.apply(ESTIMATE, 1000 * MIB, 1000 * MIB));
    }

    @Test
    void one_outlier_changes_nothing() {
        assertEquals(1, Correction.of(List.of(memory(50))).memory());
        assertEquals(1, Correction.of(List.of(memory(50), memory(1), memory(0.9))).memory());
    }

    @Test
    void two_runs_that_took_too_much_are_believed() {
        Correction learned = Correction.of(List.of(memory(3), memory(3)));
        assertEquals(3, learned.memory());
        assertEquals(300 * MIB, learned.apply(ESTIMATE, 1000 * MIB, 1000 * MIB).nativeBytes());
    }

    @Test
    void less_is_believed_late_and_never_below_half() {
        assertEquals(1, Correction.of(Collections.nCopies(10, memory(0.1))).memory());
        assertEquals(0.5, Correction.of(Collections.nCopies(40, memory(0.1))).memory());
        assertEquals(0.8, Correction.of(Collections.nCopies(40, memory(0.8))).memory());
    }

    @Test
    void each_need_is_learned_by_itself_and_heap_is_not() {
        Lesson lesson = new Lesson("crop", "pixels", 1, OptionalDouble.empty(), 0, OptionalDouble.of(2),
                OptionalDouble.empty(), OptionalDouble.of(1.5));
        Needs corrected = Correction.of(List.of(lesson, lesson)).apply(ESTIMATE, 1000 * MIB, 1000 * MIB);
        assertEquals(new Needs(8, 10 * MIB, 100 * MIB, 0, 300 * MIB), corrected);
    }

    @Test
    void nothing_needed_can_be_corrected_as_well() {
        assertEquals(4, Correction.ratio(64 * MIB, 0));
        assertEquals(new Needs(1, 0, 64 * MIB, 0, 0),
                new Correction(1, 4, 1).apply(new Needs(1, 0, 0, 0, 0), 1000 * MIB, 1000 * MIB));
    }

    @Test
    void what_could_run_by_its_estimate_still_can() {
        Needs corrected = new Correction(1, 8, 8).apply(ESTIMATE, 150 * MIB, 100 * MIB);
        assertEquals(150 * MIB, corrected.memoryBytes());
        assertEquals(200 * MIB, corrected.scratchBytes());
    }

    @Test
    void whatever_was_seen_the_factor_stays_within_its_bounds_and_most_runs_within_it() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            double truth = Math.exp(random.nextGaussian());
            List<Lesson> seen = new ArrayList<>();
            for (int n = random.nextInt(100); n >= 0; n--) {
                seen.add(memory(random.nextInt(20) == 0
                        ? 1e6 * random.nextDouble()
                        : truth * Math.exp(0.1 * random.nextGaussian())));
            }
            double factor = Correction.of(seen).memory();
            assertTrue(factor >= Correction.LEAST && factor <= Correction.MOST, () -> factor + "");
            if (seen.size() >= 30) {
                double needed = Math.clamp(truth, Correction.LEAST, Correction.MOST);
                assertTrue(factor > needed * 0.95, () -> factor + " for " + needed);
                assertTrue(factor < Math.max(needed * 2, 1.01) || factor == Correction.MOST,
                        () -> factor + " for " + needed);
            }
        }
    }

    private static Lesson memory(double ratio) {
        return new Lesson("crop", "pixels", 1, OptionalDouble.empty(), 0, OptionalDouble.empty(),
                OptionalDouble.of(ratio), OptionalDouble.empty());
    }
}
