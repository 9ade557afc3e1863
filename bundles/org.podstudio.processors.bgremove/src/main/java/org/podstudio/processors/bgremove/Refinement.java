package org.podstudio.processors.bgremove;

import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

/**
 * Puts the edges of a coarse mask where the edges of the picture are. The guided filter of He, Sun and Tang (2013) with colour, in its fast
 * form (He and Sun 2015): near an edge the mask is taken for a linear function of the colour; the function is found on a small picture, and
 * applied to each pixel of the large one. So hair that is finer than the mask comes back. Only where the mask is undecided: texture in the
 * middle of a subject must not show through.
 */
final class Refinement {

    /** Longest side of the small picture. */
    private static final int GRID = 1024;
    /** How far around a pixel its function is sought, in pixels of the coarse mask. */
    private static final double REACH = 2;
    /** Colours that differ by less than its root, of 1, are the same. */
    private static final float SMOOTH = 5e-4f;
    /** A mask that moves by this much nearby is undecided; by the second, wholly so. */
    private static final float DECIDED = 0.05f;
    private static final float UNDECIDED = 0.35f;
    /** The function overshoots at neither end, so what it calls almost nothing is nothing. */
    private static final float FOOT = 0.04f;

    private final int width;
    private final int height;
    private final int radius;
    private final float[][] function;
    private final float[] trust;

    private Refinement(Picture guide, float[] mask, int radius) {
        this.width = guide.width();
        this.height = guide.height();
        this.radius = radius;
        this.trust = trust(mask);
        this.function = function(guide, mask);
    }

    /**
     * Alpha of each pixel.
     *
     * @param plain the mask enlarged to the size of the picture, 0 to 255; is changed and given back
     * @param side of the coarse mask
     * @param check called between rows; what it throws ends the work
     */
    static int[] of(int[] plain, int side, Picture picture, Runnable check) {
        int longest = Math.max(picture.width(), picture.height());
        if (longest <= side) {
            return plain;
        }
        double shrink = Math.min(1, (double) GRID / longest);
        int width = (int) Math.max(1, Math.round(picture.width() * shrink));
        int height = (int) Math.max(1, Math.round(picture.height() * shrink));
        Picture guide = Resizer.resize(picture.on(0), width, height, Filter.BILINEAR, check);
        int[] small = Resizer.resize(Pixels.grey(plain, picture.width(), picture.height()), width, height,
                Filter.BILINEAR, check).argb();
        float[] mask = new float[small.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (small[i] & 255) / 255f;
        }
        int radius = (int) Math.max(2, Math.round(REACH * Math.max(width, height) / side));
        check.run();
        Refinement refinement = new Refinement(guide, mask, radius);
        Blocks.rows(picture.height(), picture.width(), check, (from, to) -> {
            for (int i = from * picture.width(); i < to * picture.width(); i++) {
                plain[i] = refinement.level(plain[i], picture, i % picture.width(), i / picture.width());
            }
        });
        return plain;
    }

    private int level(int plain, Picture picture, int x, int y) {
        float u = Math.clamp((x + 0.5f) * width / picture.width() - 0.5f, 0, width - 1);
        float v = Math.clamp((y + 0.5f) * height / picture.height() - 0.5f, 0, height - 1);
        float weight = at(trust, u, v);
        if (weight == 0) {
            return plain;
        }
        int pixel = picture.argb()[y * picture.width() + x];
        float alpha = at(function[0], u, v) * (pixel >> 16 & 255) + at(function[1], u, v) * (pixel >> 8 & 255)
                + at(function[2], u, v) * (pixel & 255);
        alpha = alpha / 255 + at(function[3], u, v);
        float fine = Math.clamp((alpha - FOOT) / (1 - 2 * FOOT), 0f, 1f);
        return Math.round(plain + weight * (255 * fine - plain));
    }

    private float at(float[] values, float u, float v) {
        int x = (int) u;
        int y = (int) v;
        int right = Math.min(x + 1, width - 1);
        int row = y * width;
        int below = Math.min(y + 1, height - 1) * width;
        float dx = u - x;
        float dy = v - y;
        return (1 - dy) * ((1 - dx) * values[row + x] + dx * values[row + right])
                + dy * ((1 - dx) * values[below + x] + dx * values[below + right]);
    }

