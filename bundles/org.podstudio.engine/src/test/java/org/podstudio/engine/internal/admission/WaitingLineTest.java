package org.podstudio.engine.internal.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.podstudio.api.project.Priority;

class WaitingLineTest {

    private final WaitingLine<String> line = new WaitingLine<>();

    @Test
    void higher_first_then_first_come() {
        line.add("low", Priority.LOW, 0);
        line.add("normal 1", Priority.NORMAL, 0);
        line.add("urgent", Priority.URGENT, 0);
        line.add("normal 2", Priority.NORMAL, 0);
        assertEquals(List.of("urgent", "normal 1", "normal 2", "low"), line.first(9));
        assertEquals(List.of("urgent"), line.first(1));
    }

    @Test
    void leaves_from_anywhere_once() {
        line.add("a", Priority.NORMAL, 0);
        line.add("b", Priority.NORMAL, 0);
        assertTrue(line.remove("a"));
        assertFalse(line.remove("a"));
        assertEquals(List.of("b"), line.first(9));
        assertEquals(1, line.size());
    }

    @Test
    void smaller_numbers_come_first_and_nobody_stands_there_twice() {
        line.add("a", Priority.NORMAL, 5);
        line.add("b", Priority.NORMAL, 7);
        line.add("c", Priority.LOW, 1);
        line.add("b", Priority.NORMAL, 3);
        assertEquals(List.of("b", "a", "c"), line.first(9));
        assertTrue(line.contains("b"));
        assertTrue(line.remove("b"));
        assertFalse(line.contains("b"));
    }
}
