package org.podstudio.imaging.internal.eighth;

import java.util.Arrays;

/**
 * The inverse cosine transform of the lowest n x n frequencies of a block into as many pixels (ITU-T T.81, A.3.3, with n for 8), of many blocks at
 * a time: the loops are over blocks and compile to vector instructions.
 */
final class Points {

    private static final int FULL = 8;
    private static final int FOUR = 4;
    private static final float MIDDLE = 128.5f;

    private final int side;
    private final int blocks;
    /** Of an output and a frequency. */
    private final float[][] weights;
    private final float[] half;
    private final double[] sums;
    private final byte[] pixels;

    /**
     * @param side n, 1 to 8
     * @param blocks that are transformed together
     */
    Points(int side, int blocks) {
        this.side = side;
        this.blocks = blocks;
        this.weights = new float[side][FULL];
        this.half = new float[side * side * blocks];
        this.sums = new double[blocks];
        this.pixels = new byte[side * side * blocks];
        for (int x = 0; x < side; x++) {
            for (int u = 0; u < side; u++) {
                weights[x][u] = (float) (Math.sqrt(u == 0 ? 0.125 : 0.25)
                        * Math.cos((2 * x + 1) * u * Math.PI / (2 * side)));
            }
        }
    }

    /**
     * How many frequencies of a column are wanted. What lies behind the diagonal is left out where not all are: it is finer than a result can show,
     * of which a side has fewer pixels. Of 4 x 4, results are 0.006 dB farther from those of all pixels, and eleven coefficients a block need not be
     * looked at one by one.
     */
    static int wanted(int side, int column) {
        int behind = side == FULL ? side : Math.min(side, side - column + 1);
        return column < side ? behind : 0;
    }

    /**
     * Pixels, those at the same place of all blocks together, row by row; they are this one's own and change with the next call.
     *
     * @param values of the frequencies, those of the same frequency of all blocks together
     * @param stride frequencies a row
     */
    byte[] transform(int[] values, int stride) {
        for (int i = 0; i < side * side; i++) {
            int column = i % side;
            columns(values, column * blocks, stride * blocks, weights[i / side], wanted(side, column), i * blocks);
        }
        for (int i = 0; i < side * side; i++) {
            rows(i / side * side * blocks, weights[i % side], i * blocks);
        }
        return pixels;
    }

    /** @param count of the values that count */
    private void columns(int[] in, int from, int step, float[] all, int count, int to) {
        float[] w = Arrays.copyOf(Arrays.copyOf(all, count), FULL);
        int[] at = places(from, step, count);
        four(in, at[0], at[1], at[2], at[3], w[0], w[1], w[2], w[3], half, to);
        if (count > FOUR) {
            fourMore(in, at[4], at[5], at[6], at[7], w[4], w[5], w[6], w[7], half, to);
        }
    }

    private void rows(int from, float[] w, int to) {
        int[] at = places(from, blocks, side);
        Arrays.fill(sums, 0);
        if (side > FOUR) {
            four(half, at[4], at[5], at[6], at[7], w[4], w[5], w[6], w[7], sums);
        }
        four(half, at[0], at[1], at[2], at[3], w[0], w[1], w[2], w[3], sums, pixels, to);
    }

    private void four(int[] in, int a, int b, int c, int d, float wa, float wb, float wc, float wd, float[] out,
            int to) {
        for (int i = 0; i < blocks; i++) {
            out[to + i] = wa * in[a + i] + wb * in[b + i] + (wc * in[c + i] + wd * in[d + i]);
        }
    }

    private void fourMore(int[] in, int a, int b, int c, int d, float wa, float wb, float wc, float wd, float[] out,
            int to) {
        for (int i = 0; i < blocks; i++) {
            out[to + i] += wa * in[a + i] + wb * in[b + i] + (wc * in[c + i] + wd * in[d + i]);
        }
    }

    private void four(float[] in, int a, int b, int c, int d, float wa, float wb, float wc, float wd, double[] out) {
        for (int i = 0; i < blocks; i++) {
            out[i] = wa * in[a + i] + wb * in[b + i] + (wc * in[c + i] + wd * in[d + i]);
        }
    }

    private void four(float[] in, int a, int b, int c, int d, float wa, float wb, float wc, float wd, double[] more,
            byte[] out, int to) {
        for (int i = 0; i < blocks; i++) {
            float light = (float) more[i] + MIDDLE + wa * in[a + i] + wb * in[b + i]
                    + (wc * in[c + i] + wd * in[d + i]);
            out[to + i] = (byte) (int) Math.max(0, Math.min(255, light));
        }
    }

    /** Where the values of each frequency begin; of those that there are not, which count nothing, where the last one does. */
    private static int[] places(int from, int step, int count) {
        int[] places = new int[FULL];
        for (int i = 0; i < FULL; i++) {
            places[i] = from + Math.min(i, count - 1) * step;
        }
        return places;
    }
}
