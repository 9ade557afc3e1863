package org.podstudio.media.sound;

/**
 * The K weighting of ITU-R BS.1770-4 annex 1: a shelf for the head and a high pass. The standard gives coefficients for 48 kHz; these are
 * the analogue filters behind them, transformed for any rate, so that at 48 kHz the standard's own come out.
 */
final class KWeighting {

    private static final double SHELF_HZ = 1681.974450955533;
    private static final double SHELF_DB = 3.999843853973347;
    private static final double SHELF_Q = 0.7071752369554196;
    private static final double SHELF_MIDDLE = 0.4996667741545416;
    private static final double PASS_HZ = 38.13547087602444;
    private static final double PASS_Q = 0.5003270373238773;
    private static final double NOTHING = 1e-30;
    private static final int MEMORY = 4;

    // of filters in state space: each value waits for one product and one difference with the last, instead of twice as many
    private final double a1;
    private final double a2;
    private final double b0;
    private final double b1;
    private final double b2;
    private final double c1;
    private final double c2;
    private final double d1;
    private final double d2;
    private final double[] weights;
    private final double[] memory;

    /**
     * @param sampleRate hertz
     * @param weights of the channels; one of 0 is left out
     */
    KWeighting(double sampleRate, double[] weights) {
        double k = Math.tan(Math.PI * SHELF_HZ / sampleRate);
        double high = Math.pow(10, SHELF_DB / 20);
        double band = Math.pow(high, SHELF_MIDDLE);
        double a0 = 1 + k / SHELF_Q + k * k;
        a1 = 2 * (k * k - 1) / a0;
        a2 = (1 - k / SHELF_Q + k * k) / a0;
        b0 = (high + band * k / SHELF_Q + k * k) / a0;
        b1 = 2 * (k * k - high) / a0 - a1 * b0;
        b2 = (high - band * k / SHELF_Q + k * k) / a0 - a2 * b0;
        double p = Math.tan(Math.PI * PASS_HZ / sampleRate);
        double c0 = 1 + p / PASS_Q + p * p;
        c1 = 2 * (p * p - 1) / c0;
        c2 = (1 - p / PASS_Q + p * p) / c0;
        d1 = -2 - c1;
        d2 = 1 - c2;
        this.weights = weights.clone();
        this.memory = new double[MEMORY * weights.length];
    }

    /** Filters on from where the last call ended. @return the weighted sum of the squares of what comes out */
    double energy(float[][] channels, int from, int to) {
        double sum = 0;
        for (int c = 0; c < weights.length; c++) {
            if (c + 1 < weights.length && weights[c] > 0 && weights[c + 1] > 0) {
                sum += pair(channels[c], channels[c + 1], c, from, to);
                c++;
            } else if (weights[c] > 0) {
                sum += weights[c] * one(channels[c], c * MEMORY, from, to);
            }
        }
        return sum;
    }

    private double one(float[] samples, int m, int from, int to) {
        double p1 = memory[m];
        double p2 = memory[m + 1];
        double q1 = memory[m + 2];
        double q2 = memory[m + 3];
        double sum = 0;
        for (int i = from; i < to; i++) {
            double x = samples[i];
            double y = b0 * x + p1;
            double w = y + q1;
            double p = p1;
            double q = q1;
            p1 = b1 * x + p2 - a1 * p;
            p2 = b2 * x - a2 * p;
            q1 = d1 * y + q2 - c1 * q;
            q2 = d2 * y - c2 * q;
            sum += w * w;
        }
        settle(m, p1, p2, q1, q2);
        return sum;
    }

    /** Two at once: each waits for its own last value, and the processor works on the other meanwhile. */
    private double pair(float[] left, float[] right, int first, int from, int to) {
        int m = first * MEMORY;
        double p1 = memory[m];
        double p2 = memory[m + 1];
        double q1 = memory[m + 2];
        double q2 = memory[m + 3];
        double r1 = memory[m + 4];
        double r2 = memory[m + 5];
        double s1 = memory[m + 6];
        double s2 = memory[m + 7];
        double sum = 0;
        double other = 0;
        for (int i = from; i < to; i++) {
            double x = left[i];
            double u = right[i];
            double y = b0 * x + p1;
            double v = b0 * u + r1;
            double w = y + q1;
            double z = v + s1;
            double p = p1;
            double q = q1;
            double r = r1;
            double s = s1;
            p1 = b1 * x + p2 - a1 * p;
            r1 = b1 * u + r2 - a1 * r;
            p2 = b2 * x - a2 * p;
            r2 = b2 * u - a2 * r;
            q1 = d1 * y + q2 - c1 * q;
            s1 = d1 * v + s2 - c1 * s;
            q2 = d2 * y - c2 * q;
            s2 = d2 * v - c2 * s;
            sum += w * w;
            other += z * z;
        }
        settle(m, p1, p2, q1, q2);
        settle(m + MEMORY, r1, r2, s1, s2);
        return weights[first] * sum + weights[first + 1] * other;
    }

    /** Silence after sound would leave numbers so small that the processor takes a hundred times longer over them. */
    private void settle(int m, double... state) {
        for (int i = 0; i < MEMORY; i++) {
            memory[m + i] = Math.abs(state[i]) < NOTHING ? 0 : state[i];
        }
    }
}
