package org.podstudio.imaging.internal.eighth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Entropy-coded bits from one marker to the next. A window of them is in memory, with zeros behind it, so that blocks are read without asking
 * for each byte whether it is there. They lie in words of 64 bits: views of byte arrays are not compiled to plain loads in every program.
 */
final class BitWindow {

    /** Bytes; more than ten blocks can take: 16 + 15 bits for each of 64 coefficients. */
    private static final int SLACK = 4096;
    private static final int SIZE = 1 << 16;
    private static final int WORD = 8;
    /** Steps for which the bits of one word are enough. */
    private static final int STEPS = 64 / HuffmanTable.STEP_BITS;
    private static final int PAIRS = 64 / HuffmanTable.PAIR_BITS;

    private final JpegInput input;
    private final byte[] bytes = new byte[SIZE + SLACK + 2 * WORD];
    private final LongBuffer view = ByteBuffer.wrap(bytes).asLongBuffer();
    private final long[] words = new long[bytes.length / WORD];
    private int end;
    /** The bit behind which no ten blocks may begin. */
    private int safe;
    private boolean last;
    /** The next bit. */
    private int at;

    BitWindow(JpegInput input) {
        this.input = input;
    }

    /** Begins with the data that comes now. */
    void begin() throws IOException {
        at = 0;
        load(0);
    }

    /** Goes on after a restart marker; what is left of the data before it is dropped. */
    void restart(int number) throws IOException {
        finish();
        if (input.marker() != 0xD0 + (number & 7)) {
            throw new DamagedJpegException("a restart marker is missing");
        }
        begin();
    }

    /**
     * Ends with the data: the next that is read of the input is a marker.
     *
     * @throws DamagedJpegException when more bits were taken than there were
     */
    void finish() throws IOException {
        if (last && at > end * 8) {
            throw cutOff();
        }
        input.skipData();
    }

    /** Sees to it that ten blocks can be read. Must be called before each ten. */
    void require() throws IOException {
        if (at > safe) {
            if (last) {
                throw cutOff();
            }
            int from = at >> 3;
            System.arraycopy(bytes, from, bytes, 0, end - from);
            at &= 7;
            load(end - from);
        }
    }

    /** One bit. */
    int bit() {
        return (int) (ahead(at++) >>> 63);
    }

    /** By how much the block's mean differs from that of the block before. */
    int difference(HuffmanTable table) throws DamagedJpegException {
        long ahead = ahead(at);
        int known = table.differences()[(int) (ahead >>> 64 - HuffmanTable.DIFFERENCE_BITS)];
        if (known != 0) {
            at += known & 63;
            return known >> 6;
        }
        int entry = table.codes()[(int) (ahead >>> 48)];
        int size = entry & 255;
        if (entry == 0 || size > 15) {
            throw noCode();
        }
        int length = entry >> 8;
        at += length + size;
        ahead <<= length;
        int value = size == 0 ? 0 : (int) (ahead >>> 64 - size);
        return size > 0 && ahead >= 0 ? value + (-1 << size) + 1 : value;
    }

    /** Reads the first of the 63 other coefficients of a block and steps over those that are not wanted. */
    void coefficients(HuffmanTable table, Tray wanted) throws DamagedJpegException {
        long[] pairs = table.pairs();
        int[] places = wanted.places();
        int[] values = wanted.values();
        int block = wanted.block();
        int last = wanted.last();
        int next = at;
        int done = 0;
        // two in a row end at the end of the block, or before it
        int certain = Math.min(last, 63 - 2 * 16);
        while (done < last) {
            long ahead = ahead(next);
            long pair = 0;
            for (int i = 0; i < PAIRS && done < certain; i++) {
                pair = pairs[(int) (ahead >>> 64 - HuffmanTable.PAIR_BITS)];
                if (pair == 0) {
                    break;
                }
                // the low six bits of a pair are its length in bits, and a shift looks at no more
                ahead <<= pair;
                next += (int) pair & 63;
                int first = places[done + ((int) pair >> 8 & 255)];
                done += (int) pair >> 16;
                int second = places[done];
                values[(first >>> 16) + block] = (short) (pair >> 32) * (first & 0xFFFF);
                values[(second >>> 16) + block] = (int) (pair >> 48) * (second & 0xFFFF);
            }
            if (pair == 0) {
                at = next;
                done = readOne(table, done + 1, wanted) - 1;
                next = at;
            }
        }
        at = next;
        if (done < 63) {
            skipCoefficients(table, done + 1);
        }
    }

