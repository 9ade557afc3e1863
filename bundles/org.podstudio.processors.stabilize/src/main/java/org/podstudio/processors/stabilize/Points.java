package org.podstudio.processors.stabilize;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Places in a picture.
 *
 * @param x pixels from the left edge's pixel
 * @param y as many as there are x
 */
record Points(float[] x, float[] y) {

    int size() {
        return x.length;
    }

    /** Those whose number is in the set, in their order. */
    Points only(BitSet kept) {
        int[] indices = kept.stream().toArray();
        float[] xs = new float[indices.length];
        float[] ys = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            xs[i] = x[indices[i]];
            ys[i] = y[indices[i]];
        }
        return new Points(xs, ys);
    }

    /** The first ones. */
    Points first(int number) {
        return new Points(Arrays.copyOf(x, number), Arrays.copyOf(y, number));
    }
}
