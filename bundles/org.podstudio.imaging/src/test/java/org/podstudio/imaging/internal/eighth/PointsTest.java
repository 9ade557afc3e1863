package org.podstudio.imaging.internal.eighth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointsTest {

    private static final int BLOCKS = 20;

    /** The inverse transform as the standard writes it (ITU-T T.81, A.3.3), of fewer points, beside coefficients that are for others. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void pixels_are_those_of_the_formula(int side) {
        int stride = Math.min(8, side + 1);
        int[] values = new Random(side).ints(stride * stride * BLOCKS, -60, 60).toArray();
        for (int block = 0; block < BLOCKS; block++) {
            values[block] = 40 * (block * 50 - 500);
        }
        byte[] pixels = new Points(side, BLOCKS).transform(values, stride);
        for (int i = 0; i < pixels.length; i++) {
            int place = i / BLOCKS;
            double light = light(values, stride, i % BLOCKS, side, place % side, place / side);
            assertEquals(Math.clamp(light + 128, 0, 255), pixels[i] & 255, 0.51);
        }
    }

    private static double light(int[] values, int stride, int block, int side, int x, int y) {
        double sum = 0;
        for (int u = 0; u < side; u++) {
            for (int v = 0; v < Points.wanted(side, u); v++) {
                sum += (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1)
                        * values[(v * stride + u) * BLOCKS + block] * Math.cos((2 * x + 1) * u * Math.PI / (2 * side))
                        * Math.cos((2 * y + 1) * v * Math.PI / (2 * side));
            }
        }
        return sum / 4;
    }
}
