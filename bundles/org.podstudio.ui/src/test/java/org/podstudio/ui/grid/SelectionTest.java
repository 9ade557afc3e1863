package org.podstudio.ui.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Labels;

class SelectionTest {

    private final List<Asset> assets = IntStream.range(0, 10).mapToObj(SelectionTest::asset).toList();
    private final Selection selection = new Selection();

    SelectionTest() {
        selection.show(assets);
    }

    @Test
    void a_click_selects_one_and_a_second_another() {
        selection.go(2, false, false);
        selection.go(5, false, false);
        assertEquals(List.of(assets.get(5)), selection.assets());
    }

    @Test
    void toggling_adds_and_takes_away() {
        selection.go(2, false, false);
        selection.go(5, true, false);
        assertEquals(List.of(assets.get(2), assets.get(5)), selection.assets());
        selection.go(2, true, false);
        assertEquals(List.of(assets.get(5)), selection.assets());
    }

    @Test
    void extending_reaches_from_where_it_began() {
        selection.go(5, false, false);
        selection.go(2, false, true);
        assertEquals(assets.subList(2, 6), selection.assets());
        selection.go(7, false, true);
        assertEquals(assets.subList(5, 8), selection.assets());
    }

    @Test
    void a_new_list_keeps_what_is_still_there() {
        selection.go(2, false, false);
        selection.go(5, true, false);
        selection.show(assets.subList(3, 10));
        assertEquals(List.of(assets.get(5)), selection.assets());
        assertEquals(2, selection.lead());
        selection.show(List.of());
        assertTrue(selection.assets().isEmpty());
        assertEquals(-1, selection.lead());
    }

    private static Asset asset(int number) {
        Content content = new Content("0", 1, "image/png", OptionalInt.of(4), OptionalInt.of(3), OptionalDouble.empty(),
                "png", Map.of());
        return new Asset(UUID.randomUUID(), MediaKind.IMAGE, "Library/images/" + number + ".png", content,
                new Labels("unsorted", Set.of(), 0, false), Optional.empty(), Optional.empty(), Optional.empty(),
                Instant.EPOCH);
    }
}
