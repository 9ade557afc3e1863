package org.podstudio.imaging.internal.eighth;

import java.util.Arrays;

/**
 * The lowest frequencies of a block, 2 x 2 or 4 x 4 of its 8 x 8: the inverse transform of so many points makes as many pixels of them as they
 * are. Of a picture that is made smaller anyway it keeps more than means of pixels would, in a quarter of the time. For one thread.
 */
final class Corner {

    /** Where the coefficients lie in a block, column + 8 * row, in the order in which they are stored. */
    private static final int[] ORDER = {0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48,
            41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58,
            59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};

    /**
     * What lies behind this diagonal of 4 x 4 is left out. It is finer than a result can show, which has at most two thirds of these pixels a
     * side: without it results are 0.006 dB farther from those of all pixels, and eleven coefficients a block need not be looked at one by one.
     */
    private static final int DIAGONAL = 4;

    /** sqrt(2) times the cosines of an eighth and three eighths of a half turn, in 12-bit fixed point. */
    private static final int LONG = 5352;
    private static final int SHORT = 2217;
    private static final int BITS = 12;
    /** Kept between columns and rows. */
    private static final int KEPT = 4;
    private static final int LAST_BITS = BITS + KEPT + 3;

    private final int side;
    private final int last;
    /** By the order in which they are stored: the place here, the one behind the others for what is not wanted, and the divisor. */
    private final int[] places = new int[64];
    private final int[] values;
    private final int[] half;

    /**
     * @param side 2 or 4
     * @param divisors 64, in the order in which they are stored
     */
    Corner(int side, int[] divisors) {
        this.side = side;
        this.values = new int[side * side + 1];
        this.half = new int[side * side];
        int highest = 0;
        for (int i = 0; i < places.length; i++) {
            int column = ORDER[i] & 7;
            int row = ORDER[i] >> 3;
            boolean wanted = column < side && row < side && column + row <= DIAGONAL;
            places[i] = (wanted ? row * side + column : side * side) << 16 | divisors[i];
            highest = wanted ? i : highest;
        }
        this.last = highest;
    }

    /** The last that is wanted, by the order in which they are stored. */
    int last() {
        return last;
    }

    /** By the order in which they are stored: the place among the values {@code << 16 |} the divisor. */
    int[] places() {
        return places;
    }

    /** To be filled by {@link #places}. */
    int[] values() {
        return values;
    }

    /** Makes pixels of what was filled in, and forgets it. */
    void transform(int mean, byte[] out, int at, int stride) {
        values[0] = mean * (places[0] & 0xFFFF);
        if (side == 4) {
            four(out, at, stride);
        } else {
            two(out, at, stride);
        }
        Arrays.fill(values, 0);
    }

    private void two(byte[] out, int at, int stride) {
        int top = values[0] + values[1];
        int topBehind = values[0] - values[1];
        int low = values[2] + values[3];
        int lowBehind = values[2] - values[3];
        out[at] = pixel(top + low + 4 >> 3);
        out[at + 1] = pixel(topBehind + lowBehind + 4 >> 3);
        out[at + stride] = pixel(top - low + 4 >> 3);
        out[at + stride + 1] = pixel(topBehind - lowBehind + 4 >> 3);
    }

    private void four(byte[] out, int at, int stride) {
        int[] in = values;
        for (int x = 0; x < 4; x++) {
            int even = in[x] + in[8 + x] << BITS;
            int odd = in[x] - in[8 + x] << BITS;
            int outer = LONG * in[4 + x] + SHORT * in[12 + x];
            int inner = SHORT * in[4 + x] - LONG * in[12 + x];
            half[x] = even + outer >> BITS - KEPT;
            half[4 + x] = odd + inner >> BITS - KEPT;
            half[8 + x] = odd - inner >> BITS - KEPT;
            half[12 + x] = even - outer >> BITS - KEPT;
        }
        for (int y = 0, to = at; y < 16; y += 4, to += stride) {
            int even = (half[y] + half[y + 2] << BITS) + (1 << LAST_BITS - 1);
            int odd = (half[y] - half[y + 2] << BITS) + (1 << LAST_BITS - 1);
            int outer = LONG * half[y + 1] + SHORT * half[y + 3];
            int inner = SHORT * half[y + 1] - LONG * half[y + 3];
            out[to] = pixel(even + outer >> LAST_BITS);
            out[to + 1] = pixel(odd + inner >> LAST_BITS);
            out[to + 2] = pixel(odd - inner >> LAST_BITS);
            out[to + 3] = pixel(even - outer >> LAST_BITS);
        }
    }

    private static byte pixel(int light) {
        return (byte) Math.max(0, Math.min(255, light + 128));
    }
}
