package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;
import static org.podstudio.imaging.Fixtures.refusal;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.metadata.MetadataPolicy;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Picture;

/** Files that ExifTool told of Jane Doe, her camera SER-123 and a secret; what is left of it under each policy. */
class RewritingTest {

    private static final List<String> PRIVATE = List.of("Jane", "SER-123", "secret", "2024:01:01");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"told.jpg", "told.png", "told.webp", "told.tif", "told.gif", "told.avif"})
    void pixels_and_how_they_are_held_stay_under_every_policy(String name) throws IOException {
        for (MetadataPolicy policy : MetadataPolicy.values()) {
            Path out = folder.resolve(policy + name);
            IMAGES.rewrite(file(name), out, policy);
            assertEquals(0, Fixtures.difference(IMAGES.read(file(name)), IMAGES.read(out)), policy + " " + name);
            assertTrue(IMAGES.complete(out));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"told.jpg", "told.png", "told.webp", "told.tif", "told.gif", "told.avif"})
    void nothing_private_is_left_in_the_bytes(String name) throws IOException {
        assertTrue(text(file(name)).contains("Jane"));
        for (MetadataPolicy policy : List.of(MetadataPolicy.PRESERVE_TECHNICAL, MetadataPolicy.STRIP_ALL)) {
            Path out = folder.resolve(policy + name);
            IMAGES.rewrite(file(name), out, policy);
            String text = text(out);
            PRIVATE.forEach(word -> assertFalse(text.contains(word), policy + " " + word));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"told.jpg", "told.png", "told.webp", "told.tif"})
    void what_is_technical_stays_where_it_is_wanted(String name) throws IOException {
        Path out = folder.resolve(name);
        Rewritten rewritten = IMAGES.rewrite(file(name), out, MetadataPolicy.PRESERVE_TECHNICAL);
        Map<String, String> kept = rewritten.kept();
        for (String key : List.of("exif.Make", "exif.Model", "exif.LensModel", "exif.ISOSpeedRatings",
                "exif.ExposureTime", "exif.Software", "dpi")) {
            assertEquals(IMAGES.metadata(file(name)).get(key), kept.get(key), key);
        }
        for (String key : List.of("exif.Artist", "exif.BodySerialNumber", "gps.GPSLatitude", "exif.UserComment")) {
            assertTrue(rewritten.removed().containsKey(key), key);
            assertFalse(kept.containsKey(key), key);
        }
    }

    @Test
    void stripped_of_all_nothing_is_told_but_how_it_is_held() throws IOException {
        Path out = folder.resolve("s.jpg");
        Map<String, String> kept = IMAGES.rewrite(file("told.jpg"), out, MetadataPolicy.STRIP_ALL).kept();
        assertEquals(List.of("exif.Orientation"), kept.keySet().stream().filter(k -> k.contains(".")).toList());
        assertEquals("6", kept.get("orientation"));
    }

    @Test
    void prompts_and_workflows_go_and_come_with_the_policy() throws IOException {
        Path out = folder.resolve("p.png");
        var removed = IMAGES.rewrite(file("text.png"), out, MetadataPolicy.PRESERVE_TECHNICAL).removed();
        assertTrue(removed.keySet().containsAll(List.of("text.parameters", "text.prompt", "text.workflow")));
        assertEquals("300", IMAGES.metadata(out).get("dpi"));
        IMAGES.rewrite(file("text.png"), out, MetadataPolicy.PRESERVE_ALL);
        assertArrayEquals(Files.readAllBytes(file("text.png")), Files.readAllBytes(out));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear.jpg", "linear.png", "linear.tif", "linear.webp"})
    void a_profile_that_colours_need_stays_and_is_named(String name) throws IOException {
        Path out = folder.resolve(name);
        Rewritten rewritten = IMAGES.rewrite(file(name), out, MetadataPolicy.STRIP_ALL);
        assertTrue(rewritten.neededProfile().isPresent());
        assertEquals(0, Fixtures.difference(IMAGES.read(file(name)), IMAGES.read(out)));
    }

    @Test
    void a_profile_that_says_srgb_goes() throws IOException {
        Path file = folder.resolve("srgb.jpg");
        Beside beside = Beside.NOTHING
                .withProfile(Optional.of(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
        IMAGES.write(IMAGES.read(file("scene.png")), file, Encoding.jpeg(90), beside, Blocks.GO_ON);
        assertTrue(IMAGES.metadata(file).containsKey("icc"));
        Rewritten rewritten = IMAGES.rewrite(file, folder.resolve("out.jpg"), MetadataPolicy.STRIP_ALL);
        assertTrue(rewritten.removed().containsKey("icc"));
        assertEquals(Optional.empty(), rewritten.neededProfile());
    }

    /** What ExifTool wrote into a JPEG, in every format that can be written: the picture is upright by then, and the blocks say so. */
    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp", "avif"})
    void pixels_that_are_made_anew_carry_the_blocks_along(String extension) throws IOException {
        Picture picture = IMAGES.read(file("told.jpg"));
        ImageFormat format = List.of(ImageFormat.values()).stream().filter(f -> f.extension().equals(extension))
                .findFirst().orElseThrow();
        Path out = folder.resolve("c." + extension);
        Beside beside = IMAGES.beside(file("told.jpg")).upright(picture.width(), picture.height());
        IMAGES.write(picture, out, new Encoding(format, 90, false), beside, Blocks.GO_ON);
        Map<String, String> found = IMAGES.metadata(out);
        assertEquals("SER-123", found.get("exif.BodySerialNumber"));
        assertEquals("1", found.get("orientation"));
        assertTrue(text(out).contains("tiff:Orientation>1<"), "XMP is not stale either");
        assertEquals(picture.width() + "x" + picture.height(),
                IMAGES.header(out).width() + "x" + IMAGES.header(out).height());
        assertTrue(Fixtures.psnr(picture, IMAGES.read(out)) > 25);
    }

    @Test
    void what_lies_behind_the_end_of_a_jpeg_goes() throws IOException {
        byte[] jpeg = Files.readAllBytes(file("told.jpg"));
        byte[] more = Arrays.copyOf(jpeg, jpeg.length + 20);
        System.arraycopy("a secret appendix".getBytes(StandardCharsets.US_ASCII), 0, more, jpeg.length, 17);
        Path out = folder.resolve("o.jpg");
        IMAGES.rewrite(Files.write(folder.resolve("more.jpg"), more), out, MetadataPolicy.STRIP_ALL);
        assertFalse(text(out).contains("appendix"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"told.jpg", "told.png", "told.webp", "told.gif"})
    void half_a_file_is_refused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(file(name));
        Path half = Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length / 2));
        var e = refusal(() -> IMAGES.rewrite(half, folder.resolve("out"), MetadataPolicy.STRIP_ALL));
        assertEquals("image.broken", e.code());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
