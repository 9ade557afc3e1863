package org.podstudio.processors.bgremove;

import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

/**
 * The subject's own colours in soft edges, without the old background's. Colours of subject and background are estimated on a pyramid as in
 * Germer et al., "Fast Multi-Level Foreground Estimation" (2020), up to {@value #ESTIMATE} pixels; at full size they are corrected so that
 * both together give the picture.
 */
final class Foreground {

    private static final int ESTIMATE = 1024;
    private static final int SMALL = 32;
    private static final float REGULARISATION = 1e-5f;

    private Foreground() {
    }

    /**
     * Changes colours where the mask is neither 0 nor 255; the picture's own alpha stays. Its half-transparent pixels have straight colours
     * that nothing was ever mixed into, so they stay, too; and what hides behind invisible ones explains nothing.
     *
     * @param mask of the subject, 0 to 255, one a pixel, not multiplied by the picture's own alpha
     * @param check called between rows; what it throws ends the work
     */
    static void clean(Picture picture, int[] mask, Runnable check) {
        Level level = estimate(picture, mask, check);
        int[] argb = picture.argb();
        Blocks.rows(picture.height(), picture.width(), check, (from, to) -> {
            for (int i = from * picture.width(); i < to * picture.width(); i++) {
                if (mask[i] > 0 && mask[i] < 255 && argb[i] >>> 24 == 255) {
                    argb[i] = 0xFF000000
                            | level.colour(i % picture.width(), i / picture.width(), picture, mask[i] / 255f);
                }
            }
        });
    }

