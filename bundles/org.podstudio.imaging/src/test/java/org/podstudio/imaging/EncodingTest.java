package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.CanceledException;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.testkit.SampleMedia;

/** What can be chosen when pictures are written. */
class EncodingTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"30,24", "60,29", "90,36"})
    void avif_comes_as_close_as_its_quality_says(int quality, double least) throws IOException {
        Picture photo = IMAGES.read(SampleMedia.photo(folder, 321, 243));
        Picture back = written(photo, Encoding.avif(quality));
        assertEquals("321x243", back.width() + "x" + back.height());
        assertTrue(Fixtures.psnr(photo, back) > least, "psnr " + Fixtures.psnr(photo, back));
    }

    @Test
    void an_avif_of_little_effort_is_larger_and_hardly_worse() throws IOException {
        Picture photo = IMAGES.read(SampleMedia.photo(folder, 321, 243));
        Path quick = folder.resolve("quick.avif");
        Path usual = folder.resolve("usual.avif");
        IMAGES.write(photo, quick, Encoding.avif(60).withEffort(1));
        IMAGES.write(photo, usual, Encoding.avif(60));
        assertTrue(Files.size(quick) > Files.size(usual), Files.size(quick) + " against " + Files.size(usual));
        assertEquals(Fixtures.psnr(photo, IMAGES.read(usual)), Fixtures.psnr(photo, IMAGES.read(quick)), 0.7);
    }

    @Test
    void lossless_avif_gives_every_pixel_back() throws IOException {
        Picture scene = IMAGES.read(file("scene-alpha.png"));
        assertEquals(0, Fixtures.difference(scene, written(scene, new Encoding(ImageFormat.AVIF, 50, true))));
    }

    @Test
    void avif_keeps_alpha_and_the_smallest_sizes() throws IOException {
        Picture cutout = IMAGES.read(SampleMedia.cutout(folder, 120, 90));
        Picture back = written(cutout, Encoding.avif(60));
        for (int i = 0; i < back.argb().length; i++) {
            Fixtures.near(cutout.argb()[i] & 0xFF000000, back.argb()[i] & 0xFF000000, 12);
        }
        assertEquals(1, written(new Picture(1, 1, false), Encoding.avif(60)).width());
        assertEquals(3, written(new Picture(3, 2, true), Encoding.avif(95)).width());
    }

    @Test
    void an_avif_of_a_deep_picture_has_ten_bits() throws IOException {
        DeepPicture deep = ramp();
        Path avif = folder.resolve("deep.avif");
        IMAGES.write(deep, avif, new Encoding(ImageFormat.AVIF, 90, true), Beside.NOTHING, Blocks.GO_ON);
        DeepPicture back = IMAGES.readDeep(avif, Blocks.GO_ON);
        for (int i = 0; i < deep.samples().length; i++) {
            int difference = (deep.samples()[i] & 0xFFFF) - (back.samples()[i] & 0xFFFF);
            assertTrue(Math.abs(difference) <= 33, "difference " + difference);
        }
    }

    @Test
    void sixteen_bits_go_through_png_unchanged() throws IOException {
        DeepPicture deep = ramp();
        Path png = folder.resolve("deep.png");
        IMAGES.write(deep, png, Encoding.PNG, Beside.NOTHING, Blocks.GO_ON);
        assertArrayEquals(deep.samples(), IMAGES.readDeep(png, Blocks.GO_ON).samples());
        assertEquals(16, ImageIO.read(png.toFile()).getColorModel().getComponentSize(0));
    }

    private static DeepPicture ramp() {
        DeepPicture deep = new DeepPicture(70, 50, true);
        for (int i = 0; i < deep.samples().length; i++) {
            deep.samples()[i] = (short) (i * 37);
        }
        return deep;
    }

    @Test
    void progressive_jpeg_comes_in_scans_and_is_the_same_picture() throws IOException {
        Picture photo = IMAGES.read(SampleMedia.photo(folder, 320, 240));
        Path plain = folder.resolve("b.jpg");
        Path scans = folder.resolve("p.jpg");
        IMAGES.write(photo, plain, Encoding.jpeg(85));
        IMAGES.write(photo, scans, Encoding.jpeg(85).withProgressive(true));
        assertEquals("progressive", IMAGES.metadata(scans).get("compression"));
        assertEquals("baseline", IMAGES.metadata(plain).get("compression"));
        assertEquals(0, Fixtures.difference(IMAGES.read(plain), IMAGES.read(scans)));
        assertTrue(Files.size(scans) < Files.size(plain));
    }

    @ParameterizedTest
    @CsvSource({"2,12", "16,19", "256,27"})
    void a_palette_has_no_more_colours_than_wanted(int colours, double least) throws IOException {
        Picture photo = IMAGES.read(SampleMedia.photo(folder, 320, 240));
        Path png = folder.resolve("p.png");
        IMAGES.write(photo, png, Encoding.PNG.withColours(colours));
        Picture back = IMAGES.read(png);
        assertTrue(Arrays.stream(back.argb()).distinct().count() <= colours);
        assertEquals("palette", IMAGES.metadata(png).get("colour"));
        assertTrue(Fixtures.psnr(photo, back) > least, "psnr " + Fixtures.psnr(photo, back));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 17, 255})
    void few_colours_stay_exactly_as_they_are(int colours) throws IOException {
        Picture few = new Picture(37, 23, true);
        for (int i = 0; i < few.argb().length; i++) {
            int n = i * 7 % colours;
            few.argb()[i] = n % 3 == 1 ? n << 24 | n * 91 : 0xFF000000 | n * 4321;
        }
        few.argb()[0] = 0;
        assertEquals(0, Fixtures.difference(few, written(few, Encoding.PNG.withColours(256))));
    }

    @Test
    void effort_makes_a_webp_smaller() throws IOException {
        Picture photo = IMAGES.read(SampleMedia.photo(folder, 320, 240));
        assertTrue(size(photo, Encoding.webp(85).withEffort(6)) < size(photo, Encoding.webp(85).withEffort(0)));
        Picture scene = IMAGES.read(file("scene-alpha.png"));
        Picture back = written(scene, new Encoding(ImageFormat.WEBP, 80, true).withEffort(1));
        for (int i = 0; i < back.argb().length; i++) {
            assertEquals(scene.argb()[i] >>> 24, back.argb()[i] >>> 24);
        }
    }

    @Test
    void the_same_picture_gives_the_same_bytes_whatever_is_chosen() throws IOException {
        Picture scene = IMAGES.read(file("scene-alpha.png"));
        for (Encoding encoding : List.of(Encoding.avif(60), Encoding.avif(95), Encoding.webp(80).withEffort(2),
                Encoding.jpeg(80).withProgressive(true), Encoding.PNG.withColours(16))) {
            assertArrayEquals(Encoder.encode(scene, encoding, Fixtures.AV1, Blocks.GO_ON),
                    Encoder.encode(scene, encoding, Fixtures.AV1, Blocks.GO_ON), encoding.toString());
        }
    }

    @Test
    void a_child_that_encodes_can_be_stopped() {
        Picture large = new Picture(4000, 3000, false);
        Arrays.setAll(large.argb(), i -> 0xFF000000 | i * 2654435);
        long begun = System.nanoTime();
        Runnable check = () -> {
            if (System.nanoTime() - begun > 600_000_000L) {
                throw new CanceledException();
            }
        };
        assertThrows(CanceledException.class,
                () -> IMAGES.write(large, folder.resolve("l.avif"), Encoding.avif(90).withEffort(6), check));
    }

    @Test
    void nonsense_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Encoding.PNG.withColours(1));
        assertThrows(IllegalArgumentException.class, () -> Encoding.avif(80).withEffort(7));
        assertThrows(IllegalArgumentException.class, () -> new Encoding(ImageFormat.TIFF, 80, false));
    }

    private long size(Picture picture, Encoding encoding) throws IOException {
        return Encoder.encode(picture, encoding, Fixtures.AV1, Blocks.GO_ON).length;
    }

    private Picture written(Picture picture, Encoding encoding) throws IOException {
        Path target = folder.resolve("w." + encoding.format().extension());
        IMAGES.write(picture, target, encoding);
        return IMAGES.read(target);
    }
}
