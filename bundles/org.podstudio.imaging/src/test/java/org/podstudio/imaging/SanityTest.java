package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.podstudio.imaging.Fixtures.refusal;

import java.util.Arrays;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

class SanityTest {

    private final Picture varied = varied(40, 30);

    @Test
    void a_varied_result_is_fine_without_looking_at_the_source() {
        assertDoesNotThrow(() -> check(smooth(160, 120), () -> fail("asked for the source")));
    }

    @Test
    void brightness_alone_refuses_nothing() {
        Picture tinted = new Picture(40, 30, false);
        for (int i = 0; i < tinted.argb().length; i++) {
            tinted.argb()[i] = 0xFF000000 | (i % 2 == 0 ? 0x804000 : 0x1C6840);
        }
        assertTrue(Brightness.of(tinted).even());
        assertDoesNotThrow(() -> check(tinted, () -> fail("asked for the source")));
    }

    @Test
    void black_of_a_varied_source_is_a_fault() {
        assertEquals("image.black", refusal(() -> check(flat(40, 30, 0xFF000000), varied)).code());
        assertEquals("image.black", refusal(() -> check(flat(80, 60, 0xFF020201), varied)).code());
    }

    @Test
    void flat_of_a_varied_source_is_a_fault() {
        assertEquals("image.flat", refusal(() -> check(flat(20, 15, 0xFF4080C0), varied)).code());
    }

    @Test
    void transparent_of_an_opaque_source_is_a_fault() {
        assertEquals("image.alpha-vanished", refusal(() -> check(new Picture(40, 30, true), varied)).code());
    }

    @Test
    void a_source_of_that_colour_explains_it() {
        assertDoesNotThrow(() -> check(flat(80, 60, 0xFF000000), flat(40, 30, 0xFF000000)));
        assertDoesNotThrow(() -> check(flat(80, 60, 0xFF4080C0), flat(40, 30, 0xFF4181C1)));
        assertDoesNotThrow(() -> check(new Picture(8, 8, true), new Picture(80, 80, true)));
    }

    @Test
    void a_cut_from_the_sky_may_be_sky() {
        Picture landscape = varied(40, 30);
        Arrays.fill(landscape.argb(), 0, 40 * 12, 0xFF80B0FF);
        assertDoesNotThrow(() -> check(flat(30, 10, 0xFF80B0FF), landscape));
        assertEquals("image.flat", refusal(() -> check(flat(30, 14, 0xFF80B0FF), landscape)).code());
    }

    /** Tiles of 64 pixels, one of them brighter by five levels. */
    @Test
    void a_seam_that_the_source_does_not_have_is_a_fault() {
        Picture source = smooth(160, 120);
        Picture result = Resizer.resize(source, 320, 240, Filter.LANCZOS);
        assertDoesNotThrow(() -> check(result, () -> fail("asked for the source")));
        Picture across = brightened(result, 128, 0, 320, 240);
        assertEquals("image.seam", refusal(() -> check(across, source)).code());
        Picture down = brightened(result, 0, 64, 320, 128);
        assertTrue(refusal(() -> check(down, source)).message().contains("at row "));
        assertDoesNotThrow(() -> check(across, brightened(source, 64, 0, 160, 120)));
    }

    @Test
    void one_tile_that_is_off_is_found_in_a_large_picture() {
        Picture source = smooth(700, 800);
        Picture result = brightened(source, 200, 0, 456, 260);
        assertEquals("image.seam", refusal(() -> check(result, source)).code());
        assertDoesNotThrow(() -> check(result.part(100, 0, 400, 300), source), "a cut cannot be compared");
    }

    /** On black, where what is invisible counts as, the step at its edge goes the other way than on paper. */
    @Test
    void a_book_that_was_cut_out_has_edges() {
        Picture scene = smooth(600, 500);
        Picture book = new Picture(600, 500, true);
        for (int i = 0; i < 600 * 500; i++) {
            boolean inside = i % 600 >= 150 && i % 600 < 450;
            book.argb()[i] = inside ? scene.argb()[i] : 0;
            scene.argb()[i] = inside ? scene.argb()[i] : 0xFFFFFFFF;
        }
        assertDoesNotThrow(() -> check(book, scene));
        assertEquals("image.seam", refusal(() -> check(book.on(0), scene)).code(), "not when it is seen all over");
    }

    /** A softer border of the same cut-out, tiles of a transparent picture that do not fit, a mask that is broken in half. */
    @ParameterizedTest
    @CsvSource({"60,0,false", "0,0,false", "180,180,true", "190,190,true", "60,60,true"})
    void only_what_ends_where_nothing_is_seen_is_cut_out(int atBorder, int beyond, boolean refused) {
        Picture scene = smooth(600, 500);
        Picture result = new Picture(600, 500, true);
        for (int i = 0; i < 600 * 500; i++) {
            int alpha = i % 600 < 300 ? 255 : i % 600 == 300 ? atBorder : beyond;
            result.argb()[i] = scene.argb()[i] & 0xFFFFFF | alpha << 24;
        }
        if (refused) {
            assertEquals("image.seam", refusal(() -> check(result, scene)).code());
        } else {
            assertDoesNotThrow(() -> check(result, scene));
        }
    }

    private static void check(Picture result, Picture source) {
        check(result, () -> source);
    }

    private static void check(Picture result, Supplier<Picture> source) {
        Sanity.check(Brightness.of(result), () -> result, source);
    }

    private static Picture smooth(int width, int height) {
        Picture picture = new Picture(width, height, false);
        for (int i = 0; i < picture.argb().length; i++) {
            double x = (double) (i % width) / width;
            double y = (double) (i / width) / height;
            int grey = (int) (110 + 60 * Math.sin(4 * x + y) + 40 * Math.cos(5 * y));
            picture.argb()[i] = 0xFF000000 | grey * 0x010101;
        }
        return picture;
    }

    private static Picture brightened(Picture from, int left, int top, int right, int bottom) {
        Picture picture = from.part(0, 0, from.width(), from.height());
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                picture.argb()[y * from.width() + x] += 0x050505;
            }
        }
        return picture;
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
