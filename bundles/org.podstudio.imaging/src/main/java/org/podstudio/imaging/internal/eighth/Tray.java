package org.podstudio.imaging.internal.eighth;

import java.util.Arrays;
import java.util.List;

/**
 * Blocks of a component on their way to pixels, some hundreds at a time, so that the arithmetic is that of vectors with a block in each of their
 * places. Of each block the lowest n x n frequencies of its 8 x 8 become n x n pixels, by an inverse transform of so many points: of a picture that
 * is made smaller anyway it keeps more than means of pixels would, in a part of the time. Blocks that lie side by side do so in the picture, so
 * that rows are written at once. For one thread.
 */
final class Tray {

    /** Where the coefficients lie in a block, column + 8 * row, in the order in which they are stored. */
    private static final int[] ORDER = {0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48,
            41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58,
            59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};

    /** Blocks that are transformed together. */
    private static final int BLOCKS = 256;
    private static final int FULL = 8;
    /** How far behind the last one a look-up may lead, as it does where a block ends. */
    private static final int BEHIND = 16 + HuffmanTable.BLOCK_ENDS;

    private final int side;
    private final int last;
    private final List<Pixels> pixels;
    /** By the order in which they are stored: where the values of that frequency begin, behind the others for what is not wanted, and the divisor. */
    private final int[] places = new int[FULL * FULL + BEHIND];
    /** Of a frequency those of all blocks, then those of the next. */
    private final int[] values;
    private final int wide;
    private final int high;
    /** Where its first block is in the picture; to the right of everything while there is none. */
    private int left = Integer.MAX_VALUE;
    private int top;
    /** How much of it is filled: always a rectangle. */
    private int columns;
    private int rows;
    private int block;

    /**
     * @param divisors 64, in the order in which they are stored
     * @param pixels to be made, of at least one size
     * @param across blocks side by side in a unit
     * @param down rows of them: so many lie on the tray
     */
    Tray(int[] divisors, List<Pixels> pixels, int across, int down) {
        this.pixels = pixels;
        this.wide = BLOCKS / down / across * across;
        this.high = down;
        this.side = pixels.stream().mapToInt(Pixels::side).max().orElseThrow();
        this.values = new int[(side * side + 1) * BLOCKS];
        int highest = 0;
        Arrays.fill(places, side * side * BLOCKS << 16);
        for (int i = 0; i < FULL * FULL; i++) {
            int column = ORDER[i] & 7;
            int row = ORDER[i] >> 3;
            boolean wanted = row < Points.wanted(side, column);
            places[i] = (wanted ? row * side + column : side * side) * BLOCKS << 16 | divisors[i];
            highest = wanted ? i : highest;
        }
        this.last = highest;
    }

    /** The last that is wanted, by the order in which they are stored. */
    int last() {
        return last;
    }

    /** By the order in which they are stored: the place among the values, without {@link #block}, {@code << 16 |} the divisor. */
    int[] places() {
        return places;
    }

    /** To be filled by {@link #places} and {@link #block}. */
    int[] values() {
        return values;
    }

    /** Which of the blocks is filled. */
    int block() {
        return block;
    }

    /** Makes room for a block, which is filled next: the one to the right of that before it, or one of the rows below. */
    void place(int row, int column) {
        if (column < left || column - left >= wide || row - top >= high) {
            finish();
            left = column;
            top = row;
        }
        columns = Math.max(columns, column - left + 1);
        rows = Math.max(rows, row - top + 1);
        block = (row - top) * wide + column - left;
    }

    /** The block is filled but for its mean. */
    void add(int mean) {
        values[block] = mean * (places[0] & 0xFFFF);
    }

    /** Makes pixels of what is there. */
    void finish() {
        if (rows > 0) {
            for (Pixels some : pixels) {
                some.transform(this);
            }
            Arrays.fill(values, 0);
        }
        left = Integer.MAX_VALUE;
        columns = 0;
        rows = 0;
    }

    /**
     * The pixels of a component in one size.
     *
     * @param side pixels of each block, in each direction
     * @param stride samples a row
     */
    record Pixels(int side, int stride, byte[] samples, Points points) {

        static Pixels of(int side, int blocksWide, int blocksHigh) {
            return new Pixels(side, blocksWide * side, new byte[blocksWide * blocksHigh * side * side],
                    new Points(side, BLOCKS));
        }

        private void transform(Tray tray) {
            byte[] made = points.transform(tray.values, tray.side);
            for (int row = 0; row < tray.rows * side; row++) {
                int to = (tray.top * side + row) * stride + tray.left * side;
                int from = row % side * side * BLOCKS + row / side * tray.wide;
                for (int x = 0; x < side; x++) {
                    spread(made, from + x * BLOCKS, to + x, tray.columns);
                }
            }
        }

        /** One pixel of each block. */
        private void spread(byte[] made, int from, int to, int count) {
            for (int i = 0, at = to; i < count; i++, at += side) {
                samples[at] = made[from + i];
            }
        }
    }
}
