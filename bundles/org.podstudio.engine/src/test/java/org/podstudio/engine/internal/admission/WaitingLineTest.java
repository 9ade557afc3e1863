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
        line.add("low", Priority.LOW);
        line.add("normal 1", Priority.NORMAL);
        line.add("urgent", Priority.URGENT);
        line.add("normal 2", Priority.NORMAL);
        assertEquals(List.of("urgent", "normal 1", "normal 2", "low"), line.first(9));
        assertEquals(List.of("urgent"), line.first(1));
    }

    @Test
    void leaves_from_anywhere_once() {
        line.add("a", Priority.NORMAL);
        line.add("b", Priority.NORMAL);
        assertTrue(line.remove("a"));
        assertFalse(line.remove("a"));
        assertEquals(List.of("b"), line.first(9));
        assertEquals(1, line.size());
    }
}
