package org.podstudio.media.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OversamplingTest {

    private static final int VALUES = 64;

    private final float[] window = new float[VALUES + Oversampling.TAPS - 1];

    @ParameterizedTest
    @ValueSource(ints = {8000, 48_000, 96_000})
    void a_peak_between_samples_is_never_ruled_out(int sampleRate) {
        Oversampling oversampling = new Oversampling(sampleRate);
        Random random = new Random(1);
        for (int round = 0; round < 3000; round++) {
            double turn = Math.PI * random.nextDouble(); // from standing still up to half the rate
            double noise = random.nextInt(3) / 2.0;
            for (int i = 0; i < window.length; i++) {
                window[i] = (float) (Math.sin(turn * i + round) + noise * random.nextGaussian());
            }
            float between = between(oversampling);
            assertTrue(oversampling.mightPass(between * 0.9999f, highest(), window), "at " + turn);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 1000, 2000})
    void low_sound_needs_no_second_look(int hertz) {
        for (int i = 0; i < window.length; i++) {
            window[i] = (float) Math.sin(2 * Math.PI * hertz * i / 48_000);
        }
        assertFalse(new Oversampling(48_000).mightPass(1.05f, highest(), window));
    }

    @Test
    void the_top_of_the_band_of_speech_is_read_in_fine_steps() {
        for (int i = 0; i < window.length; i++) { // all its peaks lie in the middle between quarters of a sample
            window[i] = (float) Math.cos(0.8 * Math.PI * (i - 0.125));
        }
        assertEquals(1, between(new Oversampling(8000)), 0.02);
    }

    private float highest() {
        return Oversampling.highest(window, 0, window.length);
    }

    private float between(Oversampling oversampling) {
        float[] values = new float[VALUES];
        float highest = 0;
        for (int phase = 0; phase < oversampling.phases(); phase++) {
            oversampling.between(phase, window, values);
            highest = Math.max(highest, Oversampling.highest(values, 0, VALUES));
        }
        return highest;
    }
}
