package org.podstudio.imaging;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.podstudio.imaging.pixels.Picture;

/**
 * Reads the first frame of a GIF (89a) as it appears on its canvas. What the frame leaves free is transparent, as in browsers.
 */
final class Gif implements Still {

    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2C;
    private static final int CONTROL = 0xF9;
    private static final int MOST_CODES = 4_096;

    private final ByteBuffer in;
    private int width;
    private int height;
    private Optional<int[]> palette = Optional.empty();
    private int hidden = -1;
    private int left;
    private int top;
    private int frameWidth;
    private int frameHeight;
    private boolean interlaced;
    private int dataStart;

    private Gif(ByteBuffer in) {
        this.in = in;
    }

    /** Reads up to the pixels. @throws IOException when there are none */
    static Gif of(Path file) throws IOException {
        Gif gif = new Gif(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        try {
            gif.open();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("the GIF ends before its first frame", e);
        }
        return gif;
    }

    @Override
    public ImageHeader header() {
        return new ImageHeader(ImageFormat.GIF, width, height, alpha());
    }

    /** Whether the frame has transparent pixels or leaves some free. */
    private boolean alpha() {
        return hidden >= 0 || left > 0 || top > 0 || frameWidth < width || frameHeight < height;
    }

    private void open() throws IOException {
        in.position(6);
        width = in.getShort() & 0xFFFF;
        height = in.getShort() & 0xFFFF;
        int flags = in.get();
        in.position(in.position() + 2);
        colours(flags);
        while (true) {
            int block = in.get() & 255;
            if (block == FRAME) {
                frame();
                return;
            }
            if (block == EXTENSION) {
                extension();
            } else if (block != 0) {
                throw new IOException("the GIF has no frame");
            }
        }
    }

    private void extension() {
        boolean control = (in.get() & 255) == CONTROL;
        for (int size; (size = in.get() & 255) > 0;) {
            if (control && size >= 4) {
                hidden = (in.get(in.position()) & 1) == 1 ? in.get(in.position() + 3) & 255 : -1;
            }
            in.position(in.position() + size);
        }
    }

    private void frame() {
        left = in.getShort() & 0xFFFF;
        top = in.getShort() & 0xFFFF;
        frameWidth = in.getShort() & 0xFFFF;
        frameHeight = in.getShort() & 0xFFFF;
        width = Math.max(width, left + frameWidth);
        height = Math.max(height, top + frameHeight);
        int flags = in.get();
        interlaced = (flags & 0x40) != 0;
        colours(flags);
    }

    private void colours(int flags) {
        if ((flags & 0x80) == 0) {
            return;
        }
        int[] colours = new int[2 << (flags & 7)];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = 0xFF000000 | (in.get() & 255) << 16 | (in.get() & 255) << 8 | in.get() & 255;
        }
        palette = Optional.of(colours);
    }

    @Override
    public Picture read(int reduction, Runnable check) throws IOException {
        if (frameWidth == 0 || frameHeight == 0) {
            throw new IOException("the first frame of the GIF is empty");
        }
        byte[] indices = new byte[Math.multiplyExact(frameWidth, frameHeight)];
        byte[] data = data();
        check.run();
        if (new Codes(data, indices).unpack(in.get(dataStart) & 255) < indices.length) {
            throw new IOException("pixels of the GIF are missing");
        }
        int[] colours = Arrays.copyOf(palette.orElse(new int[]{0xFF000000, 0xFFFFFFFF}), 256);
        Arrays.setAll(colours, i -> i == hidden ? colours[i] & 0xFFFFFF : colours[i] | 0xFF000000);
        Picture picture = new Picture(width, height, alpha());
        for (int row = 0; row < frameHeight; row++) {
            check.run();
            int to = (top + (interlaced ? line(row) : row)) * width + left;
            for (int x = 0; x < frameWidth; x++) {
                picture.argb()[to + x] = colours[indices[row * frameWidth + x] & 255];
            }
        }
        return picture;
    }

    /** Where the stored row lies: every eighth from 0, from 4, every fourth from 2, every second from 1. */
    private int line(int row) {
        int left = row;
        for (int[] pass : new int[][]{{0, 8}, {4, 8}, {2, 4}, {1, 2}}) {
            int rows = (frameHeight - pass[0] + pass[1] - 1) / pass[1];
            if (left < rows) {
                return pass[0] + left * pass[1];
            }
            left -= rows;
        }
        return row;
    }

    /** The packed data, joined from its pieces; of a file that is cut off what is there. */
    private byte[] data() throws IOException {
        dataStart = in.position();
        if (dataStart >= in.limit()) {
            throw new IOException("pixels of the GIF are missing");
        }
        byte[] joined = new byte[in.limit() - dataStart];
        int length = 0;
        int at = dataStart + 1;
        while (at < in.limit() && in.get(at) != 0) {
            int size = Math.min(in.get(at) & 255, in.limit() - at - 1);
            in.get(at + 1, joined, length, size);
            length += size;
            at += size + 1;
        }
        return Arrays.copyOf(joined, length);
    }

    /** LZW with codes of growing length. */
    private static final class Codes {
        private final byte[] data;
        private final byte[] out;
        private final short[] prefix = new short[MOST_CODES];
        private final byte[] suffix = new byte[MOST_CODES];
        private final byte[] reversed = new byte[MOST_CODES + 1];
        private int bits;
        private int held;
        private int at;
        private int written;

        Codes(byte[] data, byte[] out) {
            this.data = data;
            this.out = out;
        }

        /** How many indices came out; fewer than wanted when the data end or make no sense. */
        int unpack(int rootBits) {
            // more than 8 is against the standard and met all the same
            if (rootBits < 1 || rootBits > 11) {
                return 0;
            }
            int clear = 1 << rootBits;
            int next = clear + 2;
            int length = rootBits + 1;
            int last = -1;
            while (written < out.length) {
                int code = take(length);
                if (code < 0 || code == clear + 1) {
                    break;
                }
                if (code == clear) {
                    next = clear + 2;
                    length = rootBits + 1;
                    last = -1;
                    continue;
                }
                if (code > next || code == next && last < 0) {
                    break;
                }
                byte first = write(code == next ? last : code, clear);
                if (code == next && written < out.length) {
                    out[written++] = first;
                }
                if (last >= 0 && next < MOST_CODES) {
                    prefix[next] = (short) last;
                    suffix[next++] = first;
                    length += next == 1 << length && length < 12 ? 1 : 0;
                }
                last = code;
            }
            return written;
        }

        /** Writes what a code stands for and gives its first index. */
        private byte write(int code, int clear) {
            int count = 0;
            int c = code;
            while (c >= clear && count < MOST_CODES) {
                reversed[count++] = suffix[c];
                c = prefix[c];
            }
            reversed[count++] = (byte) c;
            for (int i = count; i > 0 && written < out.length; i--) {
                out[written++] = reversed[i - 1];
            }
            return (byte) c;
        }

        private int take(int length) {
            while (bits < length) {
                if (at >= data.length) {
                    return -1;
                }
                held |= (data[at++] & 255) << bits;
                bits += 8;
            }
            int code = held & (1 << length) - 1;
            held >>>= length;
            bits -= length;
            return code;
        }
    }
}
