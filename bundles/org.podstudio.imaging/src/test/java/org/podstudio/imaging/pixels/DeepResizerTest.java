package org.podstudio.imaging.pixels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resampling in 16 bits, against sums of double precision made here. */
class DeepResizerTest {

    @ParameterizedTest
    @CsvSource({"LANCZOS,17,11,false,false", "LANCZOS,17,11,true,false", "LANCZOS,90,70,true,true",
            "BICUBIC,83,31,false,true", "BILINEAR,5,43,true,true", "LANCZOS,61,3,false,true", "BICUBIC,3,3,true,false"})
    void it_is_exact_to_a_level_of_65536(Filter filter, int width, int height, boolean alpha, boolean light) {
        DeepPicture source = noise(61, 43, alpha);
        DeepPicture got = source.resized(width, height, filter, light, Blocks.GO_ON);
        assertEquals(width + "x" + height + alpha, got.width() + "x" + got.height() + got.alpha());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double[] expected = expected(source, width, height, x, y, filter, light);
                for (int c = 0; c < 4; c++) {
                    int sample = got.samples()[4 * (y * width + x) + c] & 0xFFFF;
                    // a colour that is hardly there is known as well as it is there
                    double tolerance = c == 3 ? 0.6 : 0.6 + 0.3 / Math.max(1e-4, expected[3]);
                    assertEquals(65_535 * Math.clamp(expected[c], 0, 1), sample, tolerance, x + "," + y + " of " + c);
                }
            }
        }
    }

    @Test
    void steps_finer_than_eight_bits_have_survive() {
        DeepPicture ramp = new DeepPicture(1024, 4, false);
        for (int i = 0; i < 4 * 1024 * 4; i++) {
            ramp.samples()[i] = i % 4 == 3 ? -1 : (short) (30_000 + i / 4 % 1024);
        }
        DeepPicture half = ramp.resized(512, 2, Filter.LANCZOS, true, Blocks.GO_ON);
        long grades = IntStream.range(0, 512).map(x -> half.samples()[4 * x]).distinct().count();
        assertTrue(grades > 500, "there are " + grades);
    }

    @Test
    void white_stays_white_however_many_pixels_are_averaged() {
        DeepPicture white = new DeepPicture(7919, 3, true);
        java.util.Arrays.fill(white.samples(), (short) -1);
        for (boolean light : new boolean[]{false, true}) {
            for (short sample : white.resized(2, 2, Filter.LANCZOS, light, Blocks.GO_ON).samples()) {
                assertEquals(-1, sample);
            }
        }
    }

    @Test
    void the_nearest_pixel_is_taken_as_it_is() {
        DeepPicture noise = noise(9, 6, true);
        DeepPicture third = noise.resized(3, 2, Filter.NEAREST, false, Blocks.GO_ON);
        assertArrayEquals(noise.part(4, 4, 1, 1).samples(), third.part(1, 1, 1, 1).samples());
        assertThrows(IllegalArgumentException.class, () -> noise.part(7, 0, 3, 1));
    }

    @Test
    void half_opaque_pixels_lie_half_on_what_is_below() {
        DeepPicture picture = new DeepPicture(1, 1, true);
        short[] pixel = {0, (short) 65_535, 1000, (short) 32_768};
        System.arraycopy(pixel, 0, picture.samples(), 0, 4);
        DeepPicture flat = picture.on(0xFF0001);
        assertEquals("32767 32768 629 65535", (flat.samples()[0] & 0xFFFF) + " " + (flat.samples()[1] & 0xFFFF) + " "
                + (flat.samples()[2] & 0xFFFF) + " " + (flat.samples()[3] & 0xFFFF));
    }

    private static DeepPicture noise(int width, int height, boolean alpha) {
        Random random = new Random(7);
        DeepPicture picture = new DeepPicture(width, height, alpha);
        for (int i = 0; i < picture.samples().length; i++) {
            picture.samples()[i] = i % 4 == 3 && !alpha ? -1 : (short) random.nextInt(65_536);
        }
        return picture;
    }

    /** Red, green, blue and alpha from 0 to 1. */
    private static double[] expected(DeepPicture source, int width, int height, int x, int y, Filter filter,
            boolean light) {
        double[] across = weights(source.width(), width, x, filter);
        double[] down = weights(source.height(), height, y, filter);
        DoubleUnaryOperator to = light ? DeepResizerTest::light : DoubleUnaryOperator.identity();
        double[] sums = new double[4];
        for (int row = 0; row < down.length; row++) {
            for (int column = 0; column < across.length; column++) {
                int at = 4 * (row * source.width() + column);
                double opacity = (source.samples()[at + 3] & 0xFFFF) / 65_535.0 * across[column] * down[row];
                sums[3] += opacity;
                for (int c = 0; c < 3; c++) {
                    sums[c] += opacity * to.applyAsDouble((source.samples()[at + c] & 0xFFFF) / 65_535.0);
                }
            }
        }
        for (int c = 0; c < 3; c++) {
            double colour = sums[3] < 0.5 / 65_535 ? 0 : sums[c] / sums[3];
            sums[c] = light ? number(colour) : colour;
        }
        return sums;
    }

    private static double[] weights(int in, int out, int position, Filter filter) {
        double scale = (double) in / out;
        double widen = Math.max(1, scale);
        double centre = (position + 0.5) * scale;
        double[] weights = new double[in];
        double sum = 0;
        int from = Math.max(0, (int) (centre - filter.support() * widen + 0.5));
        int to = Math.min(in, (int) (centre + filter.support() * widen + 0.5));
        for (int i = from; i < to; i++) {
            weights[i] = filter.weight((i - centre + 0.5) / widen);
            sum += weights[i];
        }
        for (int i = from; i < to; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double light(double number) {
        return number <= 0.04045 ? number / 12.92 : Math.pow((number + 0.055) / 1.055, 2.4);
    }

    private static double number(double light) {
        return light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }
}
