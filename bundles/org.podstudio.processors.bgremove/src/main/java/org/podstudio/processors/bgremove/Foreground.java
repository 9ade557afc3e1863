package org.podstudio.processors.bgremove;

import org.podstudio.imaging.Filter;
import org.podstudio.imaging.Picture;
import org.podstudio.imaging.Resizer;

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
     * Changes colours where alpha is neither 0 nor 255; alpha stays.
     *
     * @param alpha of the subject, 0 to 255, one a pixel
     */
    static void clean(Picture picture, int[] alpha) {
        Level level = estimate(picture, alpha);
        int[] argb = picture.argb();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int i = y * picture.width() + x;
                if (alpha[i] > 0 && alpha[i] < 255) {
                    argb[i] = argb[i] & 0xFF000000 | level.colour(x, y, picture, alpha[i] / 255f);
                }
            }
        }
    }

    private static Level estimate(Picture picture, int[] alpha) {
        double shrink = Math.min(1, (double) ESTIMATE / Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) Math.round(picture.width() * shrink));
        int height = Math.max(1, (int) Math.round(picture.height() * shrink));
        Picture small = Resizer.resize(opaque(picture), width, height, Filter.BILINEAR);
        Picture mask = Resizer.resize(grey(alpha, picture), width, height, Filter.BILINEAR);
        int levels = (int) Math.ceil(Math.log(Math.max(2, Math.max(width, height))) / Math.log(2));
        Level level = new Level(1, 1);
        for (int i = 0; i <= levels; i++) {
            int w = (int) Math.round(Math.pow(width, (double) i / levels));
            int h = (int) Math.round(Math.pow(height, (double) i / levels));
            level = level.enlarged(w, h);
            level.sample(small, mask);
            int rounds = Math.max(w, h) <= SMALL ? 10 : 2;
            for (int round = 0; round < rounds; round++) {
                level.relax();
            }
        }
        return level;
    }

    private static Picture opaque(Picture picture) {
        int[] rgb = picture.argb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] |= 0xFF000000;
        }
        return Picture.of(picture.width(), picture.height(), false, rgb);
    }

    private static Picture grey(int[] alpha, Picture size) {
        int[] rgb = new int[alpha.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = 0xFF000000 | alpha[i] * 0x010101;
        }
        return Picture.of(size.width(), size.height(), false, rgb);
    }

    /** One size of the pyramid: picture, alpha and both estimates, channels interleaved, 0 to 1. */
    private static final class Level {
        private final int width;
        private final int height;
        private final float[] image;
        private final float[] alpha;
        private final float[] front;
        private final float[] back;

        Level(int width, int height) {
            this.width = width;
            this.height = height;
            image = new float[3 * width * height];
            alpha = new float[width * height];
            front = new float[3 * width * height];
            back = new float[3 * width * height];
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
                alpha[i] = (mask.argb()[from] & 255) / 255f;
                for (int c = 0; c < 3; c++) {
                    image[3 * i + c] = (pixel >> 16 - 8 * c & 255) / 255f;
                }
            }
        }

        /** One round of Gauss-Seidel: each pixel's two colours explain the picture and lie near its neighbours'. */
        void relax() {
            for (int y = 0; y < height; y++) {
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
            float a00 = a * a + weight;
            float a11 = (1 - a) * (1 - a) + weight;
            float a01 = a * (1 - a);
            float determinant = a00 * a11 - a01 * a01;
            for (int c = 0; c < 3; c++) {
                float b0 = a * image[3 * i + c];
                float b1 = (1 - a) * image[3 * i + c];
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
