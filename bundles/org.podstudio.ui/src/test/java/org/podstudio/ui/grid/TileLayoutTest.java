package org.podstudio.ui.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.SWT;
import org.junit.jupiter.api.Test;

class TileLayoutTest {

    private final TileLayout layout = new TileLayout(800, 100_003);

    @Test
    void a_point_in_a_tile_finds_that_tile() {
        for (int i : new int[]{0, 3, 4, 99_999, 100_002}) {
            var r = layout.bounds(i);
            assertEquals(i, layout.at(r.x + r.width / 2, r.y + r.height / 2));
            assertEquals(-1, layout.at(r.x - 2, r.y + 5));
        }
    }

    @Test
    void what_is_seen_of_a_hundred_thousand_is_a_handful() {
        int offset = layout.contentHeight() / 2;
        int first = layout.first(offset);
        int end = layout.end(offset, 600);
        assertTrue(layout.bounds(first).y <= offset);
        assertTrue(end >= layout.count() || layout.bounds(end).y >= offset + 600);
        assertTrue(end - first < 40, () -> end - first + " tiles");
    }

    @Test
    void keys_lead_to_neighbours_and_stay_inside() {
        int columns = layout.columns();
        assertEquals(columns, layout.neighbour(0, SWT.ARROW_DOWN, 600));
        assertEquals(0, layout.neighbour(0, SWT.ARROW_UP, 600));
        assertEquals(0, layout.neighbour(0, SWT.ARROW_LEFT, 600));
        assertEquals(100_002, layout.neighbour(5, SWT.END, 600));
        assertEquals(100_002, layout.neighbour(100_002, SWT.ARROW_RIGHT, 600));
        assertEquals(0, layout.neighbour(77, SWT.HOME, 600));
        assertEquals(1, layout.neighbour(1 + columns, SWT.PAGE_UP, 600));
    }

    @Test
    void a_narrow_window_still_has_one_column() {
        assertEquals(1, new TileLayout(120, 3).columns());
        assertEquals(0, new TileLayout(800, 0).contentHeight());
    }
}
