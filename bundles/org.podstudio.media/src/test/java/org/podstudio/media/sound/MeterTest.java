package org.podstudio.media.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * The minimum requirements of EBU Tech 3341 and 3342, with their signals synthesised: 1 kHz tones, in phase in both
 * channels.
 */
class MeterTest {

    private static final int RATE = 48_000;

    private static final SoundForm STEREO = new SoundForm(RATE, 2, "stereo");

    private final Sum meter = new Sum(STEREO);
    private long at;

    @Test
    void tech_3341_case_1() {
        tone(-23, 20);
        assertEquals(-23, meter.end().integratedLufs(), 0.1);
    }

    @Test
    void tech_3341_case_2() {
        tone(-33, 20);
        assertEquals(-33, meter.end().integratedLufs(), 0.1);
    }

    @Test
    void tech_3341_case_3() {
        tone(-36, 10);
        tone(-23, 60);
        tone(-36, 10);
        assertEquals(-23, meter.end().integratedLufs(), 0.1);
    }

    @Test
    void tech_3341_case_4() {
        tone(-72, 10);
        tone(-36, 10);
        tone(-23, 60);
        tone(-36, 10);
        tone(-72, 10);
        assertEquals(-23, meter.end().integratedLufs(), 0.1);
    }

    @Test
    void tech_3341_case_5() {
        tone(-26, 20);
        tone(-20, 20.1);
        tone(-26, 20);
        assertEquals(-23, meter.end().integratedLufs(), 0.1);
    }

    @Test
    void tech_3341_case_6_weighs_five_channels() {
        Sum surround = new Sum(new SoundForm(RATE, 6, "5.1"));
        double[] gains = {-28, -28, -24, Double.NEGATIVE_INFINITY, -30, -30};
        float[] frame = new float[6];
        for (int i = 0; i < 20 * RATE; i++) {
            for (int c = 0; c < 6; c++) {
                frame[c] = sample(gains[c], 1000, i);
            }
            surround.add(frame, 1);
        }
        assertEquals(-23, surround.end().integratedLufs(), 0.1);
    }

    @Test
    void tech_3342_case_1() {
        tone(-20, 20);
        tone(-30, 20);
        assertEquals(10, meter.end().rangeLu(), 1);
    }

    @Test
    void tech_3342_case_2() {
        tone(-20, 20);
        tone(-15, 20);
        assertEquals(5, meter.end().rangeLu(), 1);
    }

    @Test
    void tech_3342_case_3() {
        tone(-40, 20);
        tone(-20, 20);
        assertEquals(20, meter.end().rangeLu(), 1);
    }

    @Test
    void tech_3342_case_4() {
        for (int level : new int[]{-50, -35, -20, -35, -50}) {
            tone(level, 20);
        }
        assertEquals(15, meter.end().rangeLu(), 1);
    }

    @Test
    void finds_the_peak_between_the_samples() {
        // Tech 3341 case 16: a quarter of the rate at 45 degrees; the samples reach -9.0 dBFS, the wave -6.0
        float[] frames = new float[2 * RATE];
        for (int i = 0; i < RATE; i++) {
            frames[2 * i] = (float) (0.5 * Math.sin(Math.PI / 2 * i + Math.PI / 4));
        }
        meter.add(frames, RATE);
        double peak = meter.end().truePeakDbtp();
        assertTrue(peak > -6.4 && peak < -5.8, "within the +0.2 and -0.4 dB of the standard: " + peak);
    }

    @Test
    void silence_has_no_loudness() {
        meter.add(new float[2 * RATE], RATE);
        Loudness silence = meter.end();
        assertTrue(silence.silent());
        assertEquals(Double.NEGATIVE_INFINITY, silence.truePeakDbtp());
    }

    @Test
    void sound_shorter_than_a_block_is_measured() {
        tone(-23, 0.25);
        assertEquals(-23, meter.end().integratedLufs(), 0.3);
    }

    @Test
    void other_rates_weigh_alike() {
        for (int rate : new int[]{8000, 22_050, 44_100, 96_000, 192_000}) {
            Sum other = new Sum(new SoundForm(rate, 2, "stereo"));
            float[] frame = new float[2];
            for (int i = 0; i < 5 * rate; i++) {
                frame[0] = (float) (Math.pow(10, -23 / 20.0) * Math.sin(2 * Math.PI * 997 * i / rate));
                frame[1] = frame[0];
                other.add(frame, 1);
            }
            assertEquals(-23, other.end().integratedLufs(), 0.1, rate + " Hz");
        }
    }

    /** A meter with all that it leads to. */
    private static final class Sum {

        private final SoundForm form;
        private final Gating gating;
        private final Meter meter;

        Sum(SoundForm form) {
            this.form = form;
            this.gating = new Gating(form.step());
            this.meter = new Meter(form, gating::add);
        }

        void add(float[] interleaved, int frames) {
            float[][] channels = new float[form.channels()][frames];
            for (int i = 0; i < frames * form.channels(); i++) {
                channels[i % form.channels()][i / form.channels()] = interleaved[i];
            }
            meter.add(channels, 0, frames);
        }

        Loudness end() {
            return gating.end(meter.leftEnergy(), meter.leftFrames(), meter.peak()).loudness();
        }
    }

    private void tone(double dbfs, double seconds) {
        int frames = (int) Math.round(seconds * RATE);
        float[] samples = new float[2 * frames];
        for (int i = 0; i < frames; i++) {
            samples[2 * i] = sample(dbfs, 1000, at++);
            samples[2 * i + 1] = samples[2 * i];
        }
        meter.add(samples, frames);
    }

    private static float sample(double dbfs, double hertz, long i) {
        return (float) (Math.pow(10, dbfs / 20) * Math.sin(2 * Math.PI * hertz * i / RATE));
    }
}
