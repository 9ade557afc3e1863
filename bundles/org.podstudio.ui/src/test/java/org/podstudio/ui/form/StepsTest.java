package org.podstudio.ui.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StepsTest {

    @Test
    void are_round_numbers() {
        Steps loudness = Steps.decimal(-40, -5);
        assertEquals("-13.8", loudness.at(loudness.position("-14") + 1));
        Steps share = Steps.decimal(0, 1);
        assertEquals("0.29", share.at(29));
        assertEquals(29, share.position("0.29"));
    }

    @Test
    void begin_and_end_with_the_range() {
        Steps hours = Steps.decimal(0.001, 24);
        assertEquals("0.001", hours.at(0));
        assertEquals("0.2", hours.at(1));
        assertEquals("24", hours.at(hours.count()));
        Steps turn = Steps.decimal(-1, 3.14);
        assertEquals("-1", turn.at(0));
        assertEquals("3.14", turn.at(turn.count()));
    }

    @Test
    void are_none_where_nobody_could_aim() {
        assertTrue(Steps.whole(1, 100).fewEnough());
        assertTrue(Steps.decimal(-120, 0).fewEnough());
        assertFalse(Steps.decimal(0, 3600).fewEnough());
        assertFalse(Steps.decimal(0, 604_800).fewEnough());
        assertFalse(Steps.whole(1, 30_000).fewEnough());
    }

    @Test
    void what_is_no_number_stands_at_the_left_end() {
        assertEquals(0, Steps.whole(5, 9).position("much"));
    }
}
