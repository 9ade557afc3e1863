package org.podstudio.imaging;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.pixels.Picture;

/**
 * Reads Windows and OS/2 bitmaps: 1 to 32 bits, masks, run lengths, upside down or not. Alpha counts where a header has a mask for it.
 */
final class Bmp implements Still {

    private static final int PLAIN = 0;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int MASKS = 3;
    private static final int ALPHA_MASKS = 6;
    private static final int FILE_HEADER = 14;
    private static final int EMBEDDED_PROFILE = 0x4D424544;

    private final ByteBuffer in;
    private final int headerSize;
    private final int pixelsAt;
    private int width;
    private int height;
    private boolean topDown;
    private int depth;
    private int packing;
    private final int[] masks = new int[4];
    private int[] palette = new int[0];

    private Bmp(ByteBuffer in) throws IOException {
        this.in = in;
        this.pixelsAt = in.getInt(10);
        this.headerSize = in.getInt(14);
        if (headerSize < 12 || headerSize > in.limit() - FILE_HEADER) {
            throw new IOException("a bitmap's header of " + headerSize + " bytes");
        }
        size();
        if (depth > 8) {
            masks();
        } else {
            palette();
        }
    }

    /** @throws IOException when the header makes no sense or the kind is not read */
    static Bmp of(Path file) throws IOException {
        try {
            return new Bmp(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IOException("the bitmap ends within its header", e);
        }
    }

    @Override
    public ImageHeader header() {
        return new ImageHeader(ImageFormat.BMP, width, height, alpha());
    }

    /** Whether its pixels are numbers of a palette. */
    boolean indexed() {
        return depth <= 8;
    }

    private boolean alpha() {
        return depth > 8 && masks[3] != 0;
    }

    private void size() throws IOException {
        boolean old = headerSize == 12;
        width = old ? in.getShort(18) & 0xFFFF : in.getInt(18);
        int rows = old ? in.getShort(20) : in.getInt(22);
        topDown = rows < 0;
        height = Math.abs(rows);
        depth = in.getShort(old ? 24 : 28) & 0xFFFF;
        packing = headerSize < 20 ? PLAIN : in.getInt(30);
        if (width < 1 || height < 1) {
            throw new IOException("a bitmap of " + width + " x " + rows);
        }
        boolean known = switch (packing) {
            case PLAIN -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16 || depth == 24
                    || depth == 32;
            case RLE8 -> depth == 8;
            case RLE4 -> depth == 4;
            case MASKS -> (depth == 16 || depth == 32) && headerSize >= 40 && headerSize != 64;
            case ALPHA_MASKS -> (depth == 16 || depth == 32) && headerSize >= 40;
            default -> false;
        };
        if (!known) {
            throw new UnreadKind("a bitmap of " + depth + " bits that is packed in way " + packing);
        }
    }

    private void masks() {
        if (packing == PLAIN) {
            int[] usual = depth == 16 ? new int[]{0x7C00, 0x3E0, 0x1F, 0} : new int[]{0xFF0000, 0xFF00, 0xFF, 0};
            System.arraycopy(usual, 0, masks, 0, 4);
            return;
        }
        // behind a short header and inside a long one they lie at the same place
        int count = packing == ALPHA_MASKS || headerSize >= 56 ? 4 : 3;
        for (int i = 0; i < count; i++) {
            masks[i] = in.getInt(54 + 4 * i);
        }
    }

    private void palette() {
        int entry = headerSize == 12 ? 3 : 4;
        int used = headerSize < 36 ? 0 : in.getInt(46);
        int from = FILE_HEADER + headerSize;
        int room = Math.max(0, Math.min(in.limit(), pixelsAt > from ? pixelsAt : in.limit()) - from) / entry;
        palette = new int[1 << depth];
        Arrays.fill(palette, 0xFF000000);
        int count = Math.min(used > 0 ? Math.min(used, palette.length) : palette.length, room);
        for (int i = 0; i < count; i++) {
            int at = from + i * entry;
            palette[i] = 0xFF000000 | (in.get(at + 2) & 255) << 16 | (in.get(at + 1) & 255) << 8 | in.get(at) & 255;
        }
    }

    /** Of a fifth header. */
    private Optional<Profile> profile() {
        if (headerSize < 124 || in.getInt(FILE_HEADER + 56) != EMBEDDED_PROFILE) {
            return Optional.empty();
        }
        int from = in.getInt(FILE_HEADER + 112);
        int length = in.getInt(FILE_HEADER + 116);
        if (from < 0 || length < 1 || (long) FILE_HEADER + from + length > in.limit()) {
            return Optional.empty();
        }
        return Profile.of(Arrays.copyOfRange(in.array(), FILE_HEADER + from, FILE_HEADER + from + length));
    }

    @Override
    public Picture read(int reduction, Runnable check) throws IOException {
        if (pixelsAt < 0 || pixelsAt >= in.limit()) {
            throw new IOException("the bitmap's pixels are missing");
        }
        Picture picture = new Picture(width, height, alpha());
        if (packing == RLE8 || packing == RLE4) {
            runs(picture, check);
        } else {
            rows(picture, check);
        }
        profile().ifPresent(p -> p.toSrgb(picture, 3, check));
        return picture;
    }

    private int row(int stored) {
        return topDown ? stored : height - 1 - stored;
    }

    private void rows(Picture picture, Runnable check) throws IOException {
        long stride = ((long) width * depth + 31) / 32 * 4;
        long last = ((long) width * depth + 7) / 8;
        if (pixelsAt + stride * (height - 1) + last > in.limit()) {
            throw new IOException("pixels of the bitmap are missing");
        }
        int[] shifts = new int[4];
        Arrays.setAll(shifts, i -> Integer.numberOfTrailingZeros(masks[i]));
        for (int y = 0; y < height; y++) {
            check.run();
            int from = (int) (pixelsAt + y * stride);
            int to = row(y) * width;
            for (int x = 0; x < width; x++) {
                picture.argb()[to + x] = depth > 8 ? direct(from, x, shifts) : palette[index(from, x)];
            }
        }
    }

    private int index(int from, int x) {
        int perByte = 8 / depth;
        return in.get(from + x / perByte) >> 8 - depth - x % perByte * depth & (1 << depth) - 1;
    }

    private int direct(int from, int x, int[] shifts) {
        int value = switch (depth) {
            case 16 -> in.getShort(from + 2 * x) & 0xFFFF;
            case 24 -> in.get(from + 3 * x) & 255 | (in.get(from + 3 * x + 1) & 255) << 8
                    | (in.get(from + 3 * x + 2) & 255) << 16;
            default -> in.getInt(from + 4 * x);
        };
        int alpha = masks[3] == 0 ? 255 : channel(value, 3, shifts);
        return alpha << 24 | channel(value, 0, shifts) << 16 | channel(value, 1, shifts) << 8
                | channel(value, 2, shifts);
    }

    private int channel(int value, int i, int[] shifts) {
        if (masks[i] == 0) {
            return 0;
        }
        long most = Integer.toUnsignedLong(masks[i] >>> shifts[i]);
        return (int) ((Integer.toUnsignedLong((value & masks[i]) >>> shifts[i]) * 255 + most / 2) / most);
    }

    /** Runs of equal pixels, literal pixels, and jumps over pixels, which stay as the first colour. */
    private void runs(Picture picture, Runnable check) throws IOException {
        Arrays.fill(picture.argb(), palette[0]);
        int at = pixelsAt;
        int x = 0;
        int y = 0;
        while (y < height && at + 2 <= in.limit()) {
            int count = in.get(at) & 255;
            int value = in.get(at + 1) & 255;
            at += 2;
            if (count > 0) {
                x = run(picture, x, y, count, value);
            } else if (value == 0) {
                check.run();
                x = 0;
                y++;
            } else if (value == 1) {
                return;
            } else if (value == 2 && at + 2 <= in.limit()) {
                x += in.get(at) & 255;
                y += in.get(at + 1) & 255;
                at += 2;
            } else {
                int bytes = packing == RLE8 ? value : (value + 1) / 2;
                x = literal(picture, x, y, value, at, bytes);
                at += bytes + bytes % 2;
            }
        }
        if (y < height && !(y == height - 1 && x >= width)) {
            throw new IOException("pixels of the bitmap are missing");
        }
    }

    private int run(Picture picture, int x, int y, int count, int value) {
        for (int i = 0; i < count; i++) {
            set(picture, x + i, y, packing == RLE8 ? value : i % 2 == 0 ? value >> 4 : value & 15);
        }
        return x + count;
    }

    private int literal(Picture picture, int x, int y, int count, int at, int bytes) throws IOException {
        if (at + bytes > in.limit()) {
            throw new IOException("pixels of the bitmap are missing");
        }
        for (int i = 0; i < count; i++) {
            int packed = in.get(at + (packing == RLE8 ? i : i / 2)) & 255;
            set(picture, x + i, y, packing == RLE8 ? packed : i % 2 == 0 ? packed >> 4 : packed & 15);
        }
        return x + count;
    }

    /** What runs over the edge is lost. */
    private void set(Picture picture, int x, int y, int index) {
        if (x < width) {
            picture.argb()[row(y) * width + x] = palette[index];
        }
    }
}
