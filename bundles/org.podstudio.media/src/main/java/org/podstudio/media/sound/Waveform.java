package org.podstudio.media.sound;

import java.util.List;

/**
 * The outline of sound: of each of many equal spans of time the lowest and the highest sample and the root of the mean square.
 *
 * @param traces one a channel, or one of all
 * @param sampleRate hertz
 * @param frames how many samples each channel has
 */
public record Waveform(List<Trace> traces, int sampleRate, long frames) {

    /** Copies the list. */
    public Waveform {
        traces = List.copyOf(traces);
    }

    /**
     * The outline of one channel; all of the same length.
     *
     * @param low -1 to 1, never above {@code high}; beyond that where samples are floats that go beyond it
     * @param high -1 to 1
     * @param rms 0 to 1
     */
    public record Trace(float[] low, float[] high, float[] rms) {

        /** Number of spans. */
        public int size() {
            return low.length;
        }

        /** The outline in fewer or more spans, for as many columns. */
        Trace scaled(int columns) {
            float[] lows = new float[columns];
            float[] highs = new float[columns];
            float[] means = new float[columns];
            for (int x = 0; x < columns && size() > 0; x++) {
                int from = (int) ((long) x * size() / columns);
                int to = Math.max(from + 1, (int) ((x + 1L) * size() / columns));
                lows[x] = low[from];
                highs[x] = high[from];
                double squares = 0;
                for (int i = from; i < to; i++) {
                    lows[x] = Math.min(lows[x], low[i]);
                    highs[x] = Math.max(highs[x], high[i]);
                    squares += rms[i] * rms[i];
                }
                means[x] = (float) Math.sqrt(squares / (to - from));
            }
            return new Trace(lows, highs, means);
        }

        /** The sample that is furthest from silence. */
        float peak() {
            float peak = 0;
            for (int i = 0; i < size(); i++) {
                peak = Math.max(peak, Math.max(high[i], -low[i]));
            }
            return peak;
        }
    }
}
