package org.podstudio.engine.internal.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.podstudio.engine.internal.learning.Forecast.Range;
import org.podstudio.store.Lesson;

class ForecastTest {

    private final Random random = new Random(42);

    @Test
    void nothing_is_said_when_nothing_is_known() {
        assertEquals(Optional.empty(), Forecast.of(List.of(), "pixels").map(f -> f.seconds(1)));
        assertEquals(Optional.empty(), Forecast.of(List.of(took(1, 1)), "seconds").map(f -> f.seconds(1)));
    }

    @Test
    void one_run_tells_the_order_of_magnitude() {
        Range range = seconds(List.of(took(1e6, 10)), 2e6);
        assertTrue(range.least() < 10 && range.least() > 2 && range.most() > 20 && range.most() < 150, range::toString);
    }

    @Test
    void what_always_takes_the_same_time_however_large_is_seen() {
        Range range = seconds(Stream.iterate(1e5, size -> size * 1.3).limit(40).map(size -> took(size, 5)).toList(),
                1e8);
        assertTrue(range.least() > 3 && range.most() < 8, range::toString);
    }

    @Test
    void outliers_do_little() {
        List<Lesson> many = IntStream.range(0, 50)
                .mapToObj(n -> took(1e5 * Math.pow(1.2, n), n % 25 == 7 ? 1e5 : Math.pow(1.2, n)))
                .toList();
        Range range = seconds(many, 1e6);
        assertTrue(range.least() > 5 && range.most() < 20, range::toString);
    }

    @Test
    void the_truth_lies_within_at_least_eight_times_of_ten_however_few_runs_there_were() {
        for (int runs : new int[]{1, 2, 3, 5, 9, 20, 50}) {
            int within = 0;
            for (int round = 0; round < 1000; round++) {
                double slope = 0.5 + 0.6 * random.nextDouble();
                double spread = 0.1 + 0.4 * random.nextDouble();
                List<Lesson> seen = Stream.generate(() -> any(slope, spread)).limit(runs).toList();
                Lesson truth = any(slope, spread);
                Range range = seconds(seen, truth.amount());
                double took = truth.seconds().orElseThrow();
                within += took >= range.least() && took <= range.most() ? 1 : 0;
            }
            int sure = within;
            assertTrue(sure >= 800, () -> runs + " runs: " + sure);
            System.out.println("forecast by " + runs + " runs: within the range " + sure / 10.0 + " %");
        }
    }

    private Lesson any(double slope, double spread) {
        double amount = Math.exp(12 + 3 * random.nextDouble());
        return took(amount, Math.pow(amount / 1e5, slope) * Math.exp(spread * random.nextGaussian()));
    }

    private static Range seconds(List<Lesson> lessons, double amount) {
        return Forecast.of(lessons, "pixels").orElseThrow().seconds(amount);
    }

    static Lesson took(double amount, double seconds) {
        return new Lesson("crop", "pixels", amount, OptionalDouble.of(seconds), 0, OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.empty());
    }
}
