package org.podstudio.media.sound;

import java.io.IOException;

/** Lowest and highest sample and energy of each span of a stream of samples. For one thread. */
final class Outline {

    private final int channels;
    private final long perSpan;
    private final Spans spans;
    private final float[] mix;
    private final float[][] mixed;
    private final float[] low;
    private final float[] high;
    private final double[] energy;
    private long inSpan;

    /** Takes what was found in a span. */
    @FunctionalInterface
    interface Spans {
        /**
         * Called for each channel of each span in turn.
         *
         * @param low -1 to 1, or beyond where floats are
         * @param energy sum of the squares of the samples
         * @param frames how many samples; fewer in the last span
         */
        void add(int channel, float low, float high, double energy, long frames) throws IOException;
    }

    /**
     * @param channels of the outline: as many as come, or 1, then they are mixed in equal parts
     * @param perSpan frames, at least 1
     */
    Outline(int channels, long perSpan, Spans spans) {
        this.channels = channels;
        this.perSpan = perSpan;
        this.spans = spans;
        this.mix = new float[1 << 16];
        this.mixed = new float[][]{mix};
        this.low = new float[channels];
        this.high = new float[channels];
        this.energy = new double[channels];
        reset();
    }

    private void reset() {
        java.util.Arrays.fill(low, Float.POSITIVE_INFINITY);
        java.util.Arrays.fill(high, Float.NEGATIVE_INFINITY);
        java.util.Arrays.fill(energy, 0);
        inSpan = 0;
    }

    void add(float[][] samples, int from, int to) throws IOException {
        if (channels == samples.length) {
            spans(samples, from, to);
        } else {
            for (int at = from; at < to; at += mix.length) {
                int n = Math.min(to - at, mix.length);
                mix(samples, at, n);
                spans(mixed, 0, n);
            }
        }
    }

    private void mix(float[][] samples, int from, int n) {
        float part = 1f / samples.length;
        for (int i = 0; i < n; i++) {
            float sum = 0;
            for (float[] channel : samples) {
                sum += channel[from + i];
            }
            mix[i] = sum * part;
        }
    }

    private void spans(float[][] samples, int from, int to) throws IOException {
        for (int at = from; at < to;) {
            int n = (int) Math.min(to - at, perSpan - inSpan);
            for (int c = 0; c < channels; c++) {
                look(samples[c], c, at, at + n);
            }
            at += n;
            inSpan += n;
            if (inSpan == perSpan) {
                end();
            }
        }
    }

    private void look(float[] samples, int c, int from, int to) {
        float lowest = low[c];
        float highest = high[c];
        float even = 0;
        float odd = 0;
        for (int i = from; i < to; i++) {
            float x = samples[i];
            lowest = x < lowest ? x : lowest;
            highest = x > highest ? x : highest;
            if ((i & 1) == 0) {
                even += x * x;
            } else {
                odd += x * x;
            }
        }
        low[c] = lowest;
        high[c] = highest;
        energy[c] += (double) even + odd;
    }

    /** Ends the span that is under way, if one is. */
    void end() throws IOException {
        if (inSpan > 0) {
            for (int c = 0; c < channels; c++) {
                spans.add(c, low[c], high[c], energy[c], inSpan);
            }
            reset();
        }
    }
}
