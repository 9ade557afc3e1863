package org.podstudio.imaging;

import java.util.Arrays;

import org.podstudio.imaging.internal.eighth.EighthJpeg;
import org.podstudio.imaging.internal.eighth.EighthJpeg.Plane;

/** From the planes of a JPEG at one eighth to a smaller picture in RGB: each plane is resampled by itself, then three numbers make a pixel. */
final class PlaneScaler {

    /** Of JFIF: red and blue from the differences, in 16-bit fixed point as libjpeg has them. */
    private static final int RED = 91881;
    private static final int GREEN_BY_BLUE = 22554;
    private static final int GREEN_BY_RED = 46802;
    private static final int BLUE = 116130;
    private static final int HALF = 1 << 15;

    private PlaneScaler() {
    }

    static Picture picture(EighthJpeg jpeg, Thumbnails.Fit fit) {
        int[] argb = new int[fit.width() * fit.height()];
        byte[] y = scaled(jpeg.plane(0), fit);
        if (jpeg.colours() == 1) {
            for (int i = 0; i < argb.length; i++) {
                argb[i] = 0xFF000000 | (y[i] & 255) * 0x010101;
            }
        } else {
            byte[] cb = scaled(jpeg.plane(1), fit);
            byte[] cr = scaled(jpeg.plane(2), fit);
            for (int i = 0; i < argb.length; i++) {
                argb[i] = pixel(y[i] & 255, (cb[i] & 255) - 128, (cr[i] & 255) - 128);
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

    /** Rows first: whole rows are added up, and few are left for the other way. */
    private static byte[] scaled(Plane plane, Thumbnails.Fit fit) {
        Taps down = Taps.of(plane.height(), plane.rows(), fit.height());
        Taps across = Taps.of(plane.width(), plane.stride(), fit.width());
        int[] samples = new int[plane.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = plane.samples()[i] & 255;
        }
        byte[] out = new byte[fit.width() * fit.height()];
        float[] row = new float[plane.stride()];
        for (int y = 0; y < fit.height(); y++) {
            Arrays.fill(row, 0);
            for (int k = 0; k < down.weights()[y].length; k++) {
                add(samples, (down.first()[y] + k) * row.length, down.weights()[y][k], row);
            }
            for (int x = 0; x < fit.width(); x++) {
                out[y * fit.width() + x] = (byte) clip((int) sum(row, across.first()[x], across.weights()[x]));
            }
        }
        return out;
    }

    /** Compiles to vector instructions, as samples and sums are arrays of different types, which cannot be the same one. */
    private static void add(int[] from, int at, float weight, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * from[at + x];
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
         * @param extent input samples that the output covers
         * @param samples that there are
         */
        static Taps of(double extent, int samples, int out) {
            double scale = extent / out;
            double widen = Math.max(1, scale);
            double support = Filter.LANCZOS.support() * widen;
            Taps taps = new Taps(new int[out], new float[out][]);
            for (int i = 0; i < out; i++) {
                double centre = (i + 0.5) * scale;
                int from = (int) Math.max(0, Math.round(centre - support));
                int to = (int) Math.min(Math.min(samples, Math.ceil(extent)), Math.round(centre + support));
                taps.first[i] = from;
                taps.weights[i] = weights(centre - from - 0.5, Math.max(1, to - from), widen);
            }
            return taps;
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