    private static Level estimate(Picture picture, int[] alpha, Runnable check) {
        double shrink = Math.min(1, (double) ESTIMATE / Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) Math.round(picture.width() * shrink));
        int height = Math.max(1, (int) Math.round(picture.height() * shrink));
        Picture small = Resizer.resize(picture, width, height, Filter.BILINEAR, check);
        Picture mask = Resizer.resize(Pixels.grey(alpha, picture.width(), picture.height()), width, height,
                Filter.BILINEAR, check);
        int levels = (int) Math.ceil(Math.log(Math.max(2, Math.max(width, height))) / Math.log(2));
        Level level = new Level(1, 1);
        if (picture.alpha()) {
            level.begin(small, mask);
        }
        for (int i = 0; i <= levels; i++) {
            int w = (int) Math.round(Math.pow(width, (double) i / levels));
            int h = (int) Math.round(Math.pow(height, (double) i / levels));
            level = level.enlarged(w, h);
            level.sample(small, mask);
            int rounds = Math.max(w, h) <= SMALL ? 10 : 2;
            for (int round = 0; round < rounds; round++) {
                level.relax(check);
            }
        }
        return level;
    }

    /** One size of the pyramid: picture, how much of it is seen, mask and both estimates, channels interleaved, 0 to 1. */
    private static final class Level {
        private final int width;
        private final int height;
        private final float[] image;
        private final float[] seen;
        private final float[] alpha;
        private final float[] front;
        private final float[] back;

        Level(int width, int height) {
            this.width = width;
            this.height = height;
            image = new float[3 * width * height];
            seen = new float[width * height];
            alpha = new float[width * height];
            front = new float[3 * width * height];
            back = new float[3 * width * height];
        }

        /** With the mean of what is seen of either: what is invisible tells nothing and must not begin as black. */
        void begin(Picture picture, Picture mask) {
            double[] sums = new double[8];
            for (int i = 0; i < picture.argb().length; i++) {
                int pixel = picture.argb()[i];
                int a = mask.argb()[i] & 255;
                for (int side = 0; side < 2; side++) {
                    double weight = (double) (pixel >>> 24) * (side == 0 ? a : 255 - a);
                    sums[4 * side + 3] += weight;
                    for (int c = 0; c < 3; c++) {
                        sums[4 * side + c] += weight * (pixel >> 16 - 8 * c & 255) / 255;
                    }
                }
            }
            for (int c = 0; c < 3; c++) {
                front[c] = (float) (sums[c] / Math.max(1, sums[3]));
                back[c] = (float) (sums[4 + c] / Math.max(1, sums[7]));
            }
        }

        Level enlarged(int w, int h) {
            Level next = new Level(w, h);
            for (int i = 0; i < w * h; i++) {
                int from = (i / w * height / h * width + i % w * width / w) * 3;
                System.arraycopy(front, from, next.front, 3 * i, 3);
                System.arraycopy(back, from, next.back, 3 * i, 3);
            }
            return next;
        }

        void sample(Picture picture, Picture mask) {
            for (int i = 0; i < width * height; i++) {
                int from = i / width * picture.height() / height * picture.width()
                        + i % width * picture.width() / width;
                int pixel = picture.argb()[from];
                seen[i] = (pixel >>> 24) / 255f;
                alpha[i] = (mask.argb()[from] & 255) / 255f;
                for (int c = 0; c < 3; c++) {
                    image[3 * i + c] = (pixel >> 16 - 8 * c & 255) / 255f;
                }
            }
        }

        /** One round of Gauss-Seidel: each pixel's two colours explain the picture and lie near its neighbours'. */
        void relax(Runnable check) {
            for (int y = 0; y < height; y++) {
                check.run();
                for (int x = 0; x < width; x++) {
                    relax(x, y);
                }
            }
        }

        private void relax(int x, int y) {
            int i = y * width + x;
            int[] neighbours = {x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i, y > 0 ? i - width : i,
                    y < height - 1 ? i + width : i};
            float a = alpha[i];
            float weight = 0;
            float[] weights = new float[neighbours.length];
            for (int k = 0; k < neighbours.length; k++) {
                weights[k] = REGULARISATION + Math.abs(a - alpha[neighbours[k]]);
                weight += weights[k];
            }
            float inFront = seen[i] * a;
            float behind = seen[i] * (1 - a);
            float a00 = inFront * a + weight;
            float a11 = behind * (1 - a) + weight;
            float a01 = inFront * (1 - a);
            float determinant = a00 * a11 - a01 * a01;
            for (int c = 0; c < 3; c++) {
                float b0 = inFront * image[3 * i + c];
                float b1 = behind * image[3 * i + c];
                for (int k = 0; k < neighbours.length; k++) {
                    b0 += weights[k] * front[3 * neighbours[k] + c];
                    b1 += weights[k] * back[3 * neighbours[k] + c];
                }
                front[3 * i + c] = Math.clamp((a11 * b0 - a01 * b1) / determinant, 0f, 1f);
                back[3 * i + c] = Math.clamp((a00 * b1 - a01 * b0) / determinant, 0f, 1f);
            }
        }

        /** The subject's colour of a full-size pixel, corrected by what the two estimates leave unexplained there. */
        int colour(int x, int y, Picture picture, float a) {
            float u = Math.clamp((x + 0.5f) * width / picture.width() - 0.5f, 0, width - 1);
            float v = Math.clamp((y + 0.5f) * height / picture.height() - 0.5f, 0, height - 1);
            int pixel = picture.argb()[y * picture.width() + x];
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                float f = bilinear(front, u, v, c);
                float b = bilinear(back, u, v, c);
                float seen = (pixel >> 16 - 8 * c & 255) / 255f;
                float fixed = f + a * (seen - a * f - (1 - a) * b) / (a * a + (1 - a) * (1 - a));
                rgb = rgb << 8 | Math.round(Math.clamp(fixed, 0f, 1f) * 255);
            }
            return rgb;
        }

        private float bilinear(float[] colours, float u, float v, int c) {
            int x = (int) u;
            int y = (int) v;
            int right = Math.min(x + 1, width - 1);
            int below = Math.min(y + 1, height - 1);
            float dx = u - x;
            float dy = v - y;
            return (1 - dy) * ((1 - dx) * colours[3 * (y * width + x) + c] + dx * colours[3 * (y * width + right) + c])
                    + dy * ((1 - dx) * colours[3 * (below * width + x) + c]
                            + dx * colours[3 * (below * width + right) + c]);
        }
    }
}
