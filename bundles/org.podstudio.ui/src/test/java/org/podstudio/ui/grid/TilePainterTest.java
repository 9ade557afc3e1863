package org.podstudio.ui.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.podstudio.api.project.Content;

class TilePainterTest {

    @Test
    void sizes_have_the_unit_that_reads_best() {
        assertEquals("3 \u00d7 2  \u00b7  1 kB", TilePainter.remark(content(12)));
        assertEquals("3 \u00d7 2  \u00b7  999 kB", TilePainter.remark(content(999_000)));
        assertEquals("3 \u00d7 2  \u00b7  1.2 MB", TilePainter.remark(content(1_200_000)));
        assertEquals("3 \u00d7 2  \u00b7  3.46 GB", TilePainter.remark(content(3_456_000_000L)));
    }

    private static Content content(long bytes) {
        return new Content("0", bytes, "image/png", OptionalInt.of(3), OptionalInt.of(2), OptionalDouble.empty(),
                "png", Map.of());
    }
}
