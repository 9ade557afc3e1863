package org.podstudio.media.sound;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The values between the samples: four times as many below 96 kHz and twice below 192 kHz, as ITU-R BS.1770-4 annex 2 asks (44.1 kHz becomes
 * 176.4 kHz), and up to 192 kHz for the rates of speech, whose sound reaches to the top of their band; by a Kaiser-windowed sinc of 24 taps a phase (the annex's own 12 taps read up to 0.4 dB low near the top of the band).
 */
final class Oversampling {

    static final int TAPS = 24;
    private static final int AT_ONCE = 8;
    /** Samples before and after, of which the ones in the middle are followed by the values between. */
    static final int BEFORE = TAPS / 2 - 1;
    private static final int HALF = TAPS / 2;
    private static final int LOW_RATE = 40_000;
    private static final int FINE_RATE = 192_000;
    private static final double BETA = 7;

    private final float[][] phases;
    private final float reach;
    private final float straight;
    private final float bent;

    /** @param sampleRate hertz */
    Oversampling(int sampleRate) {
        int factor = sampleRate < LOW_RATE
                ? Math.ceilDiv(FINE_RATE, sampleRate)
                : sampleRate < 96_000 ? 4 : sampleRate < FINE_RATE ? 2 : 1;
        phases = new float[factor - 1][];
        double largest = 1;
        double line = 1;
        double bend = 0;
        for (int p = 1; p < factor; p++) {
            float[] taps = phase((double) p / factor);
            Curve curve = Curve.of(taps, (double) p / factor);
            phases[p - 1] = taps;
            largest = Math.max(largest, IntStream.range(0, TAPS).mapToDouble(k -> Math.abs(taps[k])).sum());
            line = Math.max(line, curve.straight());
            bend = Math.max(bend, curve.bent());
        }
        reach = (float) largest;
        straight = (float) line;
        bent = (float) bend;
    }

    /**
     * What a phase makes of samples in two shares: what lies on the line from one sample to the next, and what their bends add.
     *
     * @param straight times the highest sample
     * @param bent times the sharpest bend, which is the difference of two differences
     */
    private record Curve(double straight, double bent) {

        /** By summing twice by parts, after what is left of level and slope is taken out at the two samples in the middle. */
        static Curve of(float[] taps, double offset) {
            double[] rest = IntStream.range(0, TAPS).mapToDouble(k -> taps[k]).toArray();
            rest[BEFORE] -= 1 - offset;
            rest[BEFORE + 1] -= offset;
            double level = Arrays.stream(rest).sum();
            double slope = IntStream.range(0, TAPS).mapToDouble(k -> rest[k] * (k - BEFORE)).sum();
            rest[BEFORE] -= level - slope;
            rest[BEFORE + 1] -= slope;
            double once = 0;
            double twice = 0;
            double bent = 0;
            for (double tap : rest) {
                once += tap;
                twice += once;
                bent += Math.abs(twice);
            }
            return new Curve(1 + Math.abs(level) + 2 * Math.abs(slope), bent);
        }
    }

    /**
     * Whether a value between the samples of a window might pass a limit. Where there is little above some kilohertz, what is told is near the truth.
     *
     * @param highest of the samples
     */
    boolean mightPass(float limit, float highest, float[] window) {
        return highest * reach > limit && highest * straight + sharpest(window) * bent > limit;
    }

    private static float sharpest(float[] window) {
        float sharpest = 0;
        for (int i = 2; i < window.length; i++) {
            sharpest = Math.max(sharpest, Math.abs(window[i] - 2 * window[i - 1] + window[i - 2]));
        }
        return sharpest;
    }

    /** How many values lie between two samples. */
    int phases() {
        return phases.length;
    }

    /**
     * The values of one phase.
     *
     * @param window of which value i lies after sample {@code i + BEFORE}
     * @param values as many as are wanted, {@link #TAPS} fewer than the window has and one more
     */
    void between(int phase, float[] window, float[] values) {
        Arrays.fill(values, 0);
        float[] taps = phases[phase];
        for (int k = 0; k < TAPS; k += AT_ONCE) {
            add(taps, k, window, values);
        }
    }

    /** Over all values for some taps at a time: so the compiler uses the processor's vectors, and each value is fetched and put back seldom. */
    private static void add(float[] taps, int k, float[] window, float[] values) {
        float a = taps[k];
        float b = taps[k + 1];
        float c = taps[k + 2];
        float d = taps[k + 3];
        float e = taps[k + 4];
        float f = taps[k + 5];
        float g = taps[k + 6];
        float h = taps[k + 7];
        for (int i = 0; i < values.length; i++) {
            values[i] += a * window[i + k] + b * window[i + k + 1] + c * window[i + k + 2] + d * window[i + k + 3]
                    + (e * window[i + k + 4] + f * window[i + k + 5] + g * window[i + k + 6] + h * window[i + k + 7]);
        }
    }

    static float highest(float[] values, int from, int to) {
        float highest = 0;
        for (int i = from; i < to; i++) {
            highest = Math.max(highest, Math.abs(values[i]));
        }
        return highest;
    }

    private static float[] phase(double offset) {
        float[] taps = new float[TAPS];
        for (int k = 0; k < TAPS; k++) {
            double t = k - (HALF - 1) - offset;
            taps[k] = (float) (Math.sin(Math.PI * t) / (Math.PI * t) * kaiser(t / HALF));
        }
        return taps;
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
    }

    /** The modified Bessel function of the first kind, order 0, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < 40; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
