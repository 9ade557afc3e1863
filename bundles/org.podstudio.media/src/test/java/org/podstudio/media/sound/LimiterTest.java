package org.podstudio.media.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {

    private static final double CEILING_DB = -1;

    @ParameterizedTest
    @ValueSource(ints = {8000, 44_100, 48_000, 96_000, 192_000})
    void no_peak_passes_the_ceiling(int rate) throws IOException {
        SoundForm form = new SoundForm(rate, 2, "stereo");
        float[][] noise = noise(2, 3 * rate);
        float[][] out = level(form, Levelling.limited(12, CEILING_DB), noise);
        double peak = 0;
        for (float[] channel : out) {
            TruePeak meter = new TruePeak(new Oversampling(rate));
            meter.add(channel, 0, channel.length);
            peak = Math.max(peak, meter.end());
        }
        assertTrue(20 * Math.log10(peak) <= CEILING_DB + 0.03, "true peak " + 20 * Math.log10(peak));
    }

    @Test
    void what_stays_below_the_ceiling_is_untouched() throws IOException {
        float[][] tone = tone(0.5f, 48_000);
        float[][] out = level(new SoundForm(48_000, 1, "mono"), Levelling.limited(0, CEILING_DB), tone);
        org.junit.jupiter.api.Assertions.assertArrayEquals(tone[0], out[0]);
    }

    @Test
    void one_burst_is_turned_down_smoothly_and_the_rest_left_alone() throws IOException {
        float[][] tone = tone(0.5f, 96_000);
        for (int i = 48_000; i < 48_100; i++) {
            tone[0][i] *= 3;
        }
        float[][] out = level(new SoundForm(48_000, 1, "mono"), Levelling.limited(0, CEILING_DB), tone);
        double last = 1;
        for (int i = 0; i < tone[0].length; i++) {
            if (Math.abs(tone[0][i]) > 0.1) {
                double gain = out[0][i] / tone[0][i];
                assertTrue(gain <= 1.000001 && gain > 0.5, i + ": " + gain);
                assertTrue(Math.abs(gain - last) < 0.08, "jumps at " + i + " from " + last + " to " + gain);
                last = gain;
                if (i < 47_700 || i > 90_000) {
                    assertEquals(1, gain, 1e-6, "at " + i);
                }
            }
        }
    }

    @Test
    void all_channels_are_turned_down_together() throws IOException {
        float[][] loudAndSoft = {tone(1.5f, 48_000)[0], tone(0.1f, 48_000)[0]};
        float[][] out = level(new SoundForm(48_000, 2, "stereo"), Levelling.limited(0, CEILING_DB), loudAndSoft);
        for (int i = 10_000; i < 40_000; i += 7) {
            assertEquals(out[0][i] / 15, out[1][i], 1e-5);
        }
    }

    private static float[][] level(SoundForm form, Levelling levelling, float[][] in) throws IOException {
        float[][] out = new float[in.length][in[0].length];
        int[] at = {0};
        Levels levels = new Levels(form, levelling, (channels, from, to) -> {
            for (int c = 0; c < channels.length; c++) {
                System.arraycopy(channels[c], from, out[c], at[0], to - from);
            }
            at[0] += to - from;
        });
        levels.add(in, 0, in[0].length);
        levels.end();
        assertEquals(in[0].length, at[0]);
        return out;
    }

    private static float[][] tone(float amplitude, int frames) {
        float[][] tone = new float[1][frames];
        for (int i = 0; i < frames; i++) {
            tone[0][i] = (float) (amplitude * Math.sin(2 * Math.PI * 997 * i / 48_000));
        }
        return tone;
    }

    private static float[][] noise(int channels, int frames) {
        Random random = new Random(7);
        float[][] noise = new float[channels][frames];
        for (float[] channel : noise) {
            for (int i = 0; i < frames; i++) {
                channel[i] = (float) (random.nextGaussian() * 0.2);
            }
        }
        return noise;
    }
}
