package org.podstudio.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScaleTest {

    private static final double CLOSE = 1e-9;

    @Test
    void stages_take_no_more_than_is_left() {
        Scale run = new Scale();
        Scale half = run.part(0.5);
        half.stage(0.8);
        half.stage(0.8);
        assertEquals(0.45, half.reached(0.5), CLOSE);
        assertEquals(0.5, half.reached(1), CLOSE);
        assertEquals(0.75, run.part(1).reached(0.5), CLOSE);
    }

    @Test
    void what_is_no_number_moves_nothing() {
        Scale run = new Scale();
        run.stage(0.5);
        assertEquals(0.25, run.reached(0.5), CLOSE);
        assertEquals(0.25, run.reached(Double.NaN), CLOSE);
        assertEquals(0.25, run.part(Double.NaN).reached(1), CLOSE);
        run.stage(Double.NaN);
        assertEquals(0.5, run.reached(1), CLOSE);
    }
}
