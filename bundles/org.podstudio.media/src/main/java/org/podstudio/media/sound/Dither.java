package org.podstudio.media.sound;

/**
 * Triangular noise of two steps' width before rounding: what rounding adds is then even noise and no distortion that follows the sound.
 * Digital silence stays silence. The same seed gives the same noise. For one thread.
 */
final class Dither {

    private static final float STEP = 0x1p-32f;
    private long state;

    /** @param seed any */
    Dither(long seed) {
        state = seed * 0x9E3779B97F4A7C15L | 1;
    }

    /** The nearest whole number after noise, within the steps. */
    int whole(float sample, int steps) {
        if (sample == 0) {
            return 0;
        }
        // an xorshift gives both halves of the triangle at once
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        float noise = ((int) state + (state >> 32)) * STEP;
        int value = (int) Math.rint(sample * steps + noise); // a third of what Math.round takes
        return Math.max(-steps, Math.min(steps - 1, value));
    }
}
