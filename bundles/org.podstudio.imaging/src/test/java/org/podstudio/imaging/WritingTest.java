package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;
import static org.podstudio.imaging.Fixtures.refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;
import org.podstudio.testkit.SampleMedia;

class WritingTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void png_gives_every_pixel_back_also_to_others() throws IOException {
        for (String name : new String[]{"scene.png", "scene-alpha.png", "grey.png"}) {
            Picture picture = IMAGES.read(file(name));
            Path png = folder.resolve(name);
            IMAGES.write(picture, png, Encoding.PNG);
            assertEquals(0, Fixtures.difference(picture, IMAGES.read(png)), name);
            assertEquals(picture.alpha(), ImageIO.read(png.toFile()).getColorModel().hasAlpha());
        }
    }

    @Test
    void a_png_of_many_strips_is_one_stream() throws IOException {
        Picture picture = new Picture(1100, 1300, true);
        for (int i = 0; i < picture.argb().length; i++) {
            picture.argb()[i] = i * 2654435 ^ i >> 7;
        }
        Path png = folder.resolve("strips.png");
        IMAGES.write(picture, png, Encoding.PNG);
        assertEquals(0, Fixtures.difference(picture, IMAGES.read(png)));
        assertEquals(picture.argb()[1234567], ImageIO.read(png.toFile()).getRGB(1234567 % 1100, 1234567 / 1100));
    }

    @Test
    void grey_png_has_one_channel() throws IOException {
        IMAGES.write(IMAGES.read(file("grey.png")), folder.resolve("g.png"), Encoding.PNG);
        assertEquals("grey", IMAGES.metadata(folder.resolve("g.png")).get("colour"));
    }

    @Test
    void lossless_webp_gives_every_visible_pixel_back() throws IOException {
        Picture picture = IMAGES.read(file("scene-alpha.png"));
        Path webp = folder.resolve("s.webp");
        IMAGES.write(picture, webp, new Encoding(ImageFormat.WEBP, 75, true));
        Picture back = IMAGES.read(webp);
        for (int i = 0; i < back.argb().length; i++) {
            if (picture.argb()[i] >>> 24 != 0) {
                assertEquals(picture.argb()[i], back.argb()[i]);
            }
        }
    }

    @Test
    void lossy_formats_come_close() throws IOException {
        Picture picture = IMAGES.read(SampleMedia.photo(folder, 320, 240));
        assertTrue(psnr(picture, Encoding.webp(90)) > 33, "webp " + psnr(picture, Encoding.webp(90)));
        assertTrue(psnr(picture, Encoding.jpeg(95)) > 36, "jpeg 95 " + psnr(picture, Encoding.jpeg(95)));
        assertTrue(psnr(picture, Encoding.jpeg(80)) > 28, "jpeg 80 " + psnr(picture, Encoding.jpeg(80)));
    }

    @Test
    void lossy_webp_keeps_alpha() throws IOException {
        Path webp = folder.resolve("a.webp");
        IMAGES.write(IMAGES.read(SampleMedia.cutout(folder, 120, 90)), webp, Encoding.webp(80));
        Picture back = IMAGES.read(webp);
        assertTrue(back.alpha());
        assertEquals(0, back.argb()[0] >>> 24);
        assertEquals(255, back.argb()[45 * 120 + 60] >>> 24);
    }

    @Test
    void jpeg_lays_transparency_on_white() throws IOException {
        Path jpeg = folder.resolve("a.jpg");
        IMAGES.write(IMAGES.read(SampleMedia.cutout(folder, 120, 90)), jpeg, Encoding.jpeg(92));
        Fixtures.near(0xFFFFFFFF, IMAGES.read(jpeg).argb()[0], 3);
    }

    @Test
    void full_colour_resolution_begins_at_quality_90() throws IOException {
        Picture picture = IMAGES.read(file("scene.png"));
        assertEquals("11", sampling(picture, 90));
        assertEquals("22", sampling(picture, 89));
    }

    @Test
    void the_same_picture_gives_the_same_bytes() throws IOException {
        Picture picture = IMAGES.read(file("scene-alpha.png"));
        for (Encoding encoding : new Encoding[]{Encoding.PNG, Encoding.jpeg(85), Encoding.webp(80),
                new Encoding(ImageFormat.WEBP, 80, true)}) {
            assertArrayEquals(Encoder.encode(picture, encoding, Fixtures.AV1, Blocks.GO_ON),
                    Encoder.encode(picture, encoding, Fixtures.AV1, Blocks.GO_ON),
                    encoding.toString());
        }
    }

    @Test
    void a_side_that_a_format_cannot_hold_is_refused() {
        Picture wide = new Picture(16_384, 1, false);
        var e = refusal(() -> IMAGES.write(wide, folder.resolve("w.webp"), Encoding.webp(80)));
        assertEquals("image.format-too-small", e.code());
        assertThrows(IllegalArgumentException.class, () -> Encoding.jpeg(0));
    }

    @Test
    void thumbnails_fit_and_are_upright() throws IOException {
        Path thumbnail = folder.resolve("t.jpg");
        IMAGES.thumbnail(file("turned-6.jpg"), thumbnail, 20);
        Picture small = IMAGES.read(thumbnail);
        assertEquals("10x20", small.width() + "x" + small.height());
        Fixtures.near(0xFF0000FF, small.argb()[2 * 10 + 2], 60);
    }

    @Test
    void a_thumbnail_of_a_large_jpeg_is_its_lanczos_picture_nearly() throws IOException {
        Path photo = folder.resolve("big.jpg");
        IMAGES.write(IMAGES.read(SampleMedia.photo(folder, 3200, 2400)), photo, Encoding.jpeg(92));
        Path thumbnail = folder.resolve("t.jpg");
        IMAGES.thumbnail(photo, thumbnail, 200);
        Picture exact = Resizer.resize(IMAGES.read(photo), 200, 150, Filter.LANCZOS);
        double psnr = Fixtures.psnr(exact, IMAGES.read(thumbnail));
        assertTrue(psnr > 28, "psnr " + psnr);
    }

    @Test
    void small_pictures_are_not_blown_up() throws IOException {
        IMAGES.thumbnail(file("plain.gif"), folder.resolve("t.jpg"), 200);
        assertEquals(32, IMAGES.header(folder.resolve("t.jpg")).width());
    }

    @Test
    void without_the_native_library_jpeg_is_still_written() throws IOException {
        Picture picture = IMAGES.read(file("scene.png"));
        Path jpeg = Files.write(folder.resolve("p.jpg"), Encoder.plainJpeg(picture, 95, false));
        assertTrue(Fixtures.psnr(picture, IMAGES.read(jpeg)) > 25);
    }

    private double psnr(Picture picture, Encoding encoding) throws IOException {
        Path file = folder.resolve("x." + encoding.format().extension());
        IMAGES.write(picture, file, encoding);
        return Fixtures.psnr(picture, IMAGES.read(file));
    }

    /** Sampling factors of the first channel: 11 is 4:4:4, 22 is 4:2:0. */
    private static String sampling(Picture picture, int quality) throws IOException {
        byte[] bytes = Encoder.encode(picture, Encoding.jpeg(quality), Fixtures.AV1, Blocks.GO_ON);
        for (int i = 0; i < bytes.length - 12; i++) {
            if ((bytes[i] & 255) == 0xFF && (bytes[i + 1] & 255) == 0xC0) {
                return Integer.toHexString(bytes[i + 11]);
            }
        }
        return "no frame";
    }
}
