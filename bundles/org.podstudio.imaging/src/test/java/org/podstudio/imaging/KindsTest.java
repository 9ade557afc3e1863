package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;
import static org.podstudio.imaging.Fixtures.near;
import static org.podstudio.imaging.Fixtures.refusal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;

/** The kinds within the formats, against the same pictures in others' PNG. */
class KindsTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void an_avif_is_as_libavif_shows_it() throws IOException {
        assertEquals(new ImageHeader(ImageFormat.AVIF, 61, 47, false), IMAGES.header(file("plain.avif")));
        double psnr = Fixtures.psnr(IMAGES.read(file("plain-avif.png")), IMAGES.read(file("plain.avif")));
        assertTrue(psnr > 45, "psnr " + psnr);
    }

    @Test
    void an_avif_has_alpha() throws IOException {
        assertTrue(IMAGES.header(file("alpha.avif")).alpha());
        Picture expected = IMAGES.read(file("alpha-avif.png"));
        assertTrue(Fixtures.difference(expected, IMAGES.read(file("alpha.avif"))) < 3);
    }

    /** Red lies first in the file: where it comes to is how the picture was turned. */
    @ParameterizedTest
    @CsvSource({"turned-6.avif,turned-6.jpg", "turned-7.avif,turned-7.jpg"})
    void an_avif_says_in_boxes_how_it_is_held(String avif, String jpeg) throws IOException {
        Picture picture = IMAGES.read(file(avif));
        assertEquals(32, IMAGES.header(file(avif)).width());
        assertTrue(Fixtures.psnr(IMAGES.read(file(jpeg)), picture) > 25);
    }

    @Test
    void half_an_avif_is_broken_and_another_codec_is_named() throws IOException {
        byte[] whole = Files.readAllBytes(file("plain.avif"));
        Path half = Files.write(folder.resolve("half.avif"), Arrays.copyOf(whole, whole.length * 3 / 4));
        assertEquals("image.broken", refusal(() -> IMAGES.read(half)).code());
        String text = new String(whole, StandardCharsets.ISO_8859_1).replace("av01Color", "hvc1Color")
                .replaceFirst("av01", "hvc1");
        Path other = Files.write(folder.resolve("other.avif"), text.getBytes(StandardCharsets.ISO_8859_1));
        var e = refusal(() -> IMAGES.read(other));
        assertEquals("image.unread-kind", e.code());
        assertTrue(e.message().contains("hvc1"), e.message());
    }

    @ParameterizedTest
    @CsvSource({"rle8.bmp,scene-16-colours.png", "rle4.bmp,scene-16-colours.png",
            "alpha-top-down.bmp,scene-alpha.png", "scene-transparent.gif,scene-transparent.png"})
    void every_pixel_is_as_in_the_png(String name, String png) throws IOException {
        assertEquals(0, Fixtures.difference(IMAGES.read(file(png)), IMAGES.read(file(name))));
        assertEquals(IMAGES.header(file(png)).alpha(), IMAGES.header(file(name)).alpha());
    }

    @Test
    void a_bitmap_of_sixteen_bits() throws IOException {
        assertTrue(Fixtures.difference(IMAGES.read(file("scene.png")), IMAGES.read(file("five-six-five.bmp"))) < 8);
    }

    @Test
    void the_first_frame_of_a_gif_lies_on_its_canvas() throws IOException {
        assertEquals(new ImageHeader(ImageFormat.GIF, 40, 20, true), IMAGES.header(file("part.gif")));
        Picture picture = IMAGES.read(file("part.gif"));
        near(0xFF8040C8, picture.argb()[3 * 40 + 5], 4);
        assertEquals(0, picture.argb()[3 * 40 + 4] >>> 24);
        assertEquals(0, picture.argb()[19 * 40 + 36] >>> 24);
    }

    @Test
    void the_first_frame_of_an_animated_webp() throws IOException {
        Picture part = IMAGES.read(file("scene-alpha.png")).part(10, 8, 40, 32);
        Picture picture = IMAGES.read(file("animated.webp"));
        for (int i = 0; i < part.argb().length; i++) {
            if (part.argb()[i] >>> 24 > 0) {
                assertEquals(part.argb()[i], picture.argb()[i]);
            }
        }
    }

    /** TIFF of inks, of greys with a profile, of colours multiplied by alpha, in tiles, of floating point, of two pages. */
    @ParameterizedTest
    @CsvSource({"grey-linear.tif,FFBCBCBC,1", "associated.tif,64804180,3", "tiled.tif,FF8040C8,0",
            "two-pages.tif,FF8040C8,0", "sixteen.tif,FF9C9C9C,0"})
    void kinds_of_tiff(String name, String argb, int tolerance) throws IOException {
        near(Integer.parseUnsignedInt(argb, 16), IMAGES.read(file(name)).argb()[40], tolerance);
    }

    /** Display P3 and BT.2020 of 180, 100, 60 in sRGB, computed from the standards' matrices. */
    @ParameterizedTest
    @CsvSource({"12,13,C15F31", "9,13,D75330", "1,8,DBA885"})
    void wide_gamuts_and_other_curves_become_srgb(int primaries, int transfer, String rgb) throws IOException {
        Path png = folder.resolve("p.png");
        byte[] plain = flat(png);
        byte[] points = {(byte) primaries, (byte) transfer, 0, 1};
        Files.write(png, Fixtures.withChunks(plain, "cICP", List.of(points)));
        near(0xFF000000 | Integer.parseInt(rgb, 16), IMAGES.read(png).argb()[9], 2);
        near(0xFF000000 | Integer.parseInt(rgb, 16), IMAGES.readDeep(png, Blocks.GO_ON).rounded().argb()[9], 1);
    }

    /** The same colours said in older numbers: primaries of the standards, or an exponent alone; what cannot be meant counts for nothing. */
    @ParameterizedTest
    @CsvSource({"45455,31270 32900 68000 32000 26500 69000 15000 6000,C15F31",
            "45455,31270 32900 70800 29200 17000 79700 13100 4600,D75330",
            "0,31270 32900 68000 32000 26500 69000 15000 6000,C15F31", "100000,,DBA885", "55556,,C1774D",
            "45455,,B4643C", "45000,31270 32900 64000 33000 30000 60000 15000 6000,B4643C", "0,0 0 0 0 0 0 0 0,B4643C",
            "-1,30000 30000 30000 30000 30000 30000 30000 30000,B4643C"})
    void numbers_of_older_pngs_become_srgb(int gamma, @Nullable String places, String rgb) throws IOException {
        Path png = folder.resolve("numbers.png");
        byte[] plain = flat(png);
        // without the chunk that says sRGB
        byte[] bare = new byte[plain.length - 13];
        System.arraycopy(plain, 0, bare, 0, 33);
        System.arraycopy(plain, 46, bare, 33, bare.length - 33);
        int expected = 0xFF000000 | Integer.parseInt(rgb, 16);
        Files.write(png, numbered(bare, gamma, places));
        near(expected, IMAGES.read(png).argb()[9], 2);
        near(expected, IMAGES.readDeep(png, Blocks.GO_ON).rounded().argb()[9], 1);
        Files.write(png, numbered(plain, gamma, places));
        near(0xFFB4643C, IMAGES.read(png).argb()[9], 0);
    }

    private byte[] flat(Path png) throws IOException {
        Picture flat = new Picture(8, 8, false);
        Arrays.fill(flat.argb(), 0xFFB4643C);
        IMAGES.write(flat, png, Encoding.PNG);
        return Files.readAllBytes(png);
    }

    private static byte[] numbered(byte[] png, int gamma, @Nullable String places) throws IOException {
        byte[] with = Fixtures.withChunks(png, "gAMA", List.of(ByteBuffer.allocate(4).putInt(gamma).array()));
        if (places == null) {
            return with;
        }
        ByteBuffer points = ByteBuffer.allocate(32);
        for (String place : places.split(" ")) {
            points.putInt(Integer.parseInt(place));
        }
        return Fixtures.withChunks(with, "cHRM", List.of(points.array()));
    }

    /** A table of four inks; what is compared with is Little CMS in Pillow, relative colorimetric. Edges of a JPEG ring a little. */
    @ParameterizedTest
    @CsvSource({"inks.tif,1", "inks.jpg,4"})
    void inks_with_a_profile_are_what_little_cms_says(String name, int tolerance) throws IOException {
        int difference = Fixtures.difference(IMAGES.read(file("inks.png")), IMAGES.read(file(name)));
        assertTrue(difference <= tolerance, "it differs by " + difference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sixteen.png", "sixteen.tif"})
    void sixteen_bits_stay_sixteen_for_who_asks(String name) throws IOException {
        DeepPicture deep = IMAGES.readDeep(file(name), Blocks.GO_ON);
        assertEquals(40_000, deep.samples()[0] & 0xFFFF);
        assertEquals(0xFF9C9C9C, deep.rounded().argb()[0]);
    }

    @Test
    void eight_bits_in_sixteen_are_the_same_eight() throws IOException {
        Picture picture = IMAGES.read(file("scene-alpha.png"));
        Picture back = IMAGES.readDeep(file("scene-alpha.png"), Blocks.GO_ON).rounded();
        assertArrayEquals(picture.argb(), back.argb());
        assertTrue(back.alpha());
    }

    @Test
    void deep_pictures_are_turned_too() throws IOException {
        Picture turned = IMAGES.readDeep(file("turned-6.png"), Blocks.GO_ON).rounded();
        assertEquals(0, Fixtures.difference(IMAGES.read(file("turned-6.png")), turned));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear.jpg", "linear.png", "linear.tif", "linear.webp"})
    void a_profile_can_be_kept_and_written_again(String name) throws IOException {
        Profiled profiled = IMAGES.readWithProfile(file(name), Blocks.GO_ON);
        near(0xFF8040C8, profiled.picture().argb()[40], 3);
        for (ImageFormat format : List.of(ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.AVIF)) {
            Path out = folder.resolve("kept." + format.extension());
            IMAGES.write(profiled.picture(), out, new Encoding(format, 95, true),
                    Beside.NOTHING.withProfile(profiled.profile()), Blocks.GO_ON);
            near(0xFFBC89E5, IMAGES.read(out).argb()[40], 3);
        }
        assertEquals(Optional.empty(), IMAGES.readWithProfile(file("plain.jpg"), Blocks.GO_ON).profile());
    }
}
