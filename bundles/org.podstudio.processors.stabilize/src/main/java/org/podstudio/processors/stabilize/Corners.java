package org.podstudio.processors.stabilize;

import java.util.stream.IntStream;

/**
 * Finds points that can be followed in both directions: the corners of Shi and Tomasi ("Good features to track", 1994),
 * where the smaller eigenvalue of the gradients' covariance over a small square is a local maximum. As OpenCV's
 * {@code goodFeaturesToTrack}: strongest first, none near a stronger one.
 */
final class Corners {

    /** Half the side of the square that gradients are summed over. */
    private static final int REACH = 2;
    /** Pixels at the edges that hold no corner, for the square that is followed must lie inside. */
    private static final int MARGIN = 10;
    /** Fields across and down; none holds more than its share of the corners twice over, so that one busy thing does not have them all. */
    private static final int ACROSS = 8;
    private static final int DOWN = 6;

    private final Grey picture;
    private final float[] strength;

    private Corners(Grey picture) {
        this.picture = picture;
        this.strength = strength();
    }

    /**
     * @param most number of corners
     * @param contrast share of the strongest corner's strength that another must have at least
     * @param apart pixels between any two
     */
    static Points find(Grey picture, int most, double contrast, int apart) {
        return new Corners(picture).pick(most, contrast, apart);
    }

    private Points pick(int most, double contrast, int apart) {
        int w = picture.width();
        int[] peaks = peaks(contrast);
        boolean[] taken = new boolean[strength.length];
        Points corners = new Points(new float[most], new float[most]);
        int[] held = new int[ACROSS * DOWN];
        int share = Math.max(1, 2 * most / held.length);
        int found = 0;
        for (int i = 0; i < peaks.length && found < most; i++) {
            int x = peaks[i] % w;
            int y = peaks[i] / w;
            int field = y * DOWN / picture.height() * ACROSS + x * ACROSS / w;
            if (!taken[peaks[i]] && held[field]++ < share) {
                corners.x()[found] = x;
                corners.y()[found++] = y;
                claim(taken, x, y, apart);
            }
        }
        return corners.first(found);
    }

    private void claim(boolean[] taken, int x, int y, int apart) {
        int w = picture.width();
        int left = Math.max(0, x - apart);
        int right = Math.min(w, x + apart + 1);
        for (int row = Math.max(0, y - apart); row < Math.min(picture.height(), y + apart + 1); row++) {
            java.util.Arrays.fill(taken, row * w + left, row * w + right, true);
        }
    }

    /** Where the strength is a local maximum, strongest first; of equal ones the upper. */
    private int[] peaks(double contrast) {
        int w = picture.width();
        float strongest = 0;
        for (float s : strength) {
            strongest = Math.max(strongest, s);
        }
        // a flat picture's noise is no corner, however strong among its like
        float least = Math.max(1, (float) (strongest * contrast));
        return IntStream.range(0, strength.length).filter(i -> strength[i] >= least && peak(i, w)).boxed()
                .sorted((a, b) -> Float.compare(strength[b], strength[a])).mapToInt(i -> i).toArray();
    }

    private boolean peak(int i, int w) {
        float s = strength[i];
        return s > strength[i - 1] && s >= strength[i + 1] && s > strength[i - w] && s >= strength[i + w]
                && s > strength[i - w - 1] && s >= strength[i + w + 1] && s > strength[i - w + 1]
                && s >= strength[i + w - 1];
    }

    private float[] strength() {
        int w = picture.width();
        int h = picture.height();
        float[] xx = new float[w * h];
        float[] xy = new float[w * h];
        float[] yy = new float[w * h];
        for (int y = 1; y < h - 1; y++) {
            for (int i = y * w + 1; i < (y + 1) * w - 1; i++) {
                float dx = (picture.pixels()[i + 1] - picture.pixels()[i - 1]) / 2;
                float dy = (picture.pixels()[i + w] - picture.pixels()[i - w]) / 2;
                xx[i] = dx * dx;
                xy[i] = dx * dy;
                yy[i] = dy * dy;
            }
        }
        return eigenvalues(sums(xx), sums(xy), sums(yy));
    }

    private float[] eigenvalues(float[] xx, float[] xy, float[] yy) {
        int w = picture.width();
        float[] smaller = new float[xx.length];
        for (int y = MARGIN; y < picture.height() - MARGIN; y++) {
            for (int i = y * w + MARGIN; i < (y + 1) * w - MARGIN; i++) {
                float half = (xx[i] - yy[i]) / 2;
                smaller[i] = (xx[i] + yy[i]) / 2 - (float) Math.sqrt(half * half + xy[i] * xy[i]);
            }
        }
        return smaller;
    }

    /** Each value the mean over the square about it, first along rows, then along columns; the margin is not filled. */
    private float[] sums(float[] values) {
        int w = picture.width();
        float[] rows = new float[values.length];
        for (int i = REACH; i < values.length - REACH; i++) {
            rows[i] = values[i - 2] + values[i - 1] + values[i] + values[i + 1] + values[i + 2];
        }
        float[] sums = new float[values.length];
        for (int i = REACH * w; i < values.length - REACH * w; i++) {
            sums[i] = (rows[i - 2 * w] + rows[i - w] + rows[i] + rows[i + w] + rows[i + 2 * w]) / 25;
        }
        return sums;
    }
}
