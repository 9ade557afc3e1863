package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.imaging.internal.avif.Av1Header;
import org.podstudio.imaging.internal.avif.Cicp;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;

/** Held against the way that works for all depths. */
class FixedPointTest {

    @ParameterizedTest
    @CsvSource({"6,true,true,true", "6,false,false,true", "1,true,false,true", "9,true,true,true",
            "0,false,false,true"})
    void planes_are_those_of_exact_numbers(int matrix, boolean halfWidth, boolean halfHeight, boolean full) {
        Picture picture = noise(37, 23);
        Av1Header format = format(matrix, halfWidth, halfHeight, full);
        Planes exact = Planes.of(format, 37, 23);
        exact.fill((pixel, channel) -> (picture.argb()[pixel] >>> 16 - 8 * channel & 255) / 255.0, Blocks.GO_ON);
        Planes quick = Planes.of(format, 37, 23);
        FixedPoint.fill(quick, picture.argb(), Blocks.GO_ON);
        int other = 0;
        for (int plane = 0; plane < 3; plane++) {
            for (int i = 0; i < exact.samples()[plane].length; i++) {
                int difference = Math.abs((exact.samples()[plane][i] & 255) - (quick.samples()[plane][i] & 255));
                assertTrue(difference <= 1);
                other += difference;
            }
        }
        // a value in the very middle between two numbers may go either way
        assertTrue(other <= 2, other + " differ");
    }

    @ParameterizedTest
    @CsvSource({"6,true,true,true", "6,false,false,true", "1,true,false,true", "9,true,true,false",
            "6,false,false,false"})
    void pixels_are_those_of_exact_numbers(int matrix, boolean halfWidth, boolean halfHeight, boolean full) {
        Av1Header format = format(matrix, halfWidth, halfHeight, full);
        Planes planes = Planes.of(format, 37, 23);
        Random random = new Random(7);
        for (byte[] plane : planes.samples()) {
            random.nextBytes(plane);
        }
        DeepPicture exact = new DeepPicture(37, 23, false);
        planes.colours(exact, format.colours(), Blocks.GO_ON);
        assertTrue(Fixtures.difference(exact.rounded(),
                FixedPoint.picture(planes, format.colours(), Blocks.GO_ON)) <= 1);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,3", "5,2"})
    void the_smallest_sizes_work(int width, int height) {
        Planes planes = Planes.of(format(6, true, true, true), width, height);
        FixedPoint.fill(planes, noise(width, height).argb(), Blocks.GO_ON);
        assertEquals(width, FixedPoint.picture(planes, Cicp.SRGB, Blocks.GO_ON).width());
    }

    private static Av1Header format(int matrix, boolean halfWidth, boolean halfHeight, boolean full) {
        return new Av1Header(0, 0, 37, 23, 8, false, halfWidth, halfHeight, new Cicp(1, 13, matrix, full));
    }

    private static Picture noise(int width, int height) {
        Picture picture = new Picture(width, height, false);
        Random random = new Random(3);
        for (int i = 0; i < picture.argb().length; i++) {
            picture.argb()[i] = 0xFF000000 | random.nextInt();
        }
        return picture;
    }
}
