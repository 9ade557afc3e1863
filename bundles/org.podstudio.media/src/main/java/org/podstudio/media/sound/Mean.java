package org.podstudio.media.sound;

import java.util.Arrays;

/** The mean of the last values. For one thread. */
final class Mean {

    private final float[] values;
    private int at;
    private double sum;
    private int quiet;

    /** @param length of the values that count, which were 1 before */
    Mean(int length) {
        values = new float[length];
        reset();
    }

    /** Whether all that count are 1. */
    boolean idle() {
        return quiet >= values.length;
    }

    void apply(float[] factors, int n) {
        for (int i = 0; i < n; i++) {
            float value = factors[i];
            quiet = value == 1 ? quiet + 1 : 0;
            sum += value - values[at];
            values[at] = value;
            at = at + 1 == values.length ? 0 : at + 1;
            factors[i] = (float) Math.min(1, sum / values.length);
        }
        if (idle()) {
            reset(); // and what rounding has left is gone
        }
    }

    private void reset() {
        Arrays.fill(values, 1);
        sum = values.length;
        quiet = values.length;
    }
}
