package org.podstudio.imaging.internal.eighth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** The bytes of a JPEG in order, some tens of kilobytes of them in memory: segments as they are, entropy-coded data without its stuffing. */
final class JpegInput {

    /** What {@link #marker} tells at the end of the file. */
    static final int END = -1;

    private static final int SIZE = 1 << 16;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final InputStream in;
    private final byte[] buffer = new byte[SIZE];
    /** The same bytes, eight a word. */
    private final long[] words = new long[SIZE / 8];
    private final LongBuffer view = ByteBuffer.wrap(buffer).order(ByteOrder.nativeOrder()).asLongBuffer();
    private int at;
    private int filled;
    private int pending;

    /** @param in read in large pieces, not closed */
    JpegInput(InputStream in) {
        this.in = in;
    }

    /** A marker's code without its FF; {@link #END} when there is no more. The one that ended entropy-coded data, else the next two bytes. */
    int marker() throws IOException {
        if (pending == 0) {
            int first = next();
            if (first == END) {
                return END;
            }
            if (first != 0xFF) {
                throw new DamagedJpegException("there is no marker where one must be");
            }
            pending = code();
        }
        int marker = pending;
        pending = 0;
        return marker;
    }

    /** The content of a segment whose marker was read. */
    byte[] segment() throws IOException {
        byte[] content = new byte[length()];
        for (int done = 0; done < content.length;) {
            int some = available(content.length - done);
            System.arraycopy(buffer, at, content, done, some);
            at += some;
            done += some;
        }
        return content;
    }

    /** Steps over a segment whose marker was read. */
    void skipSegment() throws IOException {
        for (int left = length(); left > 0;) {
            int some = available(left);
            at += some;
            left -= some;
        }
    }

    /**
     * Copies entropy-coded bytes, FF00 as FF, up to the next marker or the end of the file, which {@link #marker} then tells.
     *
     * @param from first place to write to
     * @param to before which to stop
     * @return behind the last place written to; below {@code to} only when a marker or the end was met
     */
    int data(byte[] target, int from, int to) throws IOException {
        int done = from;
        while (done < to && pending == 0) {
            if (at == filled && !fill()) {
                pending = END;
                break;
            }
            int plain = plain(Math.min(filled, at + to - done));
            System.arraycopy(buffer, at, target, done, plain);
            at += plain;
            done += plain;
            if (done < to && at < filled && buffer[at] == -1) {
                at++;
                pending = code();
                if (pending == 0) {
                    target[done++] = -1;
                }
            }
        }
        return done;
    }

    /** Steps over entropy-coded data up to the next marker. */
    void skipData() throws IOException {
        while (pending == 0) {
            if (at == filled && !fill()) {
                pending = END;
            } else {
                at += plain(filled);
                if (at < filled) {
                    at++;
                    pending = code();
                }
            }
        }
    }

    /** Steps over entropy-coded data with its restart markers. */
    void skipScan() throws IOException {
        skipData();
        while (pending >= 0xD0 && pending <= 0xD7) {
            pending = 0;
            skipData();
        }
    }

    /** How many bytes from here come before an FF. */
    private int plain(int end) {
        int i = at;
        while (i < end && buffer[i] != -1) {
            i++;
            while ((i & 7) == 0 && i + 8 <= end && !hasFF(words[i >> 3])) {
                i += 8;
            }
        }
        return i - at;
    }

    /** Whether one of eight bytes is FF: the well-known test for a zero byte, on the complement. */
    private static boolean hasFF(long bytes) {
        long zeros = ~bytes;
        return (zeros - LOW_BITS & ~zeros & HIGH_BITS) != 0;
    }

    /** What follows an FF, which may be repeated; 0 for a stuffed one. */
    private int code() throws IOException {
        int code = next();
        while (code == 0xFF) {
            code = next();
        }
        return code;
    }

    private int length() throws IOException {
        int high = next();
        int low = next();
        if (high == END || low == END || (high << 8 | low) < 2) {
            throw new DamagedJpegException("a segment has no length");
        }
        return (high << 8 | low) - 2;
    }

    private int available(int wanted) throws IOException {
        if (at == filled && !fill()) {
            throw new DamagedJpegException("the file ends within a segment");
        }
        return Math.min(wanted, filled - at);
    }

    private int next() throws IOException {
        return at == filled && !fill() ? END : buffer[at++] & 0xFF;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        view.get(0, words, 0, (filled + 7) / 8);
        return filled > 0;
    }
}
