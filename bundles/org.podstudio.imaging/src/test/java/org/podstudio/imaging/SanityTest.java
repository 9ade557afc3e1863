package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.podstudio.imaging.Fixtures.refusal;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

class SanityTest {

    private final Picture varied = varied(40, 30);

    @Test
    void a_varied_result_is_fine_without_looking_at_the_source() {
        assertDoesNotThrow(() -> Sanity.check(varied, () -> fail("asked for the source")));
    }

    @Test
    void black_of_a_varied_source_is_a_fault() {
        assertEquals("image.black", refusal(() -> Sanity.check(flat(40, 30, 0xFF000000), varied)).code());
        assertEquals("image.black", refusal(() -> Sanity.check(flat(80, 60, 0xFF020201), varied)).code());
    }

    @Test
    void flat_of_a_varied_source_is_a_fault() {
        assertEquals("image.flat", refusal(() -> Sanity.check(flat(20, 15, 0xFF4080C0), varied)).code());
    }

    @Test
    void transparent_of_an_opaque_source_is_a_fault() {
        assertEquals("image.alpha-vanished", refusal(() -> Sanity.check(new Picture(40, 30, true), varied)).code());
    }

    @Test
    void a_source_of_that_colour_explains_it() {
        assertDoesNotThrow(() -> Sanity.check(flat(80, 60, 0xFF000000), flat(40, 30, 0xFF000000)));
        assertDoesNotThrow(() -> Sanity.check(flat(80, 60, 0xFF4080C0), flat(40, 30, 0xFF4181C1)));
        assertDoesNotThrow(() -> Sanity.check(new Picture(8, 8, true), new Picture(80, 80, true)));
    }

    @Test
    void a_cut_from_the_sky_may_be_sky() {
        Picture landscape = varied(40, 30);
        Arrays.fill(landscape.argb(), 0, 40 * 12, 0xFF80B0FF);
        assertDoesNotThrow(() -> Sanity.check(flat(30, 10, 0xFF80B0FF), landscape));
        assertEquals("image.flat", refusal(() -> Sanity.check(flat(30, 14, 0xFF80B0FF), landscape)).code());
    }

    private static Picture flat(int width, int height, int argb) {
        Picture picture = new Picture(width, height, false);
        Arrays.fill(picture.argb(), argb);
        return picture;
    }

    private static Picture varied(int width, int height) {
        Picture picture = new Picture(width, height, false);
        for (int i = 0; i < picture.argb().length; i++) {
            picture.argb()[i] = 0xFF000000 | i * 7919 & 0xFFFFFF;
        }
        return picture;
    }
}
