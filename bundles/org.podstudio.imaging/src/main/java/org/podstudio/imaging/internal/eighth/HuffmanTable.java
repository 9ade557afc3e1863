package org.podstudio.imaging.internal.eighth;

import java.util.Arrays;

import org.eclipse.jdt.annotation.Nullable;

/** A Huffman table of a JPEG (ITU-T T.81, annex C), unfolded for looking up instead of counting. Unfolds when first used; for one thread. */
final class HuffmanTable {

    /** Bits of a look-up that steps over several coefficients. */
    static final int STEP_BITS = 13;
    /** Bits of a look-up that gives one coefficient: fewer, so that the tables stay in the nearest cache. */
    static final int PAIR_BITS = 10;
    /** Bits of a look-up that gives the difference of a mean: the table of all codes, by so many bits, is beyond that cache. */
    static final int DIFFERENCE_BITS = 10;
    /** Added to what a look-up advances when the block ends with it. */
    static final int BLOCK_ENDS = 192;

    private static final int LENGTHS = 16;
    /** More than is left of any block: the first symbol does not fit into the look-up. */
    private static final int NOTHING = 65 << 8;

    private final byte[] segment;
    private final int from;
    private short @Nullable [] codes;
    private char @Nullable [] steps;
    private long @Nullable [] pairs;
    private int @Nullable [] differences;

    /**
     * @param segment content of a DHT segment
     * @param from where the sixteen counts begin
     * @throws DamagedJpegException when the table is not within the segment or has more codes than bits allow
     */
    HuffmanTable(byte[] segment, int from) throws DamagedJpegException {
        this.segment = segment;
        this.from = from;
        if (from + LENGTHS > segment.length || from + size() > segment.length) {
            throw new DamagedJpegException("a Huffman table is cut off");
        }
        int free = 1 << LENGTHS;
        for (int length = 1; length <= LENGTHS; length++) {
            free -= count(length) << LENGTHS - length;
        }
        if (free < 0) {
            throw new DamagedJpegException("a Huffman table has too many codes");
        }
    }

    /** Bytes it takes in its segment. */
    int size() {
        int size = LENGTHS;
        for (int length = 1; length <= LENGTHS; length++) {
            size += count(length);
        }
        return size;
    }

    /** For each 16 bits to come: length of the code {@code << 8 |} symbol; 0 where there is no code. */
    short[] codes() {
        short[] known = codes;
        return known == null ? codes = unfold() : known;
    }

    /**
     * For each 13 bits to come, as the table of AC coefficients: coefficients {@code << 8 |} bits of all symbols that are wholly in them, with
     * {@link #BLOCK_ENDS} added to the coefficients when the last symbol ends the block.
     */
    char[] steps() {
        char[] known = steps;
        return known == null ? steps = chain(codes()) : known;
    }

    /**
     * For each 10 bits to come, as the table of AC coefficients, the next two that are not zero: the second {@code << 48 |} the first
     * {@code << 32 |} how many coefficients both take with the zeros before them {@code << 16 |} how many the first takes {@code << 8 |} bits of both.
     * Where only one fits into the bits both are it. The end of the block takes {@link #BLOCK_ENDS}, with zeros, and 16 zeros one that is zero. 0
     * where none fits.
     */
    long[] pairs() {
        long[] known = pairs;
        return known == null ? pairs = pair(codes()) : known;
    }

    /**
     * For each 10 bits to come, as the table of means: the difference {@code << 6 |} bits of its code and itself; 0 where they do not fit, or mean
     * nothing.
     */
    int[] differences() {
        int[] known = differences;
        return known == null ? differences = differ(codes()) : known;
    }

    private static int[] differ(short[] codes) {
        int[] different = new int[1 << DIFFERENCE_BITS];
        for (int bits = 0; bits < different.length; bits++) {
            int entry = codes[bits << LENGTHS - DIFFERENCE_BITS];
            int size = entry & 255;
            int length = (entry >> 8) + size;
            if (entry != 0 && length <= DIFFERENCE_BITS) {
                different[bits] = value(bits >> DIFFERENCE_BITS - length, size) << 6 | length;
            }
        }
        return different;
    }

    private static long[] pair(short[] codes) {
        long[] paired = new long[1 << PAIR_BITS];
        for (int bits = 0; bits < paired.length; bits++) {
            long first = single(codes, bits, 0);
            boolean alone = first == 0 || (first >> 8 & 255) == BLOCK_ENDS;
            long second = alone ? 0 : single(codes, bits, (int) first & 63);
            long value = second == 0 ? first >> 32 : second >> 32;
            long both = (first >> 8 & 255) + (second >> 8 & 255);
            paired[bits] = value << 48 | (first >> 32 & 0xFFFF) << 32 | both << 16 | first & 0xFF00
                    | (first & 63) + (second & 63);
        }
        return paired;
    }

    /** One of them: its value {@code << 32 |} how many coefficients it takes {@code << 8 |} its bits. 0 where it does not fit. */
    private static long single(short[] codes, int bits, int used) {
        int entry = codes[bits << LENGTHS - PAIR_BITS + used & 0xFFFF];
        int size = entry & 15;
        int length = (entry >> 8) + size;
        if (entry == 0 || used + length > PAIR_BITS) {
            return 0;
        }
        int takes = size == 0 && (entry & 255) != 0xF0 ? BLOCK_ENDS : (entry >> 4 & 15) + 1;
        return (long) value(bits >> PAIR_BITS - used - length, size) << 32 | takes << 8 | length;
    }

    /** Of so many low bits (ITU-T T.81, table F.1 and F.2). */
    private static int value(int bits, int size) {
        int value = bits & (1 << size) - 1;
        boolean negative = size > 0 && value >> size - 1 == 0;
        return negative ? value + (-1 << size) + 1 : value;
    }

    private int count(int length) {
        return segment[from + length - 1] & 0xFF;
    }

    private short[] unfold() {
        short[] unfolded = new short[1 << LENGTHS];
        int next = from + LENGTHS;
        int code = 0;
        for (int length = 1; length <= LENGTHS; length++) {
            for (int i = 0; i < count(length); i++) {
                int first = code << LENGTHS - length;
                code++;
                Arrays.fill(unfolded, first, code << LENGTHS - length,
                        (short) (length << 8 | segment[next++] & 0xFF));
            }
            code <<= 1;
        }
        return unfolded;
    }

    private static char[] chain(short[] codes) {
        char[] chained = new char[1 << STEP_BITS];
        for (int bits = 0; bits < chained.length; bits++) {
            chained[bits] = (char) chain(codes, bits << LENGTHS - STEP_BITS);
        }
        return chained;
    }

    private static int chain(short[] codes, int bits) {
        int used = 0;
        int coefficients = 0;
        while (true) {
            int entry = codes[bits << used & 0xFFFF];
            int run = entry >> 4 & 15;
            int size = entry & 15;
            int length = (entry >> 8) + size;
            if (entry == 0 || used + length > STEP_BITS) {
                return used == 0 ? NOTHING : coefficients << 8 | used;
            }
            if (size == 0 && run != 15) {
                return coefficients + BLOCK_ENDS << 8 | used + length;
            }
            if (coefficients + run + 1 > 63) {
                return used == 0 ? NOTHING : coefficients << 8 | used;
            }
            used += length;
            coefficients += run + 1;
        }
    }
}
