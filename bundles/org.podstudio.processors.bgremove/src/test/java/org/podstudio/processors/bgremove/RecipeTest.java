package org.podstudio.processors.bgremove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Tensor;
import org.podstudio.models.Catalogue;

/** The recipes of the cards that ship, against those of rembg and of IMG.LY's package, and what they do with known values. */
class RecipeTest {

    private static final double[] IMAGENET = {0.485, 0.456, 0.406};
    private static final double[] IMAGENET_STD = {0.229, 0.224, 0.225};

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"u2net, 320, false", "u2netp, 320, false", "silueta, 320, false", "u2net_human_seg, 320, false",
            "birefnet-general, 1024, true", "birefnet-general-lite, 1024, true"})
    void nets_of_imagenet_are_fed_as_rembg_feeds_them(String id, int size, boolean sigmoid) {
        Recipe recipe = recipe(id);
        assertEquals(size, recipe.size());
        assertArrayEquals(IMAGENET, recipe.mean());
        assertArrayEquals(IMAGENET_STD, recipe.std());
        assertEquals(0, recipe.divisor(), "by the picture's own largest value");
        assertEquals(sigmoid, recipe.sigmoid());
        assertTrue(recipe.stretch());
    }

    @Test
    void isnet_is_fed_in_two_ways() {
        Recipe rembg = recipe("isnet-general-use");
        assertEquals(0, rembg.divisor());
        assertTrue(rembg.stretch() && !rembg.plain());
        Recipe imgly = recipe("imgly-isnet");
        assertEquals(256, imgly.divisor());
        assertTrue(imgly.plain() && !imgly.stretch());
        for (Recipe recipe : List.of(rembg, imgly)) {
            assertEquals(1024, recipe.size());
            assertArrayEquals(new double[]{0.5, 0.5, 0.5}, recipe.mean());
            assertArrayEquals(new double[]{1, 1, 1}, recipe.std());
        }
    }

    @Test
    void a_dark_picture_is_fed_as_bright_as_it_can_be() {
        Picture dark = new Picture(8, 8, false);
        dark.argb()[0] = 0xFF643200;
        Recipe recipe = new Recipe(8, IMAGENET, IMAGENET_STD, 0, false, false, true);
        Tensor input = recipe.input(dark, Blocks.GO_ON);
        assertEquals((1 - 0.485) / 0.229, input.values().get(0), 1e-5);
        assertEquals((0.5 - 0.456) / 0.224, input.values().get(64), 1e-5);
        assertEquals((0 - 0.406) / 0.225, input.values().get(128), 1e-5);
    }

    @Test
    void logits_become_shares_and_are_stretched_after_that() {
        Tensor answer = Tensor.direct(1, 1, 2, 2);
        answer.values().put(0, 0).put(1, 2).put(2, -2).put(3, 1);
        float[] mask = new Recipe(2, new double[3], new double[3], 0, false, true, true).mask(answer);
        double low = 1 / (1 + Math.exp(2));
        double range = 1 / (1 + Math.exp(-2)) - low;
        assertEquals((0.5 - low) / range, mask[0], 1e-6);
        assertEquals(1, mask[1], 1e-6);
        assertEquals(0, mask[2], 1e-6);
        assertEquals((1 / (1 + Math.exp(-1)) - low) / range, mask[3], 1e-6);
    }

    private Recipe recipe(String id) {
        return Recipe.of(new Catalogue(
                List.of(Path.of("..", "..", "models", "org.podstudio.models.catalogue", "cards")),
                folder.resolve("models")).card(id));
    }
}
