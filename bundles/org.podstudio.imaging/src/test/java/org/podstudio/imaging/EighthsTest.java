package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.podstudio.imaging.pixels.Blocks;

class EighthsTest {

    private static final Path FILE = Path.of("src", "test", "resources", "eighth", "444.jpg");

    @Test
    void what_is_held_of_a_picture_is_what_is_reckoned_with() throws IOException {
        Set<Integer> sides = Set.of(2, 3, 5, 8);
        Eighths eighths = Eighths.read(FILE, (width, height) -> sides, Blocks.GO_ON).orElseThrow();
        long held = 0;
        for (int side : sides) {
            for (int colour = 0; colour < 3; colour++) {
                held += eighths.jpeg().plane(colour, side).samples().length;
            }
        }
        // 403 x 267 pixels are in 51 x 34 whole blocks
        assertEquals(held, Eighths.heapBytes(51 * 34 * 64, sides));
    }

    @Test
    void what_becomes_no_smaller_or_is_no_jpeg_is_read_in_none() {
        ImageHeader jpeg = new ImageHeader(ImageFormat.JPEG, 640, 480, false);
        assertEquals(OptionalInt.of(4), Original.eighths(jpeg, 190, 140, false));
        assertEquals(OptionalInt.of(3), Original.eighths(jpeg, 190, 140, true));
        assertEquals(OptionalInt.empty(), Original.eighths(jpeg, 640, 100, false));
        assertEquals(OptionalInt.empty(),
                Original.eighths(new ImageHeader(ImageFormat.PNG, 640, 480, false), 190, 140, false));
    }

    /** Of what hardly fits into memory one is held after the other. */
    @Test
    void eighths_are_held_together_where_there_is_memory_for_all() {
        ImageHeader small = new ImageHeader(ImageFormat.JPEG, 640, 480, false);
        assertEquals(3 * 4800 * (9 + 64), Original.heapBytes(small, Set.of(3, 8)));
        ImageHeader large = new ImageHeader(ImageFormat.JPEG, 1 << 30, 1 << 10, false);
        assertEquals(3L << 40, Original.heapBytes(large, Set.of(3, 8)));
    }
}
