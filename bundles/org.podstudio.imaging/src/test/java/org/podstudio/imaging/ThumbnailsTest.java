package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;
import static org.podstudio.imaging.Fixtures.refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

class ThumbnailsTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void several_sizes_come_of_one_decode() throws IOException {
        Path photo = file("eighth/420.jpg");
        Path small = folder.resolve("small");
        Path middle = folder.resolve("middle");
        Path large = folder.resolve("large");
        IMAGES.thumbnails(photo, List.of(new Thumbnail(small, 50, Thumbnail.JPEG),
                new Thumbnail(large, 1000, Thumbnail.WEBP), new Thumbnail(middle, 200, Encoding.PNG)));
        assertEquals(new ImageHeader(ImageFormat.JPEG, 50, 33, false), IMAGES.header(small));
        assertEquals(new ImageHeader(ImageFormat.PNG, 200, 133, false), IMAGES.header(middle));
        assertEquals(new ImageHeader(ImageFormat.WEBP, 403, 267, false), IMAGES.header(large));
    }

    @ParameterizedTest
    @ValueSource(strings = {"420", "422", "444", "grey", "progressive", "restart"})
    void from_the_means_of_blocks_it_looks_as_from_all_pixels(String name) throws IOException {
        Path photo = file("eighth/" + name + ".jpg");
        Path target = folder.resolve("target");
        IMAGES.thumbnails(photo, List.of(new Thumbnail(target, 32, Encoding.PNG)));
        Picture quick = IMAGES.read(target);
        Picture thorough = Resizer.resize(IMAGES.read(photo), 32, 21, Filter.LANCZOS);
        assertEquals("32x21", quick.width() + "x" + quick.height());
        double decibels = decibels(quick, thorough);
        assertTrue(decibels > 33, name + ": " + decibels);
    }

    /** From 2 x 2 to 8 x 8 pixels of each block. */
    @ParameterizedTest
    @CsvSource({"420,66,44,32", "422,66,44,32", "grey,66,44,33", "420,133,88,33", "444,134,89,33", "restart,134,89,33",
            "420,180,119,33", "444,240,159,33", "422,270,179,33", "grey,320,212,33", "420,360,239,33"})
    void from_the_lowest_frequencies_it_looks_as_from_all_pixels(String name, int size, int height, double least)
            throws IOException {
        Path photo = file("eighth/" + name + ".jpg");
        Path target = folder.resolve("target");
        IMAGES.thumbnails(photo, List.of(new Thumbnail(target, size, Encoding.jpeg(89))));
        Picture quick = IMAGES.read(target);
        assertEquals(size + "x" + height, quick.width() + "x" + quick.height());
        Path whole = folder.resolve("whole");
        IMAGES.write(Resizer.resize(IMAGES.read(photo), size, height, Filter.LANCZOS), whole, Encoding.jpeg(89));
        double decibels = decibels(quick, IMAGES.read(whole));
        assertTrue(decibels > least, name + ": " + decibels);
    }

    @Test
    void beside_a_larger_one_it_is_nearer_to_all_pixels_than_a_picture_of_that() throws IOException {
        Path photo = file("eighth/444.jpg");
        Path small = folder.resolve("small");
        Path large = folder.resolve("large");
        IMAGES.thumbnails(photo, List.of(new Thumbnail(small, 200, Encoding.PNG),
                new Thumbnail(large, 240, Encoding.PNG)));
        Picture one = IMAGES.read(small);
        Picture thorough = Resizer.resize(IMAGES.read(photo), one.width(), one.height(), Filter.LANCZOS);
        Picture again = Resizer.resize(IMAGES.read(large), one.width(), one.height(), Filter.LANCZOS);
        double decibels = decibels(one, thorough);
        assertTrue(decibels > decibels(again, thorough) + 0.1, () -> decibels + " and " + decibels(again, thorough));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void they_are_the_right_way_up(int orientation) throws IOException {
        Path photo = folder.resolve("held.jpg");
        Files.write(photo, held(Files.readAllBytes(file("eighth/420.jpg")), orientation));
        Path target = folder.resolve("target");
        IMAGES.thumbnails(photo, List.of(new Thumbnail(target, 32, Encoding.PNG)));
        Picture whole = IMAGES.read(photo);
        Picture expected = Resizer.resize(whole, orientation < 5 ? 32 : 21, orientation < 5 ? 21 : 32, Filter.LANCZOS);
        assertTrue(decibels(IMAGES.read(target), expected) > 33);
    }

    @Test
    void what_is_damaged_is_judged_by_the_other_readers() throws IOException {
        byte[] bytes = Files.readAllBytes(file("eighth/420.jpg"));
        Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(bytes, bytes.length / 2));
        Thumbnail wanted = new Thumbnail(folder.resolve("target"), 32, Thumbnail.JPEG);
        assertEquals("image.broken", refusal(() -> IMAGES.thumbnails(cut, List.of(wanted))).code());
    }

    private static byte[] held(byte[] jpeg, int orientation) {
        byte[] exif = {-1, (byte) 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0,
                3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0};
        byte[] all = Arrays.copyOf(jpeg, jpeg.length + exif.length);
        System.arraycopy(exif, 0, all, 2, exif.length);
        System.arraycopy(jpeg, 2, all, 2 + exif.length, jpeg.length - 2);
        return all;
    }

    private static double decibels(Picture one, Picture two) {
        assertEquals(one.argb().length, two.argb().length);
        double sum = 0;
        for (int i = 0; i < one.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                double difference = (one.argb()[i] >> shift & 255) - (two.argb()[i] >> shift & 255);
                sum += difference * difference;
            }
        }
        return 10 * Math.log10(255 * 255 / (sum / (3 * one.argb().length)));
    }
}
