package org.podstudio.imaging;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;
import static org.podstudio.imaging.Fixtures.near;
import static org.podstudio.imaging.Fixtures.refusal;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.CanceledException;
import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

class ReadingTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"plain.jpg,JPEG", "progressive.jpg,JPEG", "plain.gif,GIF", "plain.bmp,BMP", "lzw.tif,TIFF",
            "palette.png,PNG", "lossy.webp,WEBP"})
    void every_format_gives_its_pixels(String name, ImageFormat format) throws IOException {
        assertEquals(Optional.of(format), IMAGES.sniff(file(name)));
        assertEquals(new ImageHeader(format, 32, 16, false), IMAGES.header(file(name)));
        Picture picture = IMAGES.read(file(name));
        assertEquals("32x16", picture.width() + "x" + picture.height());
        assertFalse(picture.alpha());
        near(0xFF8040C8, picture.argb()[100], 4);
    }

    /** All pixels may be there, but who can tell. */
    @ParameterizedTest
    @ValueSource(ints = {10, 12, 100})
    void a_png_without_its_end_is_damaged(int missing) throws IOException {
        byte[] whole = Files.readAllBytes(file("scene.png"));
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length - missing));
        assertTrue(IMAGES.complete(file("scene.png")));
        assertFalse(IMAGES.complete(cut));
        var refused = refusal(() -> IMAGES.read(cut));
        assertEquals("image.broken", refused.code());
        assertTrue(refused.message().startsWith("cut.png is damaged or cut off"), refused.message());
        assertEquals("image.broken", refusal(() -> IMAGES.readDeep(cut, Blocks.GO_ON)).code());
        assertEquals("image.broken", refusal(() -> IMAGES.thumbnail(cut, folder.resolve("small.jpg"), 64)).code());
    }

    /** A download that reserved its room and broke off. */
    @Test
    void what_fills_a_png_up_is_not_its_end() throws IOException {
        byte[] whole = Files.readAllBytes(file("scene.png"));
        Arrays.fill(whole, whole.length - 12, whole.length, (byte) 0xFF);
        assertFalse(IMAGES.complete(Files.write(folder.resolve("filled.png"), whole)));
    }

    @Test
    void the_end_of_a_png_is_looked_for_behind_more_text_than_is_kept() throws IOException {
        byte[] text = new byte[33 << 10];
        text[0] = 'a';
        byte[] whole = Fixtures.withChunks(Files.readAllBytes(file("scene.png")), "tEXt",
                Collections.nCopies(1 << 10, text));
        assertTrue(IMAGES.complete(Files.write(folder.resolve("told.png"), whole)));
        assertFalse(IMAGES.complete(Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length - 12))));
    }

    @Test
    void the_name_does_not_count() throws IOException {
        Path odd = Files.copy(file("plain.jpg"), folder.resolve("-ü 'x'.txt"));
        assertEquals(ImageFormat.JPEG, IMAGES.header(odd).format());
        near(0xFF8040C8, IMAGES.read(odd).argb()[0], 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear.jpg", "linear.png", "linear.tif", "linear.webp"})
    void a_profile_is_applied(String name) throws IOException {
        // linear light 128, 64, 200 is 188, 137, 229 in sRGB
        near(0xFFBC89E5, IMAGES.read(file(name)).argb()[50], 2);
    }

    @Test
    void a_grey_profile_is_not_for_colours() throws IOException {
        near(0xFF8040C8, profiled(false, ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData()), 0);
        near(0xFFBCBCBC, profiled(true, ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData()), 1);
    }

    @Test
    void a_profile_that_only_calls_itself_srgb_is_applied() throws IOException {
        ICC_Profile linear = ICC_Profile.getInstance(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        ByteBuffer tag = ByteBuffer.allocate(120)
                .put("desc\0\0\0\0\0\0\0\21sRGB-elle-V2-g10".getBytes(StandardCharsets.ISO_8859_1));
        linear.setData(ICC_Profile.icSigProfileDescriptionTag, tag.array());
        assertEquals("sRGB-elle-V2-g10", Profile.of(linear).description());
        near(0xFFBC89E5, profiled(false, linear.getData()), 2);
        near(0xFF8040C8, profiled(false, ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()), 0);
    }

    /** A pixel of a PNG with an embedded profile. */
    private int profiled(boolean grey, byte[] profile) throws IOException {
        Picture flat = new Picture(8, 8, false);
        Arrays.fill(flat.argb(), grey ? 0xFF808080 : 0xFF8040C8);
        Path file = folder.resolve("profiled.png");
        IMAGES.write(flat, file, Encoding.PNG);
        Files.write(file,
                Fixtures.withChunks(Files.readAllBytes(file), "iCCP", List.of(Fixtures.packed("p", profile))));
        return IMAGES.read(file).argb()[9];
    }

    @ParameterizedTest
    @EnumSource(value = ImageFormat.class, names = {"JPEG", "PNG", "WEBP"})
    void reading_and_writing_can_be_stopped_half_way(ImageFormat format) throws IOException {
        Picture large = Resizer.resize(IMAGES.read(file("scene.png")), 4000, 3000, Filter.BILINEAR);
        Encoding encoding = new Encoding(format, 80, false);
        Path file = folder.resolve("large");
        assertThrows(CanceledException.class, () -> IMAGES.write(large, file, encoding, after(2)));
        assertFalse(Files.exists(file), "nothing half is left");
        IMAGES.write(large, file, encoding);
        assertThrows(CanceledException.class, () -> IMAGES.read(file, after(2)));
        assertEquals(4000, IMAGES.read(file, after(Integer.MAX_VALUE)).width());
    }

    @Test
    void native_work_that_nothing_can_stop_is_left_behind() {
        CountDownLatch end = new CountDownLatch(1);
        assertThrows(CanceledException.class,
                () -> Unhurried.call(100_000_000, after(3), () -> assertDoesNotThrow(() -> end.await(1, MINUTES))));
        assertEquals(1, end.getCount());
        end.countDown();
        assertThrows(OutOfMemoryError.class, () -> Unhurried.call(100_000_000, Blocks.GO_ON, () -> {
            throw new OutOfMemoryError("its own");
        }));
    }

    /** Cancels when asked for the given time. */
    private static Runnable after(int times) {
        AtomicInteger asked = new AtomicInteger();
        return () -> {
            if (asked.incrementAndGet() >= times) {
                throw new CanceledException();
            }
        };
    }

    @Test
    void a_small_picture_before_much_else_is_not_read_whole() throws IOException {
        Path padded = folder.resolve("padded.jpg");
        byte[] jpeg = Files.readAllBytes(file("plain.jpg"));
        byte[] whole = Arrays.copyOf(jpeg, 40 << 20);
        whole[whole.length - 2] = (byte) 0xFF;
        whole[whole.length - 1] = (byte) 0xD9;
        near(0xFF8040C8, IMAGES.read(Files.write(padded, whole)).argb()[0], 4);
    }

    @ParameterizedTest
    @CsvSource({"grey.jpg,808080", "grey.png,808080", "grey-linear.jpg,BCBCBC", "grey-linear.png,BCBCBC"})
    void grey_stays_as_grey_as_it_is_unless_its_profile_says_otherwise(String name, String rgb) throws IOException {
        near(0xFF000000 | Integer.parseInt(rgb, 16), IMAGES.read(file(name)).argb()[50], 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmyk.jpg", "cmyk.tif"})
    void four_inks_become_three_lights(String name) throws IOException {
        near(0xFF8040C8, IMAGES.read(file(name)).argb()[50], 6);
    }

    @ParameterizedTest
    @CsvSource({"sixteen.png,FF9C9C9C", "grey-alpha.png,64808080", "alpha.webp,648040C8", "colour-key.png,008040C8"})
    void depth_and_alpha_are_kept(String name, String argb) throws IOException {
        assertEquals(argb, Integer.toHexString(IMAGES.read(file(name)).argb()[7] | 0).toUpperCase(java.util.Locale.ROOT)
                .transform(s -> "0".repeat(8 - s.length()) + s));
    }

    @ParameterizedTest
    @CsvSource({"grey-alpha.png,true", "alpha.webp,true", "colour-key.png,true", "sixteen.png,false",
            "bilevel.png,false"})
    void the_header_tells_alpha(String name, boolean alpha) throws IOException {
        assertEquals(alpha, IMAGES.header(file(name)).alpha());
        assertEquals(alpha, IMAGES.read(file(name)).alpha());
    }

    @Test
    void an_interlaced_png_is_the_same_picture() throws IOException {
        assertEquals(0, Fixtures.difference(IMAGES.read(file("scene-alpha.png")), IMAGES.read(file("interlaced.png"))));
    }

    /** Corners from the top left clockwise: R red, G green, B blue, W white. */
    @ParameterizedTest
    @CsvSource({"1,RGWB", "2,GRBW", "3,WBRG", "4,BWGR", "5,RBWG", "6,BRGW", "7,WGRB", "8,GWBR"})
    void pictures_come_the_right_way_up(int orientation, String corners) throws IOException {
        Path file = file("turned-" + orientation + ".jpg");
        Picture picture = IMAGES.read(file);
        boolean upright = orientation > 4;
        assertEquals(upright ? "32x64" : "64x32", picture.width() + "x" + picture.height());
        assertEquals(upright ? 32 : 64, IMAGES.header(file).width());
        assertEquals(corners, corners(picture));
    }

    @ParameterizedTest
    @ValueSource(strings = {"turned-6.png", "turned-6.webp", "turned-6.tif", "big-turned-6.tif"})
    void other_formats_say_how_they_are_held_too(String name) throws IOException {
        assertEquals("BRGW", corners(IMAGES.read(file(name))));
        assertEquals(64, IMAGES.header(file(name)).height());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"scene.png", "plain.jpg", "progressive.jpg", "lossy.webp", "lzw.tif", "plain.bmp", "plain.gif"})
    void half_a_file_is_broken(String name) throws IOException {
        byte[] whole = Files.readAllBytes(file(name));
        Path half = folder.resolve(name);
        // the second half of these small JPEGs is all pixels; headers fill most of the others
        int keep = name.endsWith("jpg") ? whole.length - 20 : whole.length - Math.max(24, whole.length / 4);
        Files.write(half, Arrays.copyOf(whole, keep));
        var e = refusal(() -> IMAGES.read(half));
        assertEquals("image.broken", e.code(), e.message());
        assertTrue(e.message().contains(name), e.message());
    }

    @Test
    void an_empty_file_and_a_text_are_refused_with_a_sentence() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jpg"));
        assertEquals("image.broken", refusal(() -> IMAGES.read(empty)).code());
        Path text = Files.writeString(folder.resolve("text.jpg"),
                "BM is not always a bitmap, and this is no JPEG at all.");
        var e = refusal(() -> IMAGES.read(text));
        assertEquals("image.unknown-format", e.code());
        assertTrue(e.message().contains("text.jpg"));
    }

    @Test
    void a_bomb_is_refused_by_its_header() throws IOException {
        Path bomb = folder.resolve("bomb.png");
        Files.write(bomb, png(30_000, 30_000));
        var e = refusal(() -> IMAGES.read(bomb));
        assertEquals("image.too-large", e.code());
        assertTrue(e.message().contains("30000 x 30000"), e.message());
        assertEquals("image.too-large", refusal(() -> IMAGES.thumbnail(bomb, folder.resolve("t.jpg"), 200)).code());
        assertEquals("image.too-large", refusal(() -> IMAGES.header(bomb)).code());
    }

    private static String corners(Picture p) {
        int[] at = {5 * p.width() + 5, 5 * p.width() + p.width() - 6, (p.height() - 6) * p.width() + p.width() - 6,
                (p.height() - 6) * p.width() + 5};
        StringBuilder found = new StringBuilder();
        for (int i : at) {
            int rgb = p.argb()[i] & 0x808080;
            found.append(rgb == 0x808080 ? 'W' : rgb == 0x800000 ? 'R' : rgb == 0x8000 ? 'G' : rgb == 0x80 ? 'B' : '?');
        }
        return found.toString();
    }

    private static byte[] png(int width, int height) throws IOException {
        var header = new ByteArrayOutputStream();
        var out = new DataOutputStream(header);
        out.writeBytes("IHDR");
        out.writeInt(width);
        out.writeInt(height);
        out.write(new byte[]{8, 6, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        var file = new ByteArrayOutputStream();
        var png = new DataOutputStream(file);
        png.write(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});
        png.write(header.toByteArray());
        png.writeInt((int) crc.getValue());
        png.write(new byte[]{0, 0, 0, 0, 'I', 'D', 'A', 'T', 0x35, (byte) 0xaf, 6, 0x1e});
        return file.toByteArray();
    }
}
