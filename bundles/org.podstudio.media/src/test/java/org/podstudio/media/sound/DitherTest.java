package org.podstudio.media.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DitherTest {

    private static final int N = 200_000;

    /** Noise of two triangular steps and rounding: a quarter of a step squared, wherever between two steps a sample lies. */
    @ParameterizedTest
    @CsvSource({"128, 0.3", "128, -0.3", "32768, 0.00001", "32768, -0.25001", "32768, 0.9", "8388608, 0.0012345"})
    void what_is_added_is_even_noise(int steps, float level) {
        float[] samples = new float[N];
        Arrays.fill(samples, level);
        double[] added = added(samples, steps);
        assertEquals(0, mean(added), 0.02);
        assertEquals(0.25, mean(products(added, added, 0)), 0.02);
        for (int apart = 1; apart < 5; apart++) {
            assertEquals(0, mean(products(added, added, apart)), 0.005, apart + " apart");
        }
    }

    @Test
    void what_is_added_does_not_follow_the_sound() {
        float[] samples = new float[N];
        for (int i = 0; i < N; i++) {
            samples[i] = (float) (2e-5 * Math.sin(0.13 * i));
        }
        double[] sound = IntStream.range(0, N).mapToDouble(i -> samples[i] * (1 << 15)).toArray();
        assertEquals(0, mean(products(added(samples, 1 << 15), sound, 0)), 0.005);
    }

    @Test
    void silence_stays_silence_and_nothing_passes_full_scale() {
        float[] samples = {0, -0f, 1.5f, -1.5f, 0};
        int[] wholes = new Dither(7).wholes(samples, 0, samples.length, 1 << 15);
        assertArrayEquals(new int[]{0, 0, 32_767, -32_768, 0}, Arrays.copyOf(wholes, samples.length));
    }

    @Test
    void it_goes_on_where_it_was() {
        float[] samples = new float[1000];
        Arrays.fill(samples, 0.1f);
        int[] whole = new Dither(7).wholes(samples, 0, 1000, 1 << 15).clone();
        Dither dither = new Dither(7);
        int[] first = Arrays.copyOf(dither.wholes(samples, 0, 300, 1 << 15), 300);
        int[] second = Arrays.copyOf(dither.wholes(samples, 300, 700, 1 << 15), 700);
        assertArrayEquals(Arrays.copyOf(whole, 300), first);
        assertArrayEquals(Arrays.copyOfRange(whole, 300, 1000), second);
    }

    private static double[] added(float[] samples, int steps) {
        int[] wholes = new Dither(1).wholes(samples, 0, N, steps);
        return IntStream.range(0, N).mapToDouble(i -> wholes[i] - (double) samples[i] * steps).toArray();
    }

    private static double[] products(double[] some, double[] others, int apart) {
        return IntStream.range(apart, N).mapToDouble(i -> some[i] * others[i - apart]).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
