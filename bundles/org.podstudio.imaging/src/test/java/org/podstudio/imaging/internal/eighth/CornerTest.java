package org.podstudio.imaging.internal.eighth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CornerTest {

    private static final int STRIDE = 9;

    /** The inverse transform as the standard writes it (ITU-T T.81, A.3.3), of fewer points. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void pixels_are_those_of_the_formula(int side) {
        Random random = new Random(side);
        int[] divisors = new int[64];
        java.util.Arrays.fill(divisors, 3);
        Corner corner = new Corner(side, divisors);
        for (int round = 0; round < 500; round++) {
            double[][] known = new double[side][side];
            int mean = random.nextInt(-300, 300);
            for (int i = 1; i <= corner.last(); i++) {
                int value = random.nextInt(-40, 41);
                int place = corner.places()[i] >> 16;
                corner.values()[place] = 3 * value;
                if (place < side * side) {
                    known[place / side][place % side] = 3 * value;
                }
            }
            known[0][0] = 3 * mean;
            byte[] out = new byte[STRIDE * side];
            corner.transform(mean, out, 1, STRIDE);
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    assertEquals(Math.clamp(light(known, x, y) + 128, 0, 255), out[1 + y * STRIDE + x] & 255, 0.75);
                }
            }
        }
    }

    private static double light(double[][] known, int x, int y) {
        int side = known.length;
        double sum = 0;
        for (int v = 0; v < side; v++) {
            for (int u = 0; u < side; u++) {
                sum += (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1) * known[v][u]
                        * Math.cos((2 * x + 1) * u * Math.PI / (2 * side))
                        * Math.cos((2 * y + 1) * v * Math.PI / (2 * side));
            }
        }
        return sum / 4;
    }
}
