package org.podstudio.imaging.pixels;

import java.util.Arrays;
import java.util.function.Function;

/** Resampling of one channel at a time in floating point: to the width first, then to the height. */
final class ChannelResampler {

    private final int inWidth;
    private final int inHeight;
    private final int width;
    private final int height;
    private final Weights across;
    private final Weights down;
    private final Runnable check;

    /** Gives one line of a channel. */
    interface Source {
        void take(int y, float[] line);
    }

    /** Takes a value of the result. */
    interface Sink {
        void put(int at, float value);
    }

    /** Taps, and what each of them counts. */
    private record Weights(Taps taps, float[] shares) {

        static Weights of(int in, int out, Filter filter, Function<Taps, float[]> shares) {
            Taps taps = Taps.of(in, out, filter);
            return new Weights(taps, shares.apply(taps));
        }
    }

    /** @param shares makes numbers of the taps' weights, for one add up to about one at each position */
    ChannelResampler(int inWidth, int inHeight, int width, int height, Filter filter, Function<Taps, float[]> shares,
            Runnable check) {
        this.inWidth = inWidth;
        this.inHeight = inHeight;
        this.width = width;
        this.height = height;
        this.across = Weights.of(inWidth, width, filter, shares);
        this.down = Weights.of(inHeight, height, filter, shares);
        this.check = check;
    }

    void resample(Source source, Sink sink) {
        rows(columns(source), sink);
    }

    private float[] columns(Source source) {
        float[] out = new float[Math.multiplyExact(width, inHeight)];
        Blocks.rows(inHeight, inWidth, check, (from, to) -> {
            float[] line = new float[inWidth];
            for (int y = from; y < to; y++) {
                source.take(y, line);
                for (int x = 0; x < width; x++) {
                    out[y * width + x] = sum(line, x);
                }
            }
        });
        return out;
    }

    private float sum(float[] line, int x) {
        float sum = 0;
        int first = across.taps.first()[x];
        for (int i = 0, k = x * across.taps.stride(); i < across.taps.length()[x]; i++, k++) {
            sum += across.shares[k] * line[first + i];
        }
        return sum;
    }

    private void rows(float[] in, Sink sink) {
        Blocks.rows(height, width, check, (from, to) -> {
            float[] sums = new float[width];
            for (int y = from; y < to; y++) {
                Arrays.fill(sums, 0);
                for (int i = 0; i < down.taps.length()[y]; i++) {
                    add(in, (down.taps.first()[y] + i) * width, down.shares[y * down.taps.stride() + i], sums);
                }
                for (int x = 0; x < width; x++) {
                    sink.put(y * width + x, sums[x]);
                }
            }
        });
    }

    private static void add(float[] in, int from, float share, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += share * in[from + x];
        }
    }
}
