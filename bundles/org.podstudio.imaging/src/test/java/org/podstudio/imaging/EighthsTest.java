package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    void what_becomes_no_smaller_or_is_no_jpeg_or_keeps_what_a_jpeg_reader_drops_is_read_in_none() {
        ImageHeader jpeg = new ImageHeader(ImageFormat.JPEG, 640, 480, false);
        assertEquals(OptionalInt.of(4), eighths(jpeg, 190, 140, false));
        assertEquals(OptionalInt.of(3), eighths(jpeg, 190, 140, true));
        assertEquals(OptionalInt.empty(), eighths(jpeg, 640, 100, false));
        assertEquals(OptionalInt.empty(),
                eighths(new ImageHeader(ImageFormat.PNG, 640, 480, false), 190, 140, false));
        Form profiled = Form.of(jpeg, 8, Encoding.PNG, 1, true);
        assertEquals(profiled, profiled.shrinking(jpeg, 190, 140, false));
    }

    private static OptionalInt eighths(ImageHeader header, int width, int height, boolean halved) {
        Form form = Form.of(header, 8, Encoding.PNG, 1, false).shrinking(header, width, height, halved);
        return form.shrunk().map(shrunk -> OptionalInt.of(shrunk.eighths())).orElse(OptionalInt.empty());
    }

    /** Of what hardly fits into memory one is held after the other. */
    @Test
    void eighths_are_held_together_where_there_is_memory_for_all() {
        ImageHeader small = new ImageHeader(ImageFormat.JPEG, 640, 480, false);
        Set<Form> three = forms(small, 600, 340, 270);
        long bytes = 4800 * (3 * (64 + 25 + 16) + 64);
        assertEquals(bytes, Form.eighthBytes(small, three), "and a colour to work on");
        assertEquals(bytes - 4 * 640 * 480, Form.heapBeside(small, three), "instead of the pixels of full size");
        ImageHeader large = new ImageHeader(ImageFormat.JPEG, 1 << 30, 1 << 10, false);
        Set<Form> two = forms(large, 1 << 29, 1 << 28);
        assertEquals(4L * 25 << 34, Form.eighthBytes(large, two));
        assertEquals(4L * (25 - 1) << 34, Form.heapBeside(large, two), "instead of those of an eighth of its size");
    }

    private static Set<Form> forms(ImageHeader header, int... widths) {
        return IntStream.of(widths).mapToObj(width -> Form.of(header, 8, Encoding.PNG, 8, false).shrinking(header,
                width, Math.max(1, width * header.height() / header.width()), true)).collect(Collectors.toSet());
    }
}
