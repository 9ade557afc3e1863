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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;

/** Brightness is read by other ways than colours, which must tell the same. */
class BrightnessTest {

    @TempDir
    Path folder = Path.of("");

    /** Exactly where colours are read as well; the weights of red, green and blue in JPEG and AVIF are not quite those that are used of them. */
    @ParameterizedTest
    @CsvSource({"plain.jpg,2,2", "progressive.jpg,2,2", "grey.jpg,0,0", "cmyk.jpg,0,0", "lossy.webp,0,0",
            "alpha.webp,0,0", "animated.webp,0,0", "plain.avif,4.3,12", "alpha.avif,0,0", "scene.png,0,0",
            "scene-alpha.png,0,0", "big-turned-6.tif,0,0", "plain.gif,0,0"})
    void it_is_that_of_the_colours(String name, double mostMean, int most) throws IOException {
        Brightness expected = Brightness.of(IMAGES.read(file(name)));
        Brightness light = IMAGES.brightness(file(name), Blocks.GO_ON);
        assertEquals(expected.width() + " x " + expected.height(), light.width() + " x " + light.height());
        long sum = 0;
        int largest = 0;
        for (int i = 0; i < light.light().length; i++) {
            int difference = Math.abs((light.light()[i] & 255) - (expected.light()[i] & 255));
            sum += difference;
            largest = Math.max(largest, difference);
        }
        double mean = (double) sum / light.light().length;
        assertTrue(mean <= mostMean && largest <= most, mean + " levels off, " + largest + " at most");
    }

    @Test
    void of_ten_bits_the_first_eight_are_taken() throws IOException {
        Picture scene = IMAGES.read(file("scene.png"));
        Path avif = folder.resolve("ten.avif");
        IMAGES.write(DeepPicture.of(scene), avif, Encoding.avif(90), Beside.NOTHING,
                Blocks.GO_ON);
        Brightness light = IMAGES.brightness(avif, Blocks.GO_ON);
        int middle = light.light().length / 2;
        assertEquals(Brightness.of(scene).light()[middle] & 255, light.light()[middle] & 255, 12);
    }

    /** What is cut off or damaged is found although its colours are not looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"jpg", "webp", "avif", "png"})
    void all_of_a_file_is_read(String extension) throws IOException {
        Path whole = folder.resolve("whole." + extension);
        Encoding encoding = switch (extension) {
            case "jpg" -> Encoding.jpeg(85);
            case "webp" -> Encoding.webp(85);
            case "avif" -> Encoding.avif(60);
            default -> Encoding.PNG;
        };
        IMAGES.write(IMAGES.read(file("scene.png")), whole, encoding);
        byte[] bytes = Files.readAllBytes(whole);
        for (int percent : new int[]{30, 60, 90}) {
            Path cut = Files.write(folder.resolve("cut." + extension),
                    Arrays.copyOf(bytes, bytes.length * percent / 100));
            assertEquals("image.broken", refusal(() -> IMAGES.brightness(cut, Blocks.GO_ON)).code(), percent + " %");
        }
    }
}
