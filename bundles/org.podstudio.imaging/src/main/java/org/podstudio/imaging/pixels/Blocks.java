package org.podstudio.imaging.pixels;

import java.util.stream.IntStream;

/**
 * Work on many pixels or rows in blocks: large work uses the common pool, and before each block somebody is asked whether to go on, so that
 * a picture of 300 megapixels can be stopped as quickly as a small one.
 */
public final class Blocks {

    /** Asks nobody. */
    public static final Runnable GO_ON = () -> {
    };

    private static final int PIXELS = 1 << 18;

    private Blocks() {
    }

    /** Work on positions from the first to before the second. */
    @FunctionalInterface
    public interface Work {
        /** Must not touch what other blocks write. */
        void apply(int from, int to);
    }

    /**
     * Works on {@code count} positions of one pixel each.
     *
     * @param check called before each block, by several threads; what it throws ends the work
     */
    public static void pixels(int count, Runnable check, Work work) {
        each(count, PIXELS, check, work);
    }

    /**
     * Works on whole rows.
     *
     * @param width pixels a row
     * @param check as for {@link #pixels}
     */
    public static void rows(int count, int width, Runnable check, Work work) {
        each(count, Math.max(1, PIXELS / width), check, work);
    }

    private static void each(int count, int block, Runnable check, Work work) {
        int blocks = (int) (((long) count + block - 1) / block);
        IntStream.range(0, blocks).parallel().forEach(i -> {
            check.run();
            work.apply(i * block, (int) Math.min(count, (i + 1L) * block));
        });
    }
}
