package org.podstudio.imaging.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;

import java.io.IOException;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.podstudio.imaging.Fixtures;

class ResizerTest {

    private static final int[][] SIZES = {{23, 19}, {140, 101}, {61, 20}, {90, 47}};

    @ParameterizedTest
    @EnumSource(Filter.class)
    void the_same_bytes_as_pillow(Filter filter) throws IOException {
        same_as_pillow("scene", filter);
    }

    @ParameterizedTest
    @EnumSource(Filter.class)
    void the_same_bytes_as_pillow_with_alpha(Filter filter) throws IOException {
        same_as_pillow("scene-alpha", filter);
    }

    private static void same_as_pillow(String scene, Filter filter) throws IOException {
        Picture source = IMAGES.read(file(scene + ".png"));
        for (int[] size : SIZES) {
            String name = scene + "-" + filter.name().toLowerCase(Locale.ROOT) + "-" + size[0] + "x" + size[1] + ".png";
            Picture ours = Resizer.resize(source, size[0], size[1], filter);
            assertEquals(0, Fixtures.difference(IMAGES.read(file(name)), ours), name);
        }
    }

    @Test
    void large_pictures_are_done_in_parallel_with_the_same_result() {
        Picture large = new Picture(1200, 900, false);
        for (int i = 0; i < large.argb().length; i++) {
            large.argb()[i] = 0xFF000000 | i * 2654435 & 0xFFFFFF;
        }
        // the same in bands, each too small to be worth more than one thread
        Picture narrow = new Picture(700, 900, false);
        for (int y = 0; y < 900; y += 300) {
            int[] band = Resizer.resize(large.part(0, y, 1200, 300), 700, 300, Filter.LANCZOS).argb();
            System.arraycopy(band, 0, narrow.argb(), y * 700, band.length);
        }
        Picture whole = Resizer.resize(large, 700, 500, Filter.LANCZOS);
        for (int x = 0; x < 700; x += 350) {
            Picture band = Resizer.resize(narrow.part(x, 0, 350, 900), 350, 500, Filter.LANCZOS);
            assertEquals(0, Fixtures.difference(band, whole.part(x, 0, 350, 500)));
        }
    }

    @Test
    void the_same_size_is_the_same_picture() {
        Picture picture = new Picture(5, 4, true);
        assertSame(picture, Resizer.resize(picture, 5, 4, Filter.LANCZOS));
    }

    @Test
    void hidden_colours_do_not_bleed() {
        Picture picture = new Picture(40, 40, true);
        for (int i = 0; i < picture.argb().length; i++) {
            picture.argb()[i] = i % 40 < 20 ? 0xFFFFFFFF : 0x00FF0000;
        }
        for (int pixel : Resizer.resize(picture, 13, 13, Filter.LANCZOS).argb()) {
            if (pixel >>> 24 > 8) {
                Fixtures.near(pixel | 0xFFFFFF, pixel, 2);
            }
        }
    }
}
