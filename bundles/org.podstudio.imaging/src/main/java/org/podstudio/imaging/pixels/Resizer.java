package org.podstudio.imaging.pixels;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Resampling in two passes, columns then rows, with weights of 22-bit fixed point: the same bytes as Pillow's {@code Image.resize} for
 * opaque pictures. Transparent ones are multiplied by alpha meanwhile, so that hidden colours do not bleed. Large pictures use the
 * common pool.
 */
public final class Resizer {

    /** After the point of a weight. */
    static final int BITS = 22;
    private static final long OPAQUE = 255L << BITS;
    /** Rows that are laid on their side at a time. */
    private static final int TOGETHER = 128;
    private static final int SQUARE = 16;
    private static final int PARALLEL_FROM = 1 << 18;

    private Resizer() {
    }

    /**
     * A picture of exactly that size; the aspect is the caller's.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     * @return the picture itself when it has that size already
     */
    public static Picture resize(Picture picture, int width, int height, Filter filter) {
        return resize(picture, width, height, filter, Blocks.GO_ON);
    }

    /**
     * As the other, and can be stopped.
     *
     * @param check called several times a second, by several threads; what it throws ends the work
     */
    public static Picture resize(Picture picture, int width, int height, Filter filter, Runnable check) {
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        if (filter == Filter.NEAREST) {
            return nearest(picture, width, height, check);
        }
        if (!picture.alpha()) {
            return Picture.of(width, height, false, resample(picture.argb(), picture, width, height, filter, check));
        }
        return Picture.of(width, height, true,
                Alpha.divide(resample(Alpha.multiply(picture.argb(), check), picture, width, height, filter, check),
                        check));
    }

    /**
     * Shrinks by averages of light, not of numbers: half of white and half of black is a grey of 188, as a screen and an eye have it, not of
     * 128. Lines and lights on dark ground keep their strength. Several times as slow as the other.
     *
     * @param check as for {@link #resize(Picture, int, int, Filter, Runnable)}
     */
    public static Picture resizeLight(Picture picture, int width, int height, Filter filter, Runnable check) {
        boolean same = width == picture.width() && height == picture.height();
        return same || filter == Filter.NEAREST
                ? resize(picture, width, height, filter, check)
                : new LinearLight(picture, width, height, filter, check).resized();
    }

    private static int[] resample(int[] pixels, Picture size, int width, int height, Filter filter,
            Runnable check) {
        int[] wide = size.width() == width
                ? pixels
                : columns(pixels, size.width(), size.height(), width, filter, size.alpha(), check);
        return size.height() == height ? wide : rows(wide, width, size.height(), height, filter, size.alpha(), check);
    }

    private static Picture nearest(Picture picture, int width, int height, Runnable check) {
        int[] out = new int[Math.multiplyExact(width, height)];
        double stepX = (double) picture.width() / width;
        double stepY = (double) picture.height() / height;
        each(height, out.length, check, y -> {
            int row = (int) ((y + 0.5) * stepY) * picture.width();
            for (int x = 0; x < width; x++) {
                out[y * width + x] = picture.argb()[row + (int) ((x + 0.5) * stepX)];
            }
        });
        return Picture.of(width, height, picture.alpha(), out);
    }

    /** Some rows at a time are laid on their side, so that both passes are one: whole lines are added up. */
    private static int[] columns(int[] in, int inWidth, int height, int outWidth, Filter filter, boolean alpha,
            Runnable check) {
        Taps taps = Taps.of(inWidth, outWidth, filter);
        int[] out = new int[Math.multiplyExact(outWidth, height)];
        Blocks.rows((height + TOGETHER - 1) / TOGETHER, inWidth * TOGETHER, check, (from, to) -> {
            int[] lying = new int[inWidth * TOGETHER];
            int[] done = new int[outWidth * TOGETHER];
            for (int y = from * TOGETHER; y < Math.min(height, to * TOGETHER); y += TOGETHER) {
                int count = Math.min(TOGETHER, height - y);
                turn(in, y * inWidth, inWidth, count, lying, 0, count);
                lines(lying, count, done, 0, outWidth, taps, alpha);
                turn(done, 0, count, outWidth, out, y * outWidth, outWidth);
            }
        });
        return out;
    }

    /** Rows become columns, in squares that the first-level cache holds. */
    private static void turn(int[] in, int from, int width, int height, int[] out, int to, int outWidth) {
        for (int left = 0; left < width; left += SQUARE) {
            for (int top = 0; top < height; top += SQUARE) {
                for (int x = left; x < Math.min(width, left + SQUARE); x++) {
                    for (int y = top; y < Math.min(height, top + SQUARE); y++) {
                        out[to + x * outWidth + y] = in[from + y * width + x];
                    }
                }
            }
        }
    }

    private static int[] rows(int[] in, int width, int inHeight, int outHeight, Filter filter, boolean alpha,
            Runnable check) {
        Taps taps = Taps.of(inHeight, outHeight, filter);
        int[] out = new int[Math.multiplyExact(width, outHeight)];
        Blocks.rows(outHeight, width, check, (from, to) -> lines(in, width, out, from, to, taps, alpha));
        return out;
    }

    /** Output lines of some positions. */
    private static void lines(int[] in, int width, int[] out, int from, int to, Taps taps, boolean alpha) {
        long[][] sums = new long[4][width];
        Arrays.fill(sums[3], OPAQUE);
        for (int y = from; y < to; y++) {
            for (int channel = 0; channel < (alpha ? 4 : 3); channel++) {
                blend(in, width, y, taps, 8 * channel, sums[channel]);
            }
            pack(sums[3], sums[2], sums[1], sums[0], out, y * width);
        }
    }

    private static void blend(int[] in, int width, int y, Taps taps, int shift, long[] sums) {
        Arrays.fill(sums, 1 << BITS - 1);
        for (int i = 0; i < taps.length()[y]; i++) {
            add(in, (taps.first()[y] + i) * width, taps.weights()[y * taps.stride() + i], shift, sums);
        }
    }

    /** Compiles to vector instructions, as pixels and sums are arrays of different types, which cannot be the same one. */
    private static void add(int[] in, int from, long weight, int shift, long[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * (in[from + x] >> shift & 255);
        }
    }

    private static void pack(long[] a, long[] r, long[] g, long[] b, int[] out, int to) {
        for (int x = 0; x < a.length; x++) {
            out[to + x] = pack((int) a[x], (int) r[x], (int) g[x], (int) b[x]);
        }
    }

    private static int pack(int a, int r, int g, int b) {
        return clip(a) << 24 | clip(r) << 16 | clip(g) << 8 | clip(b);
    }

    private static int clip(int sum) {
        return Math.max(0, Math.min(255, sum >> BITS));
    }

    private static void each(int rows, int pixels, Runnable check, IntConsumer work) {
        IntStream range = IntStream.range(0, rows);
        (pixels >= PARALLEL_FROM ? range.parallel() : range).forEach(y -> {
            check.run();
            work.accept(y);
        });
    }
}
