package org.podstudio.imaging;

import java.util.Arrays;

/** Resampling of light: numbers of sRGB are made amounts of light before they are averaged, and numbers again afterwards (IEC 61966-2-1). */
final class LinearLight {

    private static final int STEPS = 1 << 16;
    private static final float[] LIGHT = light();
    private static final byte[] NUMBERS = numbers();

    private final Picture picture;
    private final int width;
    private final int height;
    private final Taps across;
    private final Taps down;
    private final Runnable check;

    LinearLight(Picture picture, int width, int height, Filter filter, Runnable check) {
        this.picture = picture;
        this.width = width;
        this.height = height;
        this.across = Taps.of(picture.width(), width, filter);
        this.down = Taps.of(picture.height(), height, filter);
        this.check = check;
    }

    Picture resized() {
        int[] out = new int[Math.multiplyExact(width, height)];
        float[] alpha = new float[picture.alpha() ? out.length : 0];
        if (picture.alpha()) {
            rows(columns(24), (at, value) -> {
                alpha[at] = value;
                out[at] = Math.clamp(Math.round(255 * value), 0, 255) << 24;
            });
        } else {
            Arrays.fill(out, 0xFF000000);
        }
        for (int shift = 0; shift < 24; shift += 8) {
            int channel = shift;
            rows(columns(channel), (at, value) -> {
                // what is nearly invisible has no colour to be restored
                float light = alpha.length == 0 ? value : alpha[at] < 1f / 512 ? 0 : value / alpha[at];
                int step = Math.clamp(Math.round((STEPS - 1) * light), 0, STEPS - 1);
                out[at] |= (NUMBERS[step] & 255) << channel;
            });
        }
        return Picture.of(width, height, picture.alpha(), out);
    }

    /** Takes a value of the result. */
    private interface Sink {
        void put(int at, float value);
    }

    /** Light of one channel, or opacity for the one at 24, resampled to the width. */
    private float[] columns(int shift) {
        int inWidth = picture.width();
        float[] out = new float[Math.multiplyExact(width, picture.height())];
        Blocks.rows(picture.height(), inWidth, check, (from, to) -> {
            float[] line = new float[inWidth];
            for (int y = from; y < to; y++) {
                for (int x = 0; x < inWidth; x++) {
                    int pixel = picture.argb()[y * inWidth + x];
                    line[x] = shift == 24 ? (pixel >>> 24) / 255f : LIGHT[pixel >> shift & 255] * (pixel >>> 24) / 255f;
                }
                for (int x = 0; x < width; x++) {
                    out[y * width + x] = sum(line, across, x);
                }
            }
        });
        return out;
    }

    private static float sum(float[] line, Taps taps, int position) {
        float sum = 0;
        for (int i = 0; i < taps.length()[position]; i++) {
            sum += taps.weights()[position * taps.stride() + i] * line[taps.first()[position] + i];
        }
        return sum / (1 << Resizer.BITS);
    }

    private void rows(float[] in, Sink sink) {
        Blocks.rows(height, width, check, (from, to) -> {
            float[] sums = new float[width];
            for (int y = from; y < to; y++) {
                Arrays.fill(sums, 0);
                for (int i = 0; i < down.length()[y]; i++) {
                    float weight = (float) down.weights()[y * down.stride() + i] / (1 << Resizer.BITS);
                    int row = (down.first()[y] + i) * width;
                    for (int x = 0; x < width; x++) {
                        sums[x] += weight * in[row + x];
                    }
                }
                for (int x = 0; x < width; x++) {
                    sink.put(y * width + x, sums[x]);
                }
            }
        });
    }

    private static float[] light() {
        float[] light = new float[256];
        for (int i = 0; i < light.length; i++) {
            double value = i / 255.0;
            light[i] = (float) (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return light;
    }

    private static byte[] numbers() {
        byte[] numbers = new byte[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double light = i / (STEPS - 1.0);
            double value = light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
            numbers[i] = (byte) Math.round(value * 255);
        }
        return numbers;
    }
}
