package org.podstudio.imaging;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Resampling in two passes, columns then rows, with weights of 22-bit fixed point: the same bytes as Pillow's {@code Image.resize} for
 * opaque pictures. Transparent ones are multiplied by alpha meanwhile, so that hidden colours do not bleed. Large pictures use the
 * common pool.
 */
public final class Resizer {

    private static final int BITS = 22;
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
     * @param check called for each row, by several threads; what it throws ends the work
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

    private static int[] resample(int[] pixels, Picture size, int width, int height, Filter filter,
            Runnable check) {
        int[] wide = size.width() == width
                ? pixels
                : columns(pixels, size.width(), size.height(), width, filter, check);
        return size.height() == height ? wide : rows(wide, width, size.height(), height, filter, check);
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

    private static int[] columns(int[] in, int inWidth, int height, int outWidth, Filter filter, Runnable check) {
        Taps taps = Taps.of(inWidth, outWidth, filter);
        int[] out = new int[Math.multiplyExact(outWidth, height)];
        each(height, out.length, check, y -> row(in, y * inWidth, out, y * outWidth, taps));
        return out;
    }

    private static void row(int[] in, int from, int[] out, int to, Taps taps) {
        int[] weights = taps.weights();
        for (int x = 0; x < taps.first().length; x++) {
            int start = from + taps.first()[x];
            int a = 1 << BITS - 1;
            int r = a;
            int g = a;
            int b = a;
            for (int i = 0, k = x * taps.stride(), n = taps.length()[x]; i < n; i++) {
                int pixel = in[start + i];
                int weight = weights[k + i];
                a += (pixel >>> 24) * weight;
                r += (pixel >> 16 & 255) * weight;
                g += (pixel >> 8 & 255) * weight;
                b += (pixel & 255) * weight;
            }
            out[to + x] = pack(a, r, g, b);
        }
    }

    private static int[] rows(int[] in, int width, int inHeight, int outHeight, Filter filter, Runnable check) {
        Taps taps = Taps.of(inHeight, outHeight, filter);
        int[] out = new int[Math.multiplyExact(width, outHeight)];
        each(outHeight, out.length, check, y -> blend(in, width, out, y, taps));
        return out;
    }

    /** One output row: whole input rows are added up, which compiles to vector instructions. */
    private static void blend(int[] in, int width, int[] out, int y, Taps taps) {
        int[] a = half(width);
        int[] r = half(width);
        int[] g = half(width);
        int[] b = half(width);
        for (int i = 0; i < taps.length()[y]; i++) {
            add(in, (taps.first()[y] + i) * width, taps.weights()[y * taps.stride() + i], a, r, g, b);
        }
        for (int x = 0; x < width; x++) {
            out[y * width + x] = pack(a[x], r[x], g[x], b[x]);
        }
    }

    private static void add(int[] in, int from, int weight, int[] a, int[] r, int[] g, int[] b) {
        for (int x = 0; x < a.length; x++) {
            int pixel = in[from + x];
            a[x] += (pixel >>> 24) * weight;
            r[x] += (pixel >> 16 & 255) * weight;
            g[x] += (pixel >> 8 & 255) * weight;
            b[x] += (pixel & 255) * weight;
        }
    }

    private static int[] half(int width) {
        int[] sums = new int[width];
        java.util.Arrays.fill(sums, 1 << BITS - 1);
        return sums;
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

    /** For each output position: the first input position, how many, and their weights. */
    private record Taps(int[] first, int[] length, int[] weights, int stride) {

        static Taps of(int in, int out, Filter filter) {
            double scale = (double) in / out;
            double widen = Math.max(scale, 1);
            double support = filter.support() * widen;
            int stride = (int) Math.ceil(support) * 2 + 1;
            Taps taps = new Taps(new int[out], new int[out], new int[Math.multiplyExact(out, stride)], stride);
            for (int i = 0; i < out; i++) {
                taps.fill(i, (i + 0.5) * scale, support, widen, in, filter);
            }
            return taps;
        }

        private void fill(int i, double centre, double support, double widen, int in, Filter filter) {
            int from = Math.max(0, (int) (centre - support + 0.5));
            int to = Math.min(in, (int) (centre + support + 0.5));
            double[] exact = new double[to - from];
            double sum = 0;
            for (int k = 0; k < exact.length; k++) {
                exact[k] = filter.weight((k + from - centre + 0.5) * (1 / widen));
                sum += exact[k];
            }
            for (int k = 0; k < exact.length; k++) {
                double share = sum == 0 ? exact[k] : exact[k] / sum;
                weights[i * stride + k] = (int) (share * (1 << BITS) + (share < 0 ? -0.5 : 0.5));
            }
            first[i] = from;
            length[i] = exact.length;
        }
    }
}