    /** Reads one symbol with its bits, as {@link #skipOne} steps over it. */
    private int readOne(HuffmanTable table, int done, Tray wanted) throws DamagedJpegException {
        long ahead = ahead(at);
        int entry = table.codes()[(int) (ahead >>> 48)];
        int size = entry & 15;
        int behind = skipOne(table, done);
        if (size > 0 && behind <= 64) {
            ahead <<= entry >> 8;
            int value = (int) (ahead >>> 64 - size) + (ahead >= 0 ? (-1 << size) + 1 : 0);
            int place = wanted.places()[behind - 1];
            wanted.values()[(place >> 16) + wanted.block()] = value * (place & 0xFFFF);
        }
        return behind;
    }

    /** Steps over the 63 other coefficients of a block. */
    void skipCoefficients(HuffmanTable table) throws DamagedJpegException {
        skipCoefficients(table, 1);
    }

    /**
     * Steps over what is left of a block, mostly several coefficients at a time. This loop is where the time goes.
     *
     * @param first of them, at most 63
     */
    private void skipCoefficients(HuffmanTable table, int first) throws DamagedJpegException {
        char[] steps = table.steps();
        int next = at;
        int done = first;
        while (true) {
            long ahead = ahead(next);
            int step = 0;
            int after = 0;
            for (int i = 0; i < STEPS; i++) {
                step = steps[(int) (ahead >>> 64 - HuffmanTable.STEP_BITS)];
                after = done + (step >>> 8);
                if (after >= 64) {
                    break;
                }
                // the low six bits of a step are its length in bits, and a shift looks at no more
                ahead <<= step;
                next += step & 255;
                done = after;
            }
            if (after < 64) {
                continue;
            }
            if (after == 64 || after >= HuffmanTable.BLOCK_ENDS && after < HuffmanTable.BLOCK_ENDS + 64) {
                at = next + (step & 255);
                return;
            }
            at = next;
            done = skipOne(table, done);
            next = at;
            if (done > 63) {
                return;
            }
        }
    }

    /** Steps over one symbol; how many coefficients are done then, 64 and more at the end of the block. */
    private int skipOne(HuffmanTable table, int done) throws DamagedJpegException {
        int entry = table.codes()[(int) (ahead(at) >>> 48)];
        if (entry == 0) {
            throw noCode();
        }
        int size = entry & 15;
        int run = entry >> 4 & 15;
        at += (entry >> 8) + size;
        return size == 0 && run != 15 ? 64 : done + run + 1;
    }

    /** The 64 bits from one on. A shift looks at the low six bits of its distance alone, so that ~bit is 63 - bit. */
    private long ahead(int bit) {
        return words[bit >> 6] << bit | words[(bit >> 6) + 1] >>> 1 >>> ~bit;
    }

    private void load(int kept) throws IOException {
        end = input.data(bytes, kept, SIZE);
        last = end < SIZE;
        if (last) {
            Arrays.fill(bytes, end, end + SLACK + 2 * WORD, (byte) 0);
        }
        view.get(0, words, 0, Math.min(words.length, (end + SLACK) / WORD + 2));
        safe = 8 * (last ? end : end - SLACK);
    }

    private static DamagedJpegException cutOff() {
        return new DamagedJpegException("the data of the picture is cut off");
    }

    private static DamagedJpegException noCode() {
        return new DamagedJpegException("the data of the picture has a code that means nothing");
    }
}
