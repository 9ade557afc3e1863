package org.podstudio.imaging;

import java.util.Arrays;

import org.podstudio.imaging.internal.eighth.EighthJpeg;
import org.podstudio.imaging.internal.eighth.EighthJpeg.Plane;

/** From the planes of a JPEG at a fraction of its size to a smaller picture in RGB: each plane is resampled by itself, then three numbers make a pixel. */
final class PlaneScaler {

    /** Of JFIF: red and blue from the differences, in 16-bit fixed point as libjpeg has them. */
    private static final int RED = 91881;
    private static final int GREEN_BY_BLUE = 22554;
    private static final int GREEN_BY_RED = 46802;
    private static final int BLUE = 116130;
    private static final int HALF = 1 << 15;

    private PlaneScaler() {
    }

    /** @param halved whether two by two pixels may share a colour, as they will in the file that is made of them */
    static Picture picture(EighthJpeg jpeg, Thumbnails.Fit fit, boolean halved) {
        int[] argb = new int[fit.width() * fit.height()];
        byte[] y = scaled(jpeg.plane(0), fit, 1);
        if (jpeg.colours() == 1) {
            for (int i = 0; i < argb.length; i++) {
                argb[i] = 0xFF000000 | (y[i] & 255) * 0x010101;
            }
            return Picture.of(fit.width(), fit.height(), false, argb);
        }
        int shared = halved ? 2 : 1;
        byte[] cb = scaled(jpeg.plane(1), fit, shared);
        byte[] cr = scaled(jpeg.plane(2), fit, shared);
        int stride = (fit.width() + shared - 1) / shared;
        for (int row = 0, i = 0; row < fit.height(); row++) {
            int colours = row / shared * stride;
            for (int x = 0; x < fit.width(); x++, i++) {
                int at = colours + (x >> shared - 1);
                argb[i] = pixel(y[i] & 255, (cb[at] & 255) - 128, (cr[at] & 255) - 128);
            }
        }
        return Picture.of(fit.width(), fit.height(), false, argb);
    }

    private static int pixel(int y, int cb, int cr) {
        int red = clip(y + (RED * cr + HALF >> 16));
        int green = clip(y + (HALF - GREEN_BY_BLUE * cb - GREEN_BY_RED * cr >> 16));
        int blue = clip(y + (BLUE * cb + HALF >> 16));
        return 0xFF000000 | red << 16 | green << 8 | blue;
    }

    /**
     * Rows first: whole rows are added up, and few are left for the other way.
     *
     * @param shared pixels that share a sample, in each direction
     */
    private static byte[] scaled(Plane plane, Thumbnails.Fit fit, int shared) {
        int width = (fit.width() + shared - 1) / shared;
        int height = (fit.height() + shared - 1) / shared;
        Taps down = Taps.of(plane.height() * shared / fit.height(), (int) Math.ceil(plane.height()), height);
        Taps across = Taps.of(plane.width() * shared / fit.width(), (int) Math.ceil(plane.width()), width);
        int[][] window = new int[down.most() + 1][plane.stride()];
        byte[] out = new byte[width * height];
        float[] row = new float[plane.stride()];
        int read = 0;
        for (int y = 0; y < height; y++) {
            Arrays.fill(row, 0);
            int behind = down.first()[y] + down.weights()[y].length;
            for (read = Math.max(read, down.first()[y]); read < behind; read++) {
                unpack(plane, read, window[read % window.length]);
            }
            for (int k = 0; k < down.weights()[y].length; k++) {
                add(window[(down.first()[y] + k) % window.length], down.weights()[y][k], row);
            }
            for (int x = 0; x < width; x++) {
                out[y * width + x] = (byte) clip((int) sum(row, across.first()[x], across.weights()[x]));
            }
        }
        return out;
    }

    private static void unpack(Plane plane, int row, int[] samples) {
        for (int x = 0, at = row * samples.length; x < samples.length; x++) {
            samples[x] = plane.samples()[at + x] & 255;
        }
    }

    /** Compiles to vector instructions, as samples and sums are arrays of different types, which cannot be the same one. */
    private static void add(int[] from, float weight, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * from[x];
        }
    }

    /** Four sums at a time, as each addition waits for the one before it. */
    private static float sum(float[] row, int first, float[] weights) {
        float a = 0.5f;
        float b = 0;
        float c = 0;
        float d = 0;
        int k = 0;
        for (; k + 3 < weights.length; k += 4) {
            a += weights[k] * row[first + k];
            b += weights[k + 1] * row[first + k + 1];
            c += weights[k + 2] * row[first + k + 2];
            d += weights[k + 3] * row[first + k + 3];
        }
        for (; k < weights.length; k++) {
            a += weights[k] * row[first + k];
        }
        return a + b + (c + d);
    }

    private static int clip(int value) {
        return Math.max(0, Math.min(255, value));
    }

    /** For each output position the first input position and the weights from there on. */
    private record Taps(int[] first, float[][] weights) {

        /**
         * @param scale input samples that an output sample covers
         * @param samples that there are
         */
        static Taps of(double scale, int samples, int out) {
            double widen = Math.max(1, scale);
            double support = Filter.LANCZOS.support() * widen;
            Taps taps = new Taps(new int[out], new float[out][]);
            for (int i = 0; i < out; i++) {
                double centre = (i + 0.5) * scale;
                int to = (int) Math.min(samples, Math.round(centre + support));
                int from = (int) Math.max(0, Math.min(to - 1, Math.round(centre - support)));
                taps.first[i] = from;
                taps.weights[i] = weights(centre - from - 0.5, to - from, widen);
            }
            return taps;
        }

        /** How many an output position has at most. */
        int most() {
            int most = 0;
            for (float[] some : weights) {
                most = Math.max(most, some.length);
            }
            return most;
        }

        private static float[] weights(double centre, int count, double widen) {
            double[] exact = new double[count];
            double sum = 0;
            for (int k = 0; k < count; k++) {
                exact[k] = Filter.LANCZOS.weight((k - centre) / widen);
                sum += exact[k];
            }
            float[] weights = new float[count];
            for (int k = 0; k < count; k++) {
                weights[k] = (float) (exact[k] / sum);
            }
            return weights;
        }
    }
}