    /** How much the function counts at each place. */
    private float[] trust(float[] mask) {
        float[] most = Extremes.of(mask, width, radius, true);
        float[] least = Extremes.of(mask, width, radius, false);
        for (int i = 0; i < most.length; i++) {
            float t = Math.clamp((most[i] - least[i] - DECIDED) / (UNDECIDED - DECIDED), 0f, 1f);
            most[i] = t * t * (3 - 2 * t);
        }
        return most;
    }

    /** Factors of red, green and blue, and what is added. */
    private float[][] function(Picture guide, float[] mask) {
        int n = mask.length;
        float[][] colours = new float[3][n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 3; c++) {
                colours[c][i] = (guide.argb()[i] >> 16 - 8 * c & 255) / 255f;
            }
        }
        float[] mean = mean(mask);
        float[][] means = {mean(colours[0]), mean(colours[1]), mean(colours[2])};
        float[][] together = new float[6][];
        float[][] withMask = new float[3][];
        for (int c = 0, k = 0; c < 3; c++) {
            withMask[c] = mean(product(colours[c], mask));
            for (int d = c; d < 3; d++) {
                together[k++] = mean(product(colours[c], colours[d]));
            }
        }
        float[][] function = new float[4][n];
        for (int i = 0; i < n; i++) {
            solve(i, means, mean[i], together, withMask, function);
        }
        return new float[][]{mean(function[0]), mean(function[1]), mean(function[2]), mean(function[3])};
    }

    /** Least squares in one window: three equations, by Cramer's rule. */
    private static void solve(int i, float[][] means, float mean, float[][] together, float[][] withMask,
            float[][] function) {
        double r = means[0][i];
        double g = means[1][i];
        double b = means[2][i];
        double rr = together[0][i] - r * r + SMOOTH;
        double rg = together[1][i] - r * g;
        double rb = together[2][i] - r * b;
        double gg = together[3][i] - g * g + SMOOTH;
        double gb = together[4][i] - g * b;
        double bb = together[5][i] - b * b + SMOOTH;
        double x = withMask[0][i] - r * mean;
        double y = withMask[1][i] - g * mean;
        double z = withMask[2][i] - b * mean;
        double a = gg * bb - gb * gb;
        double d = rb * gb - rg * bb;
        double e = rg * gb - rb * gg;
        double determinant = rr * a + rg * d + rb * e;
        function[0][i] = (float) ((a * x + d * y + e * z) / determinant);
        function[1][i] = (float) ((d * x + (rr * bb - rb * rb) * y + (rg * rb - rr * gb) * z) / determinant);
        function[2][i] = (float) ((e * x + (rg * rb - rr * gb) * y + (rr * gg - rg * rg) * z) / determinant);
        function[3][i] = (float) (mean - function[0][i] * r - function[1][i] * g - function[2][i] * b);
    }

    private static float[] product(float[] a, float[] b) {
        float[] product = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }

    /** Means of squares around each place, by running sums; beyond the border there is nothing. */
    private float[] mean(float[] values) {
        float[] across = new float[values.length];
        for (int row = 0; row < values.length; row += width) {
            double sum = 0;
            for (int x = -radius; x < width; x++) {
                sum += x + radius < width ? values[row + x + radius] : 0;
                sum -= x - radius - 1 >= 0 ? values[row + x - radius - 1] : 0;
                if (x >= 0) {
                    across[row + x] = (float) (sum / (Math.min(x + radius, width - 1) - Math.max(x - radius, 0) + 1));
                }
            }
        }
        float[] mean = new float[values.length];
        double[] sums = new double[width];
        for (int y = -radius; y < height; y++) {
            int count = Math.min(y + radius, height - 1) - Math.max(y - radius, 0) + 1;
            for (int x = 0; x < width; x++) {
                sums[x] += y + radius < height ? across[(y + radius) * width + x] : 0;
                sums[x] -= y - radius - 1 >= 0 ? across[(y - radius - 1) * width + x] : 0;
                if (y >= 0) {
                    mean[y * width + x] = (float) (sums[x] / count);
                }
            }
        }
        return mean;
    }
}
