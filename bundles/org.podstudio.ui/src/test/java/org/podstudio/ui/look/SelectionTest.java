package org.podstudio.ui.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class SelectionTest {

    private final List<UUID> shown = Stream.generate(UUID::randomUUID).limit(10).toList();
    private final Selection selection = new Selection();

    SelectionTest() {
        selection.show(shown);
    }

    @Test
    void a_click_selects_one_and_a_second_another() {
        selection.go(2, false, false);
        selection.go(5, false, false);
        assertEquals(List.of(shown.get(5)), selection.ids());
    }

    @Test
    void toggling_adds_and_takes_away() {
        selection.go(2, false, false);
        selection.go(5, true, false);
        assertEquals(List.of(shown.get(2), shown.get(5)), selection.ids());
        selection.go(2, true, false);
        assertEquals(List.of(shown.get(5)), selection.ids());
    }

    @Test
    void extending_reaches_from_where_it_began() {
        selection.go(5, false, false);
        selection.go(2, false, true);
        assertEquals(shown.subList(2, 6), selection.ids());
        selection.go(7, false, true);
        assertEquals(shown.subList(5, 8), selection.ids());
    }

    @Test
    void a_new_list_keeps_what_is_still_there() {
        selection.go(2, false, false);
        selection.go(5, true, false);
        selection.show(shown.subList(3, 10));
        assertEquals(List.of(shown.get(5)), selection.ids());
        assertEquals(2, selection.lead());
        selection.show(List.of());
        assertTrue(selection.ids().isEmpty());
        assertEquals(-1, selection.lead());
    }

    @Test
    void extending_goes_on_from_where_it_began_when_the_list_changed_meanwhile() {
        selection.go(5, false, false);
        selection.go(6, false, true);
        selection.show(shown.subList(1, 10));
        selection.go(7, false, true);
        assertEquals(shown.subList(5, 9), selection.ids());
    }

    @Test
    void what_is_chosen_by_name_is_selected_where_it_is_shown() {
        selection.only(Set.of(shown.get(4), shown.get(3), UUID.randomUUID()));
        assertEquals(shown.subList(3, 5), selection.ids());
        assertEquals(3, selection.lead());
    }
}
