package org.podstudio.ui.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScrollerTest {

    private final Scroller scroller = new Scroller();

    @Test
    void glides_to_where_it_was_sent_and_stops() {
        scroller.resize(10_000, 500, 0);
        scroller.by(300);
        int frames = 0;
        while (scroller.glide()) {
            frames++;
        }
        assertEquals(300, scroller.offset());
        assertTrue(frames > 3 && frames < 40, frames + " frames");
    }

    @Test
    void never_leaves_the_page() {
        scroller.resize(10_000, 500, 0);
        scroller.jump(50_000);
        assertEquals(9_500, scroller.offset());
        scroller.by(-1e9);
        scroller.jump(-5);
        assertEquals(0, scroller.offset());
        scroller.resize(100, 500, 0);
        assertFalse(scroller.scrolls());
    }

    @Test
    void reveals_with_the_least_movement() {
        scroller.resize(10_000, 500, 0);
        scroller.reveal(600, 700);
        while (scroller.glide()) {
            // to its end
        }
        assertEquals(200, scroller.offset());
    }

    @Test
    void the_last_line_comes_above_what_covers_the_lower_edge() {
        scroller.resize(450, 500, 120);
        assertTrue(scroller.scrolls());
        scroller.jump(1_000);
        assertEquals(450 - (500 - 120), scroller.offset());
        assertEquals(500, scroller.thumbTop() + scroller.thumbHeight());
        scroller.jump(0);
        scroller.reveal(400, 450);
        while (scroller.glide()) {
            // to its end
        }
        assertEquals(70, scroller.offset());
        scroller.resize(450, 500, 0);
        assertEquals(0, scroller.offset());
    }

    @Test
    void the_thumb_follows_and_leads() {
        scroller.resize(10_000, 500, 0);
        scroller.jump(9_500);
        assertEquals(500, scroller.thumbTop() + scroller.thumbHeight());
        scroller.drag(0);
        assertEquals(0, scroller.offset());
        scroller.drag((500 - scroller.thumbHeight()) / 2);
        assertEquals(4_750, scroller.offset(), 20);
    }
}
