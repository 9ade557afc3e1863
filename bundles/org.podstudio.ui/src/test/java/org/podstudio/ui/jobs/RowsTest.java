package org.podstudio.ui.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class RowsTest {

    private static final UUID ID = new UUID(0, 0);

    private final Rows rows = new Rows(
            List.of(new Row.Head(ID), new Row.Single(ID, true), new Row.Single(ID, true)));

    @Test
    void a_line_is_found_by_its_height_on_the_page() {
        assertEquals(0, rows.at(0));
        assertEquals(0, rows.at(49));
        assertEquals(1, rows.at(50));
        assertEquals(2, rows.at(50 + 58));
        assertEquals(-1, rows.at(50 + 2 * 58));
        assertEquals(-1, rows.at(-1));
    }

    @Test
    void what_is_seen_is_what_touches_the_page() {
        assertEquals(0, rows.first(20));
        assertEquals(2, rows.end(20, 60));
        assertEquals(3, rows.end(20, 600));
        assertEquals(0, new Rows(List.of()).end(0, 600));
    }
}
