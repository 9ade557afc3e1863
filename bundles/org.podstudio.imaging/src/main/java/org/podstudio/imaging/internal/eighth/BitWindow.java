package org.podstudio.imaging.internal.eighth;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Entropy-coded bits from one marker to the next. A window of them is in memory, with room behind it, so that blocks are read without asking
 * for each byte whether it is there.
 */
final class BitWindow {

    /** More than ten blocks can take: 16 + 15 bits for each of 64 coefficients. */
    private static final int SLACK = 4096;
    private static final int SIZE = 1 << 16;
    /** Bytes that may be loaded ahead of what is used. */
    private static final int AHEAD = 8;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final JpegInput input;
    private final byte[] bytes = new byte[SIZE + 2 * SLACK];
    private int end;
    private int safe;
    private boolean last;
    /** Next byte to load; {@link #bits} holds {@link #count} bits, the next one on top, and below them what lies at this byte. */
    private int at;
    private long bits;
    private int count;

    BitWindow(JpegInput input) {
        this.input = input;
    }

    /** Begins with the data that comes now. */
    void begin() throws IOException {
        at = 0;
        bits = 0;
        count = 0;
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
        if (last && at - (count >> 3) > end) {
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
            System.arraycopy(bytes, at, bytes, 0, end - at);
            int kept = end - at;
            at = 0;
            load(kept);
        }
    }

    /** One bit. */
    int bit() {
        refill();
        int bit = (int) (bits >>> 63);
        bits <<= 1;
        count--;
        return bit;
    }

    /** By how much the block's mean differs from that of the block before. */
    int difference(HuffmanTable table) throws DamagedJpegException {
        refill();
        int entry = table.codes()[(int) (bits >>> 48)];
        int size = entry & 255;
        if (entry == 0 || size > 15) {
            throw noCode();
        }
        int length = entry >> 8;
        bits <<= length;
        int value = size == 0 ? 0 : (int) (bits >>> 64 - size);
        int difference = size > 0 && bits >= 0 ? value + (-1 << size) + 1 : value;
        bits <<= size;
        count -= length + size;
        return difference;
    }

    /**
     * Steps over the 63 other coefficients of a block, mostly several of them at a time. This loop is where the time goes: the fields are
     * kept in variables, and bits are loaded once for two steps.
     */
    void skipCoefficients(HuffmanTable table) throws DamagedJpegException {
        byte[] from = bytes;
        int[] steps = table.steps();
        int next = at;
        int left = count;
        long ahead = bits;
        int done = 1;
        while (true) {
            if (left < 2 * HuffmanTable.STEP_BITS) {
                ahead |= (long) LONGS.get(from, next) >>> left;
                next += 63 - left >> 3;
                left |= 56;
            }
            int step = steps[(int) (ahead >>> 64 - HuffmanTable.STEP_BITS)];
            int after = done + (step >>> 8);
            if (after < 64) {
                // the low six bits of a step are its length in bits, and a shift looks at no more
                ahead <<= step;
                left -= step & 255;
                done = after;
                step = steps[(int) (ahead >>> 64 - HuffmanTable.STEP_BITS)];
                after = done + (step >>> 8);
                if (after < 64) {
                    ahead <<= step;
                    left -= step & 255;
                    done = after;
                    continue;
                }
            }
            if (after == 64 || after >= HuffmanTable.BLOCK_ENDS && after < HuffmanTable.BLOCK_ENDS + 64) {
                ahead <<= step;
                left -= step & 255;
                break;
            }
            at = next;
            count = left;
            bits = ahead;
            done = skipOne(table, done);
            next = at;
            left = count;
            ahead = bits;
            if (done > 63) {
                break;
            }
        }
        at = next;
        count = left;
        bits = ahead;
    }

    /** Steps over one symbol; how many coefficients are done then, 64 and more at the end of the block. */
    private int skipOne(HuffmanTable table, int done) throws DamagedJpegException {
        refill();
        int entry = table.codes()[(int) (bits >>> 48)];
        if (entry == 0) {
            throw noCode();
        }
        int size = entry & 15;
        int run = entry >> 4 & 15;
        int length = (entry >> 8) + size;
        bits <<= length;
        count -= length;
        return size == 0 && run != 15 ? 64 : done + run + 1;
    }

    private void refill() {
        bits |= (long) LONGS.get(bytes, at) >>> count;
        at += 63 - count >> 3;
        count |= 56;
    }

    private void load(int kept) throws IOException {
        end = input.data(bytes, kept, SIZE);
        last = end < SIZE;
        if (last) {
            Arrays.fill(bytes, end, end + SLACK + 2 * AHEAD, (byte) 0);
        }
        safe = last ? end + AHEAD : end - SLACK;
    }

    private static DamagedJpegException cutOff() {
        return new DamagedJpegException("the data of the picture is cut off");
    }

    private static DamagedJpegException noCode() {
        return new DamagedJpegException("the data of the picture has a code that means nothing");
    }
}
