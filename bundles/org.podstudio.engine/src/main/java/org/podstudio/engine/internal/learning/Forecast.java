package org.podstudio.engine.internal.learning;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.podstudio.store.Lesson;

/**
 * How long work of a size takes, by how long other work took: a line through the logarithms of size and time whose slope is the median of
 * those between any two runs (Theil and Sen, so outliers do little), and around it the band where nine of ten runs lay, wider the fewer
 * they were and the further off the size is.
 */
final class Forecast {

    /** What is newer tells more. */
    private static final int NEWEST = 50;
    /** Sizes nearer to each other than this tell nothing about the slope. */
    private static final double APART = 0.3;
    /** Before anything is known: a little less than proportional, because each run has a part that is always the same. */
    private static final double[] USUAL = {0.9, 0.9, 0.9};
    private static final double STEEPEST = 1.5;
    private static final double TAIL = 0.05;
    /** Added to either side of the band, divided by the number of runs; in logarithms, as all here. */
    private static final double DOUBT = 1;
    private static final double FURTHER = 0.3;

    private final double slope;
    private final double low;
    private final double high;
    private final double smallest;
    private final double largest;

    private Forecast(double[] sizes, double[] times) {
        slope = slope(sizes, times);
        double[] levels = IntStream.range(0, sizes.length).mapToDouble(n -> times[n] - slope * sizes[n]).toArray();
        double doubt = DOUBT / sizes.length;
        low = Quantile.between(levels, TAIL) - doubt;
        high = Quantile.between(levels, 1 - TAIL) + doubt;
        smallest = DoubleStream.of(sizes).min().orElse(0);
        largest = DoubleStream.of(sizes).max().orElse(0);
    }

    /** A range of seconds. @param least at least 0 @param most not less than {@code least} */
    record Range(double least, double most) {

        Duration mostTime() {
            return Duration.ofMillis((long) Math.min(most * 1000, Duration.ofDays(365).toMillis()));
        }
    }

    /** @param lessons of one subject, newest first; empty when none of them tells a time for that unit */
    static Optional<Forecast> of(List<Lesson> lessons, String unit) {
        List<Lesson> timed = lessons.stream().filter(l -> l.unit().equals(unit) && l.seconds().isPresent())
                .limit(NEWEST).toList();
        double[] sizes = timed.stream().mapToDouble(l -> Math.log(l.amount())).toArray();
        double[] times = timed.stream().mapToDouble(l -> Math.log(l.seconds().orElse(1))).toArray();
        return timed.isEmpty() ? Optional.empty() : Optional.of(new Forecast(sizes, times));
    }

    /** Where the time for work of this amount lies, nine times of ten once there are enough runs. */
    Range seconds(double amount) {
        double size = Math.log(amount);
        double off = FURTHER * Math.max(0, Math.max(smallest - size, size - largest));
        return new Range(Math.exp(low + slope * size - off), Math.exp(high + slope * size + off));
    }

    private static double slope(double[] sizes, double[] times) {
        double[] slopes = DoubleStream.concat(DoubleStream.of(USUAL),
                IntStream.range(0, sizes.length).boxed()
                        .flatMapToDouble(a -> IntStream.range(0, a).filter(b -> Math.abs(sizes[a] - sizes[b]) >= APART)
                                .mapToDouble(b -> (times[a] - times[b]) / (sizes[a] - sizes[b]))))
                .toArray();
        return Math.clamp(Quantile.between(slopes, 0.5), 0, STEEPEST);
    }
}
