package org.podstudio.imaging.pixels;

import java.util.Arrays;

/** Resampling of light: numbers of sRGB are made amounts of light before they are averaged, and numbers again afterwards. */
final class LinearLight {

    private static final int STEPS = 1 << 16;
    private static final float[] LIGHT = light();
    private static final byte[] NUMBERS = numbers();

    private final Picture picture;
    private final int width;
    private final int height;
    private final ChannelResampler resampler;

    LinearLight(Picture picture, int width, int height, Filter filter, Runnable check) {
        this.picture = picture;
        this.width = width;
        this.height = height;
        this.resampler = new ChannelResampler(picture.width(), picture.height(), width, height, filter,
                LinearLight::shares, check);
    }

    Picture resized() {
        int[] out = new int[Math.multiplyExact(width, height)];
        float[] alpha = new float[picture.alpha() ? out.length : 0];
        if (picture.alpha()) {
            resampler.resample(this::opacity, (at, value) -> {
                alpha[at] = value;
                out[at] = Math.clamp(Math.round(255 * value), 0, 255) << 24;
            });
        } else {
            Arrays.fill(out, 0xFF000000);
        }
        for (int shift = 0; shift < 24; shift += 8) {
            int channel = shift;
            resampler.resample((y, line) -> light(y, channel, line), (at, value) -> {
                // what is nearly invisible has no colour to be restored
                float light = alpha.length == 0 ? value : alpha[at] < 1f / 512 ? 0 : value / alpha[at];
                int step = Math.clamp(Math.round((STEPS - 1) * light), 0, STEPS - 1);
                out[at] |= (NUMBERS[step] & 255) << channel;
            });
        }
        return Picture.of(width, height, picture.alpha(), out);
    }

    private void opacity(int y, float[] line) {
        for (int x = 0; x < line.length; x++) {
            line[x] = (picture.argb()[y * line.length + x] >>> 24) / 255f;
        }
    }

    private void light(int y, int shift, float[] line) {
        for (int x = 0; x < line.length; x++) {
            int pixel = picture.argb()[y * line.length + x];
            line[x] = LIGHT[pixel >> shift & 255] * (pixel >>> 24) / 255f;
        }
    }

    private static float[] shares(Taps taps) {
        float[] shares = new float[taps.weights().length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) taps.weights()[i] / (1 << Resizer.BITS);
        }
        return shares;
    }

    private static float[] light() {
        float[] light = new float[256];
        for (int i = 0; i < light.length; i++) {
            light[i] = (float) Srgb.light(i / 255.0);
        }
        return light;
    }

    private static byte[] numbers() {
        byte[] numbers = new byte[STEPS];
        for (int i = 0; i < STEPS; i++) {
            numbers[i] = (byte) Math.round(255 * Srgb.number(i / (STEPS - 1.0)));
        }
        return numbers;
    }
}
