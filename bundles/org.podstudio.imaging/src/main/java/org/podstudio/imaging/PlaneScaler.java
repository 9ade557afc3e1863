package org.podstudio.imaging;

import java.util.Arrays;

import org.podstudio.imaging.internal.eighth.EighthJpeg;
import org.podstudio.imaging.internal.eighth.EighthJpeg.Plane;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;

/** From the planes of a JPEG at a fraction of its size to a smaller picture in RGB: each plane is resampled by itself, then three numbers make a pixel. */
final class PlaneScaler {

    /** Of JFIF: colours from the differences. */
    private static final float RED = 1.402f;
    private static final float GREEN_BY_BLUE = 0.344136f;
    private static final float GREEN_BY_RED = 0.714136f;
    private static final float BLUE = 1.772f;
    /** Rows that are laid on their side at a time. */
    private static final int TOGETHER = 64;
    private static final int SQUARE = 16;
    /** In which samples are kept between rows and columns: parts of a level. */
    private static final int FRACTION = 256;

    private PlaneScaler() {
    }

    /** @param halved whether two by two pixels may share a colour, as they will in the file that is made of them */
    static Picture picture(EighthJpeg jpeg, int side, int width, int height, boolean halved) {
        int[] argb = new int[width * height];
        byte[] y = scaled(jpeg.plane(0, side), width, height, 1);
        if (jpeg.colours() == 1) {
            for (int i = 0; i < argb.length; i++) {
                argb[i] = 0xFF000000 | (y[i] & 255) * 0x010101;
            }
            return Picture.of(width, height, false, argb);
        }
        int shared = halved ? 2 : 1;
        byte[] cb = scaled(jpeg.plane(1, side), width, height, shared);
        byte[] cr = scaled(jpeg.plane(2, side), width, height, shared);
        Colours colours = new Colours(width, shared);
        for (int row = 0; row < height; row++) {
            if (row % shared == 0) {
                colours.take(cb, cr, row / shared);
            }
            colours.add(y, argb, row * width);
        }
        return Picture.of(width, height, false, argb);
    }

    /** What is added to the brightness of each pixel of a row. */
    private static final class Colours {

        private final int shared;
        private final float[] bright;
        private final float[] red;
        private final float[] green;
        private final float[] blue;

        Colours(int width, int shared) {
            this.shared = shared;
            this.bright = new float[width];
            this.red = new float[width];
            this.green = new float[width];
            this.blue = new float[width];
        }

        void take(byte[] cb, byte[] cr, int row) {
            int from = row * ((red.length + shared - 1) / shared);
            for (int x = 0; x < red.length; x++) {
                int at = from + (x >> shared - 1);
                int b = (cb[at] & 255) - 128;
                int r = (cr[at] & 255) - 128;
                red[x] = RED * r + 0.5f;
                green[x] = 0.5f - GREEN_BY_BLUE * b - GREEN_BY_RED * r;
                blue[x] = BLUE * b + 0.5f;
            }
        }

        /** Compiles to vector instructions, as {@link #add(int[], int, float, float[])}. */
        void add(byte[] y, int[] argb, int at) {
            for (int x = 0; x < bright.length; x++) {
                bright[x] = y[at + x] & 255;
            }
            for (int x = 0; x < bright.length; x++) {
                argb[at + x] = 0xFF000000 | level(bright[x] + red[x]) << 16 | level(bright[x] + green[x]) << 8
                        | level(bright[x] + blue[x]);
            }
        }

        private static int level(float light) {
            return (int) Math.max(0, Math.min(255, light));
        }
    }

    /**
     * Rows first, and of some of them, which are laid on their side for it, the columns: so whole lines are added up both times.
     *
     * @param shared pixels that share a sample, in each direction
     */
    private static byte[] scaled(Plane plane, int outWidth, int outHeight, int shared) {
        int width = (outWidth + shared - 1) / shared;
        int height = (outHeight + shared - 1) / shared;
        Taps down = Taps.of(plane.height() * shared / outHeight, (int) Math.ceil(plane.height()), height);
        Taps across = Taps.of(plane.width() * shared / outWidth, (int) Math.ceil(plane.width()), width);
        int[][] window = new int[down.most() + 1][plane.stride()];
        float[][] rows = new float[TOGETHER][plane.stride()];
        int[] lying = new int[plane.stride() * TOGETHER];
        byte[] out = new byte[width * height];
        int read = 0;
        for (int y = 0; y < height; y++) {
            float[] row = rows[y % TOGETHER];
            Arrays.fill(row, 0);
            int behind = down.first()[y] + down.weights()[y].length;
            for (read = Math.max(read, down.first()[y]); read < behind; read++) {
                unpack(plane, read, window[read % window.length]);
            }
            for (int k = 0; k < down.weights()[y].length; k++) {
                add(window[(down.first()[y] + k) % window.length], 0, down.weights()[y][k], row);
            }
            if ((y + 1) % TOGETHER == 0 || y + 1 == height) {
                turn(rows, lying);
                columns(lying, across, out, y / TOGETHER * TOGETHER * width, y % TOGETHER + 1);
            }
        }
        return out;
    }

    /** Rows become columns of whole numbers, in squares that the first-level cache holds. */
    private static void turn(float[][] rows, int[] lying) {
        for (int left = 0; left < rows[0].length; left += SQUARE) {
            int behind = Math.min(rows[0].length, left + SQUARE);
            for (int y = 0; y < TOGETHER; y++) {
                float[] row = rows[y];
                for (int x = left; x < behind; x++) {
                    lying[x * TOGETHER + y] = (int) (row[x] * FRACTION);
                }
            }
        }
    }

    private static void columns(int[] lying, Taps across, byte[] out, int to, int count) {
        int width = across.first().length;
        float[] sums = new float[TOGETHER];
        for (int x = 0; x < width; x++) {
            Arrays.fill(sums, FRACTION / 2f);
            float[] weights = across.weights()[x];
            for (int k = 0; k < weights.length; k++) {
                add(lying, (across.first()[x] + k) * TOGETHER, weights[k], sums);
            }
            for (int y = 0; y < count; y++) {
                out[to + y * width + x] = (byte) clip((int) sums[y] / FRACTION);
            }
        }
    }

    private static void unpack(Plane plane, int row, int[] samples) {
        for (int x = 0, at = row * samples.length; x < samples.length; x++) {
            samples[x] = plane.samples()[at + x] & 255;
        }
    }

    /** Compiles to vector instructions, as samples and sums are arrays of different types, which cannot be the same one. */
    private static void add(int[] from, int at, float weight, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * from[at + x];
        }
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
