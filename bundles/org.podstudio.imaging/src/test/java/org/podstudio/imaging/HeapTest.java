package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.podstudio.api.ProcessingException;

class HeapTest {

    /** A fifth is left to the program itself. */
    private static final long MOST = Runtime.getRuntime().maxMemory() / 5 * 4;

    @Test
    void what_does_not_fit_into_memory_is_refused_by_name() {
        var e = assertThrows(ProcessingException.class,
                () -> Heap.require(MOST + 8, "crop", "a.png", "Choose a smaller width"));
        assertEquals("crop.no-memory", e.code());
        assertTrue(e.message().startsWith("a.png needs "), e.message());
        assertTrue(e.advice().startsWith("Choose a smaller width, or "), e.advice());
    }

    @Test
    void what_fits_is_not() {
        assertDoesNotThrow(() -> Heap.require(MOST, "crop", "a.png", "Choose a smaller width"));
    }
}
