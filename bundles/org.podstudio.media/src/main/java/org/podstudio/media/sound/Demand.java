package org.podstudio.media.sound;

import java.util.Arrays;

/**
 * What factor each moment of a sound would need to stay under a ceiling, between the samples included; the same for all channels, so that
 * nothing moves from its place. Tells it late, by {@link #LATE} samples. For one thread.
 */
final class Demand {

    private static final int CHUNK = 128;
    private static final int FILLED = CHUNK + Oversampling.TAPS - 1;
    /** So many samples have to follow. */
    static final int LATE = Oversampling.TAPS - 1 - Oversampling.BEFORE;

    private final Oversampling oversampling;
    private final float ceiling;
    private final float[][] windows;
    private final float[] values = new float[CHUNK];
    private final float[] peaks = new float[CHUNK + 1];
    private float carried;

    /** @param ceiling 1 is full scale */
    Demand(SoundForm form, float ceiling) {
        this.oversampling = new Oversampling(form.sampleRate());
        this.ceiling = ceiling;
        this.windows = new float[form.channels()][FILLED];
    }

    /** How many frames it takes at once. */
    static int chunk() {
        return CHUNK;
    }

    /**
     * Looks at the next frames.
     *
     * @param channels of which it takes {@link #chunk} frames
     * @param factors takes what they need, 1 for nothing
     * @return whether any of them needs something
     */
    boolean of(float[][] channels, int from, float[] factors) {
        Arrays.fill(peaks, 0);
        peaks[0] = carried;
        boolean looked = carried > ceiling;
        for (int c = 0; c < windows.length; c++) {
            System.arraycopy(channels[c], from, windows[c], Oversampling.TAPS - 1, CHUNK);
            looked |= look(windows[c]);
            System.arraycopy(windows[c], CHUNK, windows[c], 0, Oversampling.TAPS - 1);
        }
        carried = peaks[CHUNK];
        Arrays.fill(factors, 1);
        return looked && turnDown(factors);
    }

    private boolean turnDown(float[] factors) {
        boolean any = false;
        for (int i = 0; i < CHUNK; i++) {
            any |= peaks[i] > ceiling;
            factors[i] = peaks[i] > ceiling ? ceiling / peaks[i] : 1;
        }
        return any;
    }

    /** @return whether any might be too high */
    private boolean look(float[] window) {
        if (!oversampling.mightPass(ceiling, Oversampling.highest(window, 0, FILLED), window)) {
            return false;
        }
        for (int i = 0; i < CHUNK; i++) {
            peaks[i] = Math.max(peaks[i], Math.abs(window[i + Oversampling.BEFORE]));
        }
        for (int phase = 0; phase < oversampling.phases(); phase++) {
            oversampling.between(phase, window, values);
            for (int i = 0; i < CHUNK; i++) { // a value between is held by both samples around it
                float value = Math.abs(values[i]);
                peaks[i] = Math.max(peaks[i], value);
                peaks[i + 1] = Math.max(peaks[i + 1], value);
            }
        }
        return true;
    }
}
