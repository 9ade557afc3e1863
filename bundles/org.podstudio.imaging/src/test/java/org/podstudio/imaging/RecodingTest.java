package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;
import static org.podstudio.imaging.Fixtures.psnr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.testkit.FakeRun;

/** From one file to another without pixels in between. */
class RecodingTest {

    /** 403 x 267 pixels, so that the last blocks are not full. */
    private static final Path HALVED = file("eighth/420.jpg");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"eighth/420.jpg", "eighth/444.jpg", "eighth/progressive.jpg"})
    void a_webp_is_the_same_as_with_pixels_in_between(String name) throws IOException {
        assertTrue(recoded(file(name), Encoding.webp(85)));
        Path round = folder.resolve("round.webp");
        IMAGES.write(IMAGES.read(file(name)), round, Encoding.webp(85));
        assertArrayEquals(Files.readAllBytes(round), Files.readAllBytes(folder.resolve("made.webp")));
    }

    @Test
    void an_avif_is_as_near_to_the_original_as_with_pixels_in_between() throws IOException {
        assertTrue(recoded(HALVED, Encoding.avif(80)));
        Path made = folder.resolve("made.avif");
        Picture original = IMAGES.read(HALVED);
        Path round = folder.resolve("round.avif");
        IMAGES.write(original, round, Encoding.avif(80));
        double least = psnr(original, IMAGES.read(round));
        double decibels = psnr(original, IMAGES.read(made));
        assertTrue(decibels > least, decibels + " instead of " + least);
        // colours that were brought to full size and back have lost some detail
        assertTrue(Files.size(made) < 1.06 * Files.size(round), Files.size(made) + " " + Files.size(round));
        assertEquals(IMAGES.header(round), IMAGES.header(made));
    }

    @ParameterizedTest
    @ValueSource(strings = {"turned-6.jpg", "linear.jpg", "cmyk.jpg", "eighth/grey.jpg", "plain.bmp"})
    void what_is_to_be_changed_needs_pixels(String name) throws IOException {
        assertFalse(recoded(file(name), Encoding.webp(85)));
        assertFalse(recoded(file(name), Encoding.avif(60)));
    }

    @Test
    void only_an_avif_of_halved_colours_stores_what_a_jpeg_of_such_does() throws IOException {
        assertFalse(recoded(HALVED, Encoding.avif(90)));
        assertFalse(recoded(HALVED, new Encoding(ImageFormat.AVIF, 60, true)));
        assertFalse(recoded(file("eighth/444.jpg"), Encoding.avif(60)));
        assertFalse(recoded(file("eighth/422.jpg"), Encoding.avif(60)));
        assertFalse(recoded(HALVED, Encoding.jpeg(80)));
    }

    @Test
    void what_is_damaged_is_left_to_others() throws IOException {
        byte[] bytes = Files.readAllBytes(HALVED);
        Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        assertFalse(recoded(cut, Encoding.webp(85)));
        assertFalse(recoded(cut, Encoding.avif(60)));
    }

    /** It is said that it begins before anything is made, and where it is done alone. */
    private boolean recoded(Path file, Encoding encoding) throws IOException {
        Path made = folder.resolve("made." + encoding.format().extension());
        List<Boolean> begun = new ArrayList<>();
        boolean done = new Original(IMAGES, file, IMAGES.header(file), new FakeRun(folder))
                .recode(made, encoding, Beside.NOTHING, () -> begun.add(Files.exists(made)));
        assertEquals(done ? List.of(false) : List.of(), begun);
        return done;
    }
}
