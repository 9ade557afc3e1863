package org.podstudio.media.sound;

import java.util.stream.IntStream;

/**
 * Triangular noise of two steps' width before rounding: what rounding adds is then even noise and no distortion that follows the sound.
 * Digital silence stays silence. The same seed gives the same noise. For one thread.
 */
final class Dither {

    /** Rounding looks at so many parts of a step. */
    private static final int SHIFT = 6;
    private static final int PARTS = 1 << SHIFT;
    /** Of the noise, whose two halves have 16 bits each. */
    private static final float PART = 0x1p-16f * PARTS;
    /** Makes all but silence larger than 1. */
    private static final float AUDIBLE = 0x1p100f;

    private int[] counted = {};
    private int[] wholes = {};
    private int at;

    /** @param seed any */
    Dither(int seed) {
        at = scattered(seed);
    }

    /**
     * The nearest whole numbers after noise, within the steps.
     *
     * @return at least as many as were asked for; used again by the next call
     */
    int[] wholes(float[] samples, int from, int n, int steps) {
        if (wholes.length < n) {
            wholes = new int[n];
            counted = IntStream.range(0, n).toArray();
        }
        scatter(n);
        round(samples, from, n, steps);
        at += n;
        return wholes;
    }

    // loops without branches and not longer than this the compiler gives vectors: an eighth of the time. An index as a value would prevent it

    private void scatter(int n) {
        int[] numbers = counted;
        int[] random = wholes;
        for (int i = 0; i < n; i++) {
            random[i] = scattered(at + numbers[i]);
        }
    }

    private void round(float[] samples, int from, int n, int steps) {
        int[] values = wholes;
        float parts = (float) steps * PARTS;
        for (int i = 0; i < n; i++) {
            float sample = samples[from + i];
            float noise = ((values[i] << 16 >> 16) + (values[i] >> 16)) * PART;
            int value = (int) (sample * parts + noise * Math.min(1, Math.abs(sample) * AUDIBLE));
            values[i] = Math.max(-steps, Math.min(steps - 1, value + PARTS / 2 >> SHIFT));
        }
    }

    /** The finish of MurmurHash3: numbers in a row become numbers that have nothing to do with each other. */
    private static int scattered(int number) {
        int x = number;
        x = (x ^ x >>> 16) * 0x85EBCA6B;
        x = (x ^ x >>> 13) * 0xC2B2AE35;
        return x ^ x >>> 16;
    }
}
