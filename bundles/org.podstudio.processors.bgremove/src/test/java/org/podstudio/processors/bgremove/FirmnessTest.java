package org.podstudio.processors.bgremove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FirmnessTest {

    private static final int SIDE = 128;

    /** Left half nothing, a ramp of ten pixels, then a subject the net is not quite sure of. */
    private final float[] firm = Firmness.of(mask(), SIDE);

    @Test
    void the_middle_of_a_subject_is_solid() {
        assertEquals(1, at(100));
    }

    @Test
    void a_haze_is_nothing() {
        assertEquals(0, at(20));
    }

    @Test
    void an_edge_stays_soft_and_where_it_was() {
        assertTrue(Math.abs(at(64) - 0.4) < 0.05, "edge " + at(64));
    }

    private float at(int x) {
        return firm[64 * SIDE + x];
    }

    private static float[] mask() {
        float[] mask = new float[SIDE * SIDE];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = 0.02f + 0.8f * Math.clamp((i % SIDE - 59) / 10f, 0f, 1f);
        }
        return mask;
    }
}
