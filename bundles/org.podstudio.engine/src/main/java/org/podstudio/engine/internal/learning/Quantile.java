package org.podstudio.engine.internal.learning;

import java.util.Arrays;

/** Quantiles of a few numbers. */
final class Quantile {

    private Quantile() {
    }

    /** Between two numbers, the share of the way. @param numbers at least one; any order @param share 0 to 1 */
    static double between(double[] numbers, double share) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
    }

    /** One of the numbers, the lower of two: for every share below 1 the largest of several is left out. */
    static double lower(double[] numbers, double share) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
