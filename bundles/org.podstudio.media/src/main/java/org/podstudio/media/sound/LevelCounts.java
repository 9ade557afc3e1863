package org.podstudio.media.sound;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often each loudness occurred, in steps of 0.01 LU from -70 to +20 LUFS, with the energy of each step kept
 * exactly: takes the same memory for a second and for a day.
 */
final class LevelCounts {

    private static final double FLOOR = -70;
    private static final int STEPS_PER_LU = 100;

    private final int[] counts = new int[90 * STEPS_PER_LU];
    private final double[] energies = new double[counts.length];

    /** Loudness of a weighted mean square, LUFS. */
    static double lufs(double energy) {
        return energy <= 0 ? Double.NEGATIVE_INFINITY : -0.691 + 10 * Math.log10(energy);
    }

    /** Counts a block, unless it is not above the absolute gate. */
    void add(double energy) {
        double lufs = lufs(energy);
        if (lufs > FLOOR) {
            int step = Math.min((int) ((lufs - FLOOR) * STEPS_PER_LU), counts.length - 1);
            counts[step]++;
            energies[step] += energy;
        }
    }

    /** What was counted, in a tenth of the memory or less: few of the steps occur. Never changes. */
    static final class Counted {

        private final int[] steps;
        private final int[] counts;
        private final double[] energies;

        private Counted(LevelCounts all) {
            steps = IntStream.range(0, all.counts.length).filter(step -> all.counts[step] > 0).toArray();
            counts = Arrays.stream(steps).map(step -> all.counts[step]).toArray();
            energies = Arrays.stream(steps).mapToDouble(step -> all.energies[step]).toArray();
        }

        /** To be reckoned with. */
        LevelCounts levels() {
            LevelCounts levels = new LevelCounts();
            levels.add(this);
            return levels;
        }
    }

    /** As it is now. */
    Counted counted() {
        return new Counted(this);
    }

    /** Counts all that another has counted. */
    void add(Counted other) {
        for (int i = 0; i < other.steps.length; i++) {
            counts[other.steps[i]] += other.counts[i];
            energies[other.steps[i]] += other.energies[i];
        }
    }

    /** Loudness of the mean of all blocks above a level, LUFS. */
    double mean(double above) {
        int first = step(above);
        double energy = 0;
        long blocks = 0;
        for (int i = first; i < counts.length; i++) {
            energy += energies[i];
            blocks += counts[i];
        }
        return blocks == 0 ? Double.NEGATIVE_INFINITY : lufs(energy / blocks);
    }

    /** The mean of the blocks that are less than so many LU below the mean of all: a gated mean, LUFS. */
    double gatedMean(double below) {
        return mean(mean(FLOOR) - below);
    }

    /** Distance of the 95th from the 10th percentile of the blocks above the relative gate, LU (EBU Tech 3342). */
    double range() {
        int first = step(mean(FLOOR) - 20);
        long blocks = 0;
        for (int i = first; i < counts.length; i++) {
            blocks += counts[i];
        }
        return blocks == 0
                ? 0
                : (percentile(first, blocks, 0.95) - percentile(first, blocks,
                        0.10)) / (double) STEPS_PER_LU;
    }

    private int percentile(int first, long blocks, double share) {
        long rank = Math.round((blocks - 1) * share);
        int step = first;
        for (long seen = counts[step]; seen <= rank; seen += counts[step]) {
            step++;
        }
        return step;
    }

    private static int step(double lufs) {
        return Math.clamp((long) Math.ceil((lufs - FLOOR) * STEPS_PER_LU), 0, 90 * STEPS_PER_LU - 1);
    }
}
