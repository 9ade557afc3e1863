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
    /** Rows that are laid on their side at a time: loops over fewer take longer for each. */
    private static final int TOGETHER = 128;
    private static final int SQUARE = 16;
    /** In which samples are kept between rows and columns: parts of a level. */
    private static final int FRACTION = 128;
    /** Samples that are added up at once. */
    private static final int FOUR = 4;
    /** What {@link #signed} takes from each sample, and half of a level, as what is behind the point is cut off. */
    private static final float MIDDLE = 128.5f;

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

        /** Compiles to vector instructions, as what adds samples up. */
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
        Taps down = Taps.of(plane.height() * shared / outHeight, (int) Math.ceil(plane.height()), height, FRACTION);
        Taps across = Taps.of(plane.width() * shared / outWidth, (int) Math.ceil(plane.width()), width, 1.0 / FRACTION);
        byte[] samples = signed(plane.samples());
        float[] sums = new float[plane.stride()];
        short[][] rows = new short[TOGETHER][plane.stride()];
        short[] lying = new short[plane.stride() * TOGETHER];
        byte[] out = new byte[width * height];
        for (int y = 0; y < height; y++) {
            blend(samples, down.places(y, plane.stride()), down.weights()[y], sums, rows[y % TOGETHER]);
            if ((y + 1) % TOGETHER == 0 || y + 1 == height) {
                turn(rows, lying);
                columns(lying, across, out, y / TOGETHER * TOGETHER * width, y % TOGETHER + 1);
            }
        }
        return out;
    }

    /** Less 128: such bytes are the numbers that they look like, and go into vectors as they are. */
    private static byte[] signed(byte[] samples) {
        byte[] signed = new byte[samples.length];
        for (int i = 0; i < signed.length; i++) {
            signed[i] = (byte) (samples[i] ^ 128);
        }
        return signed;
    }

    /** Rows become columns, in squares that the first-level cache holds. */
    private static void turn(short[][] rows, short[] lying) {
        for (int left = 0; left < rows[0].length; left += SQUARE) {
            int behind = Math.min(rows[0].length, left + SQUARE);
            for (int y = 0; y < TOGETHER; y++) {
                short[] row = rows[y];
                for (int x = left; x < behind; x++) {
                    lying[x * TOGETHER + y] = row[x];
                }
            }
        }
    }

    private static void columns(short[] lying, Taps across, byte[] out, int to, int count) {
        int width = across.first().length;
        float[] sums = new float[TOGETHER];
        byte[] column = new byte[TOGETHER];
        for (int x = 0; x < width; x++) {
            blend(lying, across.places(x, TOGETHER), across.weights()[x], sums, column);
            for (int y = 0; y < count; y++) {
                out[to + y * width + x] = column[y];
            }
        }
    }

    private static void blend(byte[] in, int[] at, float[] w, float[] sums, short[] out) {
        Arrays.fill(sums, 0);
        for (int k = FOUR; k < w.length; k += FOUR) {
            add(in, at[k], at[k + 1], at[k + 2], at[k + 3], w[k], w[k + 1], w[k + 2], w[k + 3], sums);
        }
        add(in, at[0], at[1], at[2], at[3], w[0], w[1], w[2], w[3], sums, out);
    }

    private static void blend(short[] in, int[] at, float[] w, float[] sums, byte[] out) {
        Arrays.fill(sums, MIDDLE);
        for (int k = FOUR; k < w.length; k += FOUR) {
            add(in, at[k], at[k + 1], at[k + 2], at[k + 3], w[k], w[k + 1], w[k + 2], w[k + 3], sums);
        }
        add(in, at[0], at[1], at[2], at[3], w[0], w[1], w[2], w[3], sums, out);
    }

    // these compile to vector instructions, as samples and sums are arrays of different types, which cannot be the same one

    private static void add(byte[] in, int a, int b, int c, int d, float wa, float wb, float wc, float wd,
            float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += wa * in[a + i] + wb * in[b + i] + (wc * in[c + i] + wd * in[d + i]);
        }
    }

    private static void add(byte[] in, int a, int b, int c, int d, float wa, float wb, float wc, float wd,
            float[] sums, short[] out) {
        for (int i = 0; i < sums.length; i++) {
            out[i] = (short) (int) (sums[i] + wa * in[a + i] + wb * in[b + i] + (wc * in[c + i] + wd * in[d + i]));
        }
    }

    private static void add(short[] in, int a, int b, int c, int d, float wa, float wb, float wc, float wd,
            float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += wa * in[a + i] + wb * in[b + i] + (wc * in[c + i] + wd * in[d + i]);
        }
    }

    private static void add(short[] in, int a, int b, int c, int d, float wa, float wb, float wc, float wd,
            float[] sums, byte[] out) {
        for (int i = 0; i < sums.length; i++) {
            float light = sums[i] + wa * in[a + i] + wb * in[b + i] + (wc * in[c + i] + wd * in[d + i]);
            out[i] = (byte) (int) Math.max(0, Math.min(255, light));
        }
    }

    /**
     * For each output position the first input position and the weights from there on: four or a multiple of it, of which the last ones may be 0.
     *
     * @param samples that there are of the input
     */
    private record Taps(int samples, int[] first, float[][] weights) {

        /**
         * @param scale input samples that an output sample covers
         * @param sum of the weights
         */
        static Taps of(double scale, int samples, int out, double sum) {
            double widen = Math.max(1, scale);
            double support = Filter.LANCZOS.support() * widen;
            Taps taps = new Taps(samples, new int[out], new float[out][]);
            for (int i = 0; i < out; i++) {
                double centre = (i + 0.5) * scale;
                int to = (int) Math.min(samples, Math.round(centre + support));
                int from = (int) Math.max(0, Math.min(to - 1, Math.round(centre - support)));
                taps.first[i] = from;
                taps.weights[i] = weights(centre - from - 0.5, to - from, widen, sum);
            }
            return taps;
        }

        /** Where the samples of an output position are, {@code step} from one to the next; for a weight of 0 behind the last one it is that again. */
        int[] places(int position, int step) {
            int[] places = new int[weights[position].length];
            for (int k = 0; k < places.length; k++) {
                places[k] = Math.min(samples - 1, first[position] + k) * step;
            }
            return places;
        }

        private static float[] weights(double centre, int count, double widen, double sum) {
            double[] exact = new double[count];
            double all = 0;
            for (int k = 0; k < count; k++) {
                exact[k] = Filter.LANCZOS.weight((k - centre) / widen);
                all += exact[k];
            }
            float[] weights = new float[(count + FOUR - 1) / FOUR * FOUR];
            for (int k = 0; k < count; k++) {
                weights[k] = (float) (exact[k] * sum / all);
            }
            return weights;
        }
    }
}
