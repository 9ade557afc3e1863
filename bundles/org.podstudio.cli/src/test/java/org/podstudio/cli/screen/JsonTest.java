package org.podstudio.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void maps_and_sets_without_an_order_are_sorted() {
        assertEquals("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", Json.line(Map.of("d", 4, "b", 2, "c", 3, "a", 1)));
        assertEquals("[\"a\",\"b\",\"c\",\"d\"]", Json.line(Set.of("d", "b", "c", "a")));
    }

    @Test
    void maps_with_an_order_keep_it() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", 2);
        assertEquals("{\"z\":1,\"a\":2}", Json.line(map));
    }

    @Test
    void text_that_only_begins_as_json_stays_text() {
        assertEquals("[1]", Json.line(Json.embedded("[1]")));
        assertEquals("\"[1] [2]\"", Json.line(Json.embedded("[1] [2]")));
        assertEquals("\"\"", Json.line(Json.embedded("")));
    }
}
