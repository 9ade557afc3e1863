package org.podstudio.imaging;

import java.util.Arrays;

/**
 * Resampling of 16 bits a channel, one channel at a time in floating point, which is exact to less than one of 65,536 levels. Colours are
 * weighed by alpha meanwhile, so that hidden ones do not bleed.
 */
final class DeepResizer {

    private static final float MOST = 65_535;
    private static final int ALPHA = 3;
    /** What is less opaque has no colour that could be restored. */
    private static final float INVISIBLE = 0.5f / MOST;

    private final DeepPicture picture;
    private final int width;
    private final int height;
    private final boolean light;
    private final Runnable check;
    private final Taps across;
    private final float[] acrossShares;
    private final Taps down;
    private final float[] downShares;
    /** What a number is worth: itself, or its light. */
    private final float[] values;

    /** @param light whether amounts of light are averaged, instead of numbers */
    DeepResizer(DeepPicture picture, int width, int height, Filter filter, boolean light, Runnable check) {
        this.picture = picture;
        this.width = width;
        this.height = height;
        this.light = light;
        this.check = check;
        this.across = Taps.of(picture.width(), width, filter);
        this.acrossShares = shares(across);
        this.down = Taps.of(picture.height(), height, filter);
        this.downShares = shares(down);
        this.values = values(light);
    }

    DeepPicture resized() {
        DeepPicture out = new DeepPicture(width, height, picture.alpha());
        short[] samples = out.samples();
        float[] alpha = new float[picture.alpha() ? width * height : 0];
        if (picture.alpha()) {
            rows(columns(ALPHA), (at, value) -> {
                alpha[at] = value;
                samples[4 * at + ALPHA] = sample(value);
            });
        }
        for (int c = 0; c < ALPHA; c++) {
            int channel = c;
            rows(columns(channel), (at, value) -> {
                float colour = alpha.length == 0 ? value : alpha[at] < INVISIBLE ? 0 : value / alpha[at];
                samples[4 * at + channel] = sample(light ? number(colour) : colour);
            });
        }
        return out;
    }

    /** The pixel that lies nearest. */
    static DeepPicture nearest(DeepPicture picture, int width, int height, Runnable check) {
        DeepPicture out = new DeepPicture(width, height, picture.alpha());
        double stepX = (double) picture.width() / width;
        double stepY = (double) picture.height() / height;
        Blocks.rows(height, width, check, (from, to) -> {
            for (int y = from; y < to; y++) {
                int row = (int) ((y + 0.5) * stepY) * picture.width();
                for (int x = 0; x < width; x++) {
                    System.arraycopy(picture.samples(), 4 * (row + (int) ((x + 0.5) * stepX)), out.samples(),
                            4 * (y * width + x), 4);
                }
            }
        });
        return out;
    }

    /** Takes a value of the result. */
    private interface Sink {
        void put(int at, float value);
    }

    /** One channel resampled to the width. */
    private float[] columns(int channel) {
        int inWidth = picture.width();
        float[] out = new float[Math.multiplyExact(width, picture.height())];
        Blocks.rows(picture.height(), inWidth, check, (from, to) -> {
            float[] line = new float[inWidth];
            for (int y = from; y < to; y++) {
                take(y, channel, line);
                for (int x = 0; x < width; x++) {
                    out[y * width + x] = sum(line, x);
                }
            }
        });
        return out;
    }

    private void take(int y, int channel, float[] line) {
        short[] samples = picture.samples();
        for (int x = 0, at = 4 * y * line.length; x < line.length; x++, at += 4) {
            float opacity = (samples[at + ALPHA] & 0xFFFF) / MOST;
            line[x] = channel == ALPHA ? opacity : values[samples[at + channel] & 0xFFFF] * opacity;
        }
    }

    private float sum(float[] line, int x) {
        float sum = 0;
        int first = across.first()[x];
        for (int i = 0, k = x * across.stride(); i < across.length()[x]; i++, k++) {
            sum += acrossShares[k] * line[first + i];
        }
        return sum;
    }

    private void rows(float[] in, Sink sink) {
        Blocks.rows(height, width, check, (from, to) -> {
            float[] sums = new float[width];
            for (int y = from; y < to; y++) {
                Arrays.fill(sums, 0);
                for (int i = 0; i < down.length()[y]; i++) {
                    add(in, (down.first()[y] + i) * width, downShares[y * down.stride() + i], sums);
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

    /** Weights that add up to one at each position: hundreds of them, rounded, miss it by some levels of 65,536. */
    private static float[] shares(Taps taps) {
        float[] shares = new float[taps.weights().length];
        for (int position = 0; position < taps.first().length; position++) {
            int from = position * taps.stride();
            double sum = 0;
            for (int i = from; i < from + taps.length()[position]; i++) {
                sum += taps.weights()[i];
            }
            for (int i = from; i < from + taps.length()[position]; i++) {
                shares[i] = (float) (taps.weights()[i] / sum);
            }
        }
        return shares;
    }

    private static float[] values(boolean light) {
        float[] values = new float[65_536];
        for (int i = 0; i < values.length; i++) {
            double value = i / (double) MOST;
            values[i] = (float) (!light
                    ? value
                    : value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return values;
    }

    /** No table: near black one step of 65,536 in light is thirteen in numbers. */
    private static float number(float light) {
        return (float) (light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055);
    }

    private static short sample(float value) {
        return (short) Math.clamp(Math.round(value * MOST), 0, 65_535);
    }
}
