package org.podstudio.imaging.internal.eighth;

import java.util.Arrays;

import org.eclipse.jdt.annotation.Nullable;

/** A Huffman table of a JPEG (ITU-T T.81, annex C), unfolded for looking up instead of counting. Unfolds when first used; for one thread. */
final class HuffmanTable {

    /** Bits of a look-up that steps over several coefficients. */
    static final int STEP_BITS = 13;
    /** Added to what a look-up advances when the block ends with it. */
    static final int BLOCK_ENDS = 192;

    private static final int LENGTHS = 16;
    /** More than is left of any block: the first symbol does not fit into the look-up. */
    private static final int NOTHING = 65 << 8;

    private final byte[] segment;
    private final int from;
    private short @Nullable [] codes;
    private char @Nullable [] steps;
    private int @Nullable [] pairs;

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
     * For each 13 bits to come, as the table of AC coefficients: the next one that is not zero {@code << 16 |} how many zeros come before it
     * {@code << 8 |} bits of both; 128 zeros where the block ends; 0 where it does not fit into the bits.
     */
    int[] pairs() {
        int[] known = pairs;
        return known == null ? pairs = pair(codes()) : known;
    }

    private static int[] pair(short[] codes) {
        int[] paired = new int[1 << STEP_BITS];
        for (int bits = 0; bits < paired.length; bits++) {
            int entry = codes[bits << LENGTHS - STEP_BITS];
            int size = entry & 15;
            int length = (entry >> 8) + size;
            if (entry != 0 && length <= STEP_BITS) {
                int run = size == 0 && (entry & 255) != 0xF0 ? 128 : entry >> 4 & 15;
                int value = bits >> STEP_BITS - length & (1 << size) - 1;
                boolean negative = size > 0 && value >> size - 1 == 0;
                paired[bits] = (negative ? value + (-1 << size) + 1 : value) << 16 | run << 8 | length;
            }
        }
        return paired;
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
