package org.podstudio.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.CanceledException;
import org.podstudio.testkit.FakeRun;

class TilingTest {

    private static final int REACH = 3;

    private final FakeRun run = new FakeRun(Path.of("unused"));

    @ParameterizedTest
    @CsvSource({"100, 80, 64, 1", "64, 64, 64, 1", "301, 97, 96, 2", "97, 301, 96, 2", "1, 1, 64, 1", "3, 200, 64, 1",
            "257, 255, 128, 2"})
    void tiles_equal_the_whole(int width, int height, int tile, int scale) {
        int[] picture = picture(width, height);
        int[] whole = Tiling.of(4096, REACH, 1).apply(picture, width, height, scale, new Blur(scale), run);
        int[] tiled = new Tiling(tile, 16, REACH, REACH, 1).apply(picture, width, height, scale, new Blur(scale), run);
        assertEquals(0, largestDifference(whole, tiled));
    }

    @Test
    void a_network_that_errs_at_its_borders_leaves_no_seam() {
        int[] picture = picture(200, 150);
        int[] whole = new Tiling(512, 32, 8, 8, 1).apply(picture, 200, 150, 1, new Vignette(), run);
        int[] tiled = new Tiling(96, 32, 8, 8, 1).apply(picture, 200, 150, 1, new Vignette(), run);
        assertTrue(largestDifference(whole, tiled) <= 1, "largest difference " + largestDifference(whole, tiled));
    }

    @Test
    void nothing_changes_when_the_network_changes_nothing() {
        int[] picture = picture(131, 77);
        assertArrayEquals(picture, new Tiling(64, 32, 4, 10, 2).apply(picture, 131, 77, 1, new Blur(1, 0), run));
    }

    @Test
    void every_tile_has_the_same_size_and_even_sides() {
        AtomicInteger size = new AtomicInteger();
        Tiling tiling = new Tiling(64, 20, 4, 5, 2);
        tiling.apply(picture(141, 77), 141, 77, 1, (input, output) -> {
            assertEquals(0, input.size(-1) % 2 + input.size(-2) % 2);
            assertTrue(size.getAndSet(input.values().limit()) % input.values().limit() == 0);
            output.values().put(0, input.values(), 0, input.values().limit());
        }, run);
        assertEquals(tiling.pixels(141, 77) * 3, size.get());
    }

    @Test
    void tiles_are_no_larger_than_they_need_to_be() {
        Tiling tiling = Tiling.of(512, 18, 1);
        AtomicInteger tiles = new AtomicInteger();
        tiling.apply(picture(512, 512), 512, 512, 1, (input, output) -> tiles.incrementAndGet(), run);
        assertEquals(4, tiles.get());
        assertTrue(tiling.pixels(512, 512) * 4 < 1.2 * 548 * 548, "pixels " + tiling.pixels(512, 512));
    }

    @Test
    void a_canceled_run_stops_between_tiles() {
        AtomicInteger tiles = new AtomicInteger();
        assertThrows(CanceledException.class,
                () -> new Tiling(64, 16, 3, 3, 1).apply(picture(300, 300), 300, 300, 1, (input, output) -> {
                    tiles.incrementAndGet();
                    run.cancel();
                }, run));
        assertEquals(1, tiles.get());
    }

    @Test
    void tiles_that_cannot_work_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Tiling(64, 40, 3, 3, 1));
        assertThrows(IllegalArgumentException.class, () -> new Tiling(63, 16, 3, 3, 2));
    }

    /** A box blur, then every pixel several times; looks {@link #reach} pixels far and takes what is outside a tile for black. */
    private record Blur(int scale, int reach) implements Tiling.Network {

        Blur(int scale) {
            this(scale, REACH);
        }

        @Override
        public void apply(Tensor input, Tensor output) {
            int width = input.size(-1);
            int height = input.size(-2);
            for (int c = 0; c < 3; c++) {
                for (int y = 0; y < height * scale; y++) {
                    for (int x = 0; x < width * scale; x++) {
                        output.values().put((c * height * scale + y) * width * scale + x,
                                mean(input, c, x / scale, y / scale));
                    }
                }
            }
        }

        private float mean(Tensor input, int c, int x, int y) {
            double sum = 0;
            for (int v = y - reach; v <= y + reach; v++) {
                for (int u = x - reach; u <= x + reach; u++) {
                    boolean inside = u >= 0 && v >= 0 && u < input.size(-1) && v < input.size(-2);
                    sum += inside ? input.values().get((c * input.size(-2) + v) * input.size(-1) + u) : 0;
                }
            }
            return (float) (sum / ((2 * reach + 1) * (2 * reach + 1)));
        }
    }

    /** Passes pixels on, but is off by 1 % at its very border and less and less within 20 pixels, as networks are. */
    private record Vignette() implements Tiling.Network {
        @Override
        public void apply(Tensor input, Tensor output) {
            int width = input.size(-1);
            int height = input.size(-2);
            for (int i = 0; i < input.values().limit(); i++) {
                int x = i % width;
                int y = i / width % height;
                int far = Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
                output.values().put(i, input.values().get(i) + 0.01f * Math.max(0, 20 - far) / 20);
            }
        }
    }

    private static int[] picture(int width, int height) {
        int[] rgb = new int[width * height];
        for (int i = 0; i < rgb.length; i++) {
            int x = i % width;
            int y = i / width;
            rgb[i] = 0xFF000000 | (x * 3 & 255) << 16 | (y * 5 & 255) << 8 | (x * 7 + y * 11 + x * y) & 255;
        }
        return rgb;
    }

    private static int largestDifference(int[] a, int[] b) {
        int largest = a.length == b.length ? 0 : 999;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                largest = Math.max(largest, Math.abs((a[i] >> shift & 255) - (b[i] >> shift & 255)));
            }
        }
        return largest;
    }
}
