package org.podstudio.media.sound;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collects the spans of sound whose length need not be known: when there are too many, pairs are merged, and spans last twice as long from
 * then on. Takes the same memory for a second and for a day.
 */
final class WaveformBuilder {

    /** Twice as many as the widest picture has columns, after a merge. */
    private static final int MOST = 1 << 15;
    private static final int FIRST_SPAN = 16;

    private final List<Growing> traces;
    private final Outline outline;
    private long frames;

    WaveformBuilder(int channels) {
        traces = IntStream.range(0, channels).mapToObj(c -> new Growing()).toList();
        outline = new Outline(channels, FIRST_SPAN, (c, low, high, energy, n) -> traces.get(c).add(low, high, energy,
                n));
    }

    void add(float[][] channels, int from, int to) throws IOException {
        outline.add(channels, from, to);
        frames += to - from;
    }

    Waveform build(int sampleRate) throws IOException {
        outline.end();
        return new Waveform(traces.stream().map(Growing::trace).toList(), sampleRate, frames);
    }

    /** One channel. */
    private static final class Growing {

        private final float[] low = new float[MOST];
        private final float[] high = new float[MOST];
        private final float[] mean = new float[MOST];
        private int spans;
        private int merge = 1;
        private int merged;
        private double energy;
        private long frames;

        void add(float lowest, float highest, double squares, long n) {
            low[spans] = merged == 0 ? lowest : Math.min(low[spans], lowest);
            high[spans] = merged == 0 ? highest : Math.max(high[spans], highest);
            energy += squares;
            frames += n;
            if (++merged == merge) {
                end();
            }
        }

        private void end() {
            mean[spans++] = (float) (energy / frames);
            energy = 0;
            frames = 0;
            merged = 0;
            if (spans == MOST) {
                halve();
            }
        }

        private void halve() {
            for (int i = 0; i < MOST / 2; i++) {
                low[i] = Math.min(low[2 * i], low[2 * i + 1]);
                high[i] = Math.max(high[2 * i], high[2 * i + 1]);
                mean[i] = (mean[2 * i] + mean[2 * i + 1]) / 2;
            }
            spans = MOST / 2;
            merge *= 2;
        }

        Waveform.Trace trace() {
            if (merged > 0) {
                end();
            }
            float[] rms = Arrays.copyOf(mean, spans);
            for (int i = 0; i < spans; i++) {
                rms[i] = (float) Math.sqrt(rms[i]);
            }
            return new Waveform.Trace(Arrays.copyOf(low, spans), Arrays.copyOf(high, spans), rms);
        }
    }
}
