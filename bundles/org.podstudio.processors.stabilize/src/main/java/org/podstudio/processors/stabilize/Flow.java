package org.podstudio.processors.stabilize;

import java.util.BitSet;
import java.util.List;

/**
 * Follows points from one picture to the next: Lucas and Kanade's method on a pyramid (Bouguet, "Pyramidal
 * implementation of the affine Lucas Kanade feature tracker", 2001), as OpenCV's {@code calcOpticalFlowPyrLK}. A point is
 * kept when following it back leads to where it was.
 */
final class Flow {

    /** Half the side of the square that is followed. */
    private static final int REACH = 7;
    private static final int SIDE = 2 * REACH + 1;
    private static final int ROUNDS = 12;
    /** Pixels; a step below this ends the search. */
    private static final float STILL = 0.01f;
    /** Pixels between a point and where it is followed back to. */
    private static final float RETURN = 0.5f;
    /** Least eigenvalue of the gradients per pixel; below, the square could be anywhere. */
    private static final float FLAT = 0.5f;

    private final float[] square = new float[SIDE * SIDE];
    private final float[] across = new float[SIDE * SIDE];
    private final float[] down = new float[SIDE * SIDE];
    private float xx;
    private float xy;
    private float yy;

    /** What has been followed. @param ends where they are now @param kept numbers of those that can be believed */
    record Followed(Points ends, BitSet kept) {}

    /** @param from pyramid, largest first @param to as many levels @param jump where the search begins */
    Followed follow(List<Grey> from, List<Grey> to, Points starts, Jump jump) {
        Points ends = new Points(new float[starts.size()], new float[starts.size()]);
        BitSet kept = new BitSet();
        float[] place = new float[2];
        for (int i = 0; i < starts.size(); i++) {
            float x = starts.x()[i];
            float y = starts.y()[i];
            place[0] = jump.x();
            place[1] = jump.y();
            if (trace(from, to, x, y, place)) {
                ends.x()[i] = place[0];
                ends.y()[i] = place[1];
                kept.set(i, returns(from, to, x, y, place));
            }
        }
        return new Followed(ends, kept);
    }

    private boolean returns(List<Grey> from, List<Grey> to, float x, float y, float[] place) {
        float endX = place[0];
        float endY = place[1];
        // beginning at the answer, one look at the finest pictures tells whether it is one
        place[0] = x;
        place[1] = y;
        return refine(to.getFirst(), from.getFirst(), endX, endY, place)
                && Math.hypot(place[0] - x, place[1] - y) < RETURN;
    }

    /** From the smallest pictures to the largest. @param place how far it may have moved, then where it is */
    private boolean trace(List<Grey> from, List<Grey> to, float x, float y, float[] place) {
        float moveX = place[0] / (1 << from.size() - 1);
        float moveY = place[1] / (1 << from.size() - 1);
        boolean found = false;
        for (int level = from.size() - 1; level >= 0; level--) {
            float scale = 1f / (1 << level);
            float here = (x + 0.5f) * scale - 0.5f;
            float there = (y + 0.5f) * scale - 0.5f;
            place[0] = here + moveX;
            place[1] = there + moveY;
            found = refine(from.get(level), to.get(level), here, there, place);
            float next = level > 0 ? 2 : 1;
            // a small picture in which the point is lost is skipped; the finest one decides
            moveX = (found ? place[0] - here : moveX) * next;
            moveY = (found ? place[1] - there : moveY) * next;
        }
        return found;
    }

    private boolean refine(Grey from, Grey to, float x, float y, float[] place) {
        if (!from.holds(x, y, REACH + 1)) {
            return false;
        }
        take(from, x, y);
        float determinant = xx * yy - xy * xy;
        float smaller = (xx + yy - (float) Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy)) / 2;
        if (smaller < FLAT * square.length) {
            return false;
        }
        for (int round = 0; round < ROUNDS; round++) {
            if (!to.holds(place[0], place[1], REACH)) {
                return false;
            }
            if (step(to, determinant, place)) {
                return true;
            }
        }
        return to.holds(place[0], place[1], REACH);
    }

    /** Moves the place by one step of Newton's. @return whether that was hardly any */
    private boolean step(Grey to, float determinant, float[] place) {
        float bx = 0;
        float by = 0;
        int left = (int) place[0];
        int top = (int) place[1];
        float fx = place[0] - left;
        float fy = place[1] - top;
        float[] p = to.pixels();
        int w = to.width();
        for (int row = 0, i = 0; row < SIDE; row++) {
            int at = (top - REACH + row) * w + left - REACH;
            for (int column = 0; column < SIDE; column++, i++, at++) {
                float above = p[at] + fx * (p[at + 1] - p[at]);
                float below = p[at + w] + fx * (p[at + w + 1] - p[at + w]);
                float error = square[i] - (above + fy * (below - above));
                bx += error * across[i];
                by += error * down[i];
            }
        }
        float dx = (yy * bx - xy * by) / determinant;
        float dy = (xx * by - xy * bx) / determinant;
        place[0] += dx;
        place[1] += dy;
        return dx * dx + dy * dy < STILL * STILL;
    }

    /** The square about a point, its gradients and their covariance. */
    private void take(Grey from, float x, float y) {
        xx = 0;
        xy = 0;
        yy = 0;
        int left = (int) x;
        int top = (int) y;
        float fx = x - left;
        float fy = y - top;
        for (int row = 0, i = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++, i++) {
                int px = left - REACH + column;
                int py = top - REACH + row;
                square[i] = between(from, px, py, fx, fy);
                across[i] = (between(from, px + 1, py, fx, fy) - between(from, px - 1, py, fx, fy)) / 2;
                down[i] = (between(from, px, py + 1, fx, fy) - between(from, px, py - 1, fx, fy)) / 2;
                xx += across[i] * across[i];
                xy += across[i] * down[i];
                yy += down[i] * down[i];
            }
        }
    }

    private static float between(Grey picture, int x, int y, float fx, float fy) {
        float above = picture.at(x, y) + fx * (picture.at(x + 1, y) - picture.at(x, y));
        float below = picture.at(x, y + 1) + fx * (picture.at(x + 1, y + 1) - picture.at(x, y + 1));
        return above + fy * (below - above);
    }
}
