package org.podstudio.engine.internal.learning;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

import org.podstudio.api.Needs;
import org.podstudio.store.Lesson;

/**
 * What a processor's estimates of its needs are to be multiplied by: what nine of ten runs were content with, where each processor begins
 * with the credit of three estimates that were right. So one outlier changes nothing, two runs that took too much raise the factor, and it
 * falls below 1 only after many runs. Heap is left as it was estimated, because it cannot be measured for one job.
 *
 * @param cores factor, {@value #LEAST} to {@value #MOST}
 * @param memory likewise, for memory outside the heap
 * @param scratch likewise
 */
public record Correction(double cores, double memory, double scratch) {

    /** Nothing is known. */
    public static final Correction NONE = new Correction(1, 1, 1);

    /** A smaller factor would be believed too soon. */
    static final double LEAST = 0.5;
    /** More is not a wrong estimate but a wrong unit. */
    static final double MOST = 8;
    /** Less than this was as good as nothing: a multiple of it tells little. */
    static final long FLOOR_BYTES = 16L << 20;

    private static final double CONTENT = 0.9;
    private static final double[] CREDIT = {1, 1, 1};

    /** What these runs of one processor teach. */
    public static Correction of(List<Lesson> lessons) {
        return new Correction(factor(lessons, Lesson::cores), factor(lessons, Lesson::memory),
                factor(lessons, Lesson::scratch));
    }

    /** How an amount of bytes that was used compares with the estimate. */
    static double ratio(long used, long estimated) {
        return used / (double) Math.max(estimated, FLOOR_BYTES);
    }

    /**
     * The estimate, corrected; never so far that a job which could run by its own estimate could not any more.
     *
     * @param memoryBytes all there is, heap included
     * @param freeDisk bytes
     */
    public Needs apply(Needs needs, long memoryBytes, long freeDisk) {
        int threads = Math.max(1, (int) Math.ceil(needs.threads() * cores));
        return new Needs(threads, needs.heapBytes(),
                within(needs.nativeBytes(), memory, memoryBytes - needs.heapBytes()), needs.gpuBytes(),
                within(needs.scratchBytes(), scratch, freeDisk));
    }

    private static long within(long estimated, double factor, long there) {
        double wanted = factor > 1 ? Math.max(estimated, FLOOR_BYTES) * factor : estimated * factor;
        return (long) Math.min(wanted, Math.max(estimated, there));
    }

    private static double factor(List<Lesson> lessons, Function<Lesson, OptionalDouble> ratio) {
        double[] ratios = DoubleStream.concat(DoubleStream.of(CREDIT),
                lessons.stream().map(ratio).flatMapToDouble(OptionalDouble::stream).filter(Double::isFinite)).toArray();
        return Math.clamp(Quantile.lower(ratios, CONTENT), LEAST, MOST);
    }
}
