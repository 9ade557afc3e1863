package org.podstudio.media;

/**
 * The K weighting of ITU-R BS.1770-4 annex 1 for one channel: a shelf for the head and a high pass. The standard gives
 * coefficients for 48 kHz; these are the analogue filters behind them, transformed for any rate, so that at 48 kHz the
 * standard's own come out.
 */
final class KWeighting {

    private static final double SHELF_HZ = 1681.974450955533;
    private static final double SHELF_DB = 3.999843853973347;
    private static final double SHELF_Q = 0.7071752369554196;
    private static final double SHELF_MIDDLE = 0.4996667741545416;
    private static final double PASS_HZ = 38.13547087602444;
    private static final double PASS_Q = 0.5003270373238773;
    private static final double NOTHING = 1e-30;

    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private final double c1;
    private final double c2;
    private double z1;
    private double z2;
    private double u1;
    private double u2;

    /** @param sampleRate hertz */
    KWeighting(double sampleRate) {
        double k = Math.tan(Math.PI * SHELF_HZ / sampleRate);
        double high = Math.pow(10, SHELF_DB / 20);
        double band = Math.pow(high, SHELF_MIDDLE);
        double a0 = 1 + k / SHELF_Q + k * k;
        b0 = (high + band * k / SHELF_Q + k * k) / a0;
        b1 = 2 * (k * k - high) / a0;
        b2 = (high - band * k / SHELF_Q + k * k) / a0;
        a1 = 2 * (k * k - 1) / a0;
        a2 = (1 - k / SHELF_Q + k * k) / a0;
        double p = Math.tan(Math.PI * PASS_HZ / sampleRate);
        double d0 = 1 + p / PASS_Q + p * p;
        c1 = 2 * (p * p - 1) / d0;
        c2 = (1 - p / PASS_Q + p * p) / d0;
    }

    /** Filters on from where the last call ended. @return the sum of the squares of what comes out */
    double sumOfSquares(float[] samples, int from, int to) {
        double p1 = z1;
        double p2 = z2;
        double q1 = u1;
        double q2 = u2;
        double sum = 0;
        for (int i = from; i < to; i++) {
            double x = samples[i];
            double y = b0 * x + p1;
            p1 = b1 * x - a1 * y + p2;
            p2 = b2 * x - a2 * y;
            double w = y + q1;
            q1 = -2 * y - c1 * w + q2;
            q2 = y - c2 * w;
            sum += w * w;
        }
        z1 = settle(p1);
        z2 = settle(p2);
        u1 = settle(q1);
        u2 = settle(q2);
        return sum;
    }

    /** Silence after sound would leave numbers so small that the processor takes a hundred times longer over them. */
    private static double settle(double state) {
        return Math.abs(state) < NOTHING ? 0 : state;
    }
}
