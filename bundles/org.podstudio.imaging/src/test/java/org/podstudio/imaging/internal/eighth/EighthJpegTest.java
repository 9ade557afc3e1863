package org.podstudio.imaging.internal.eighth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.imaging.internal.eighth.EighthJpeg.Plane;

/** The files were made by libjpeg-turbo of a real photograph, and so was what they are compared with (see eighth/fixtures.sh). */
class EighthJpegTest {

    private static final Path FILES = Path.of("src", "test", "resources", "eighth");

    @ParameterizedTest
    @ValueSource(strings = {"420", "422", "440", "444", "grey", "progressive", "progressive444", "restart", "restarts",
            "optimised"})
    void luminance_is_that_of_libjpeg_at_one_eighth(String name) throws IOException {
        Pnm expected = Pnm.of(FILES.resolve(name + ".pgm"));
        EighthJpeg jpeg = read(bytes(name)).orElseThrow();
        assertEquals("403x267", jpeg.width() + "x" + jpeg.height());
        assertArrayEquals(expected.samples, visible(jpeg.plane(0, 1), expected.width, expected.height));
    }

    @Test
    void colours_are_those_of_libjpeg_when_they_are_not_subsampled() throws IOException {
        Pnm expected = Pnm.of(FILES.resolve("444.ppm"));
        EighthJpeg jpeg = read(bytes("444")).orElseThrow();
        byte[] y = visible(jpeg.plane(0, 1), expected.width, expected.height);
        byte[] cb = visible(jpeg.plane(1, 1), expected.width, expected.height);
        byte[] cr = visible(jpeg.plane(2, 1), expected.width, expected.height);
        for (int i = 0; i < y.length; i++) {
            double red = (y[i] & 255) + 1.402 * ((cr[i] & 255) - 128);
            double blue = (y[i] & 255) + 1.772 * ((cb[i] & 255) - 128);
            assertEquals(Math.clamp(red, 0, 255), expected.samples[3 * i] & 255, 0.51);
            assertEquals(Math.clamp(blue, 0, 255), expected.samples[3 * i + 2] & 255, 0.51);
        }
    }

    /** A mean of pixels is no mean of blocks, but near to it where pixels are near to each other. */
    @ParameterizedTest
    @ValueSource(strings = {"420", "422", "440", "444", "grey", "restart", "optimised"})
    void in_more_eighths_means_of_pixels_are_those_of_blocks(String name) throws IOException {
        Plane eighth = read(bytes(name)).orElseThrow().plane(0, 1);
        for (int side = 2; side <= 8; side++) {
            Plane plane = read(bytes(name), side).plane(0, side);
            assertEquals(403 * side / 8.0, plane.width());
            assertEquals(eighth.stride() * side, plane.stride());
            for (int at = 0; at < eighth.samples().length; at++) {
                int sum = 0;
                int first = at / eighth.stride() * side * plane.stride() + at % eighth.stride() * side;
                for (int i = 0; i < side * side; i++) {
                    sum += plane.samples()[first + i / side * plane.stride() + i % side] & 255;
                }
                // light and dark pixels are cut at 0 and 255, means are not
                assertEquals(eighth.samples()[at] & 255, (double) sum / (side * side), 12, name + " " + at);
            }
        }
    }

    /** A level more or less is the other's arithmetic in whole numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"grey", "420", "422", "440", "444", "restart", "optimised"})
    void in_eight_eighths_luminance_is_that_of_another_decoder(String name) throws IOException {
        var other = ImageIO.read(FILES.resolve(name + ".jpg").toFile());
        boolean grey = other.getRaster().getNumBands() == 1;
        Plane plane = read(bytes(name), 8).plane(0, 8);
        double off = 0;
        for (int y = 0; y < 267; y++) {
            for (int x = 0; x < 403; x++) {
                int[] pixel = other.getRaster().getPixel(x, y, new int[4]);
                double light = grey ? pixel[0] : 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
                double difference = Math.abs(light - (plane.samples()[y * plane.stride() + x] & 255));
                assertTrue(!grey || difference <= 1, () -> name + " is off by " + difference);
                off += difference;
            }
        }
        // of colours, red, green and blue are cut at 0 and 255
        assertTrue(off / (403 * 267) < 0.5, name + " is off by " + off / (403 * 267));
    }

    /** Of a result it must not depend what is made beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"420", "444", "grey", "restart"})
    void several_sizes_of_one_reading_are_those_of_one_reading_each(String name) throws IOException {
        EighthJpeg all = read(bytes(name), 1, 2, 3, 5, 8);
        for (int side : new int[]{1, 2, 3, 5, 8}) {
            for (int colour = 0; colour < all.colours(); colour++) {
                assertArrayEquals(read(bytes(name), side).plane(colour, side).samples(),
                        all.plane(colour, side).samples(), name + " in " + side + " eighths");
            }
        }
    }

    @Test
    void of_a_progressive_picture_all_but_one_eighth_is_left_to_others() throws IOException {
        byte[] bytes = bytes("progressive");
        assertTrue(EighthJpeg.read(new ByteArrayInputStream(bytes), (width, height) -> Set.of(4)).isEmpty());
        EighthJpeg jpeg = read(bytes, 1, 4);
        assertEquals(Set.of(1), jpeg.sides());
        assertArrayEquals(read(bytes, 1).plane(0, 1).samples(), jpeg.plane(0, 1).samples());
    }

    @Test
    void subsampled_colours_have_fewer_samples_for_the_same_extent() throws IOException {
        EighthJpeg jpeg = read(bytes("422")).orElseThrow();
        assertEquals(403 / 8.0, jpeg.plane(0, 1).width());
        assertEquals(403 / 16.0, jpeg.plane(1, 1).width());
        assertEquals(267 / 8.0, jpeg.plane(1, 1).height());
    }

    @Test
    void a_size_of_which_nothing_is_wanted_is_left_to_others() throws IOException {
        byte[] bytes = bytes("420");
        assertTrue(EighthJpeg.read(new ByteArrayInputStream(bytes), (width, height) -> {
            assertEquals("403x267", width + "x" + height);
            return Set.of();
        }).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC3, 0xC5, 0xC9, 0xCA})
    void other_ways_of_coding_are_left_to_others(int marker) throws IOException {
        byte[] bytes = bytes("420");
        bytes[frame(bytes)] = (byte) marker;
        assertTrue(read(bytes).isEmpty());
    }

    @Test
    void colours_that_are_red_green_and_blue_are_left_to_others() throws IOException {
        byte[] bytes = bytes("444");
        byte[] adobe = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0,
                0, 0, 0, 0};
        // the segment takes the place of JFIF's, which would settle it
        byte[] all = Arrays.copyOf(adobe, adobe.length + bytes.length - 20);
        System.arraycopy(bytes, 20, all, adobe.length, bytes.length - 20);
        assertTrue(read(all).isEmpty());
        all[17] = 1;
        assertTrue(read(all).isPresent());
    }

    @Test
    void a_profile_in_two_parts_is_joined_and_the_orientation_is_found() throws IOException {
        byte[] bytes = bytes("420");
        byte[] second = segment(0xE2, "ICC_PROFILE\0\2\2world".getBytes(StandardCharsets.ISO_8859_1));
        byte[] first = segment(0xE2, "ICC_PROFILE\0\1\2hello ".getBytes(StandardCharsets.ISO_8859_1));
        byte[] exif = segment(0xE1,
                "Exif\0\0II*\0\10\0\0\0\1\0\22\1\3\0\1\0\0\0\6\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        EighthJpeg jpeg = read(withSegments(bytes, exif, second, first)).orElseThrow();
        assertEquals("hello world", new String(jpeg.profile().orElseThrow(), StandardCharsets.ISO_8859_1));
        assertEquals(6, jpeg.orientation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"420", "progressive", "restart", "grey"})
    void a_file_that_is_cut_off_is_refused(String name) throws IOException {
        byte[] bytes = bytes(name);
        for (int length = 0; length < bytes.length / 3; length += 97) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(DamagedJpegException.class, () -> read(cut), name + " of " + length + " bytes");
            if (!name.equals("progressive")) {
                assertThrows(DamagedJpegException.class, () -> read(cut, 5), name + " of " + length + " bytes");
            }
        }
    }

    /** It would be grey all over. */
    @ParameterizedTest
    @ValueSource(strings = {"420", "grey", "progressive"})
    void a_file_without_its_divisors_is_refused(String name) throws IOException {
        byte[] bytes = bytes(name);
        bytes[marker(bytes, 0xDB, 0)] = (byte) 0xEF;
        assertThrows(DamagedJpegException.class, () -> read(bytes));
        if (!name.equals("progressive")) {
            assertThrows(DamagedJpegException.class, () -> read(bytes, 5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"420", "444", "grey", "progressive", "restart", "restarts"})
    void whatever_is_changed_in_a_file_it_ends_soon_and_knows_no_other_exception(String name) throws IOException {
        byte[] bytes = bytes(name);
        int head = frame(bytes) + 700;
        Random random = new Random(name.hashCode());
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int round = 0; round < 1500; round++) {
                byte[] changed = bytes.clone();
                for (int i = random.nextInt(1, 6); i > 0; i--) {
                    int at = random.nextInt(random.nextBoolean() ? head : bytes.length);
                    changed[at] = (byte) (random.nextInt(4) == 0 ? 0xFF : random.nextInt());
                }
                survive(random.nextInt(5) == 0 ? Arrays.copyOf(changed, random.nextInt(bytes.length)) : changed);
            }
        });
    }

    @Test
    void many_scans_of_nothing_do_not_take_long() throws IOException {
        byte[] bytes = bytes("progressive");
        byte[] head = Arrays.copyOf(bytes, bytes.length);
        int scan = marker(bytes, 0xDA, 0);
        byte[] many = Arrays.copyOf(head, scan - 1 + 40_000 * 10);
        byte[] again = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0};
        for (int i = 0; i < 40_000; i++) {
            System.arraycopy(again, 0, many, scan - 1 + i * 10, 10);
        }
        assertTimeoutPreemptively(Duration.ofSeconds(10),
                () -> assertThrows(DamagedJpegException.class, () -> read(many)));
    }

    private static void survive(byte[] bytes) throws IOException {
        try {
            // a larger size than that of the file is refused as damage or for its pixels, before much is allocated
            int side = (bytes[bytes.length / 2] & 255) % 8 + 1;
            EighthJpeg
                    .read(new ByteArrayInputStream(bytes),
                            (width, height) -> (long) width * height > 1_000_000
                                    ? Set.of()
                                    : new HashSet<>(List.of(side, side / 2 + 1)))
                    .ifPresent(jpeg -> assertTrue(jpeg.plane(0, side).samples().length > 0));
        } catch (DamagedJpegException e) {
            assertTrue(e.getMessage().length() > 10);
        }
    }

    private static Optional<EighthJpeg> read(byte[] bytes) throws IOException {
        return EighthJpeg.read(new ByteArrayInputStream(bytes), (width, height) -> Set.of(1));
    }

    private static EighthJpeg read(byte[] bytes, Integer... sides) throws IOException {
        return EighthJpeg.read(new ByteArrayInputStream(bytes), (width, height) -> Set.of(sides)).orElseThrow();
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(FILES.resolve(name + ".jpg"));
    }

    private static byte[] visible(Plane plane, int width, int height) {
        byte[] visible = new byte[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(plane.samples(), y * plane.stride(), visible, y * width, width);
        }
        return visible;
    }

    /** Where the code of the frame's marker is. */
    private static int frame(byte[] bytes) {
        int baseline = marker(bytes, 0xC0, 0);
        return baseline > 0 ? baseline : marker(bytes, 0xC2, 0);
    }

    /** Follows the segments; 0 when there is none before the data. */
    private static int marker(byte[] bytes, int code, int otherwise) {
        for (int at = 2; at + 4 < bytes.length && bytes[at] == -1;) {
            if ((bytes[at + 1] & 255) == code) {
                return at + 1;
            }
            at += 2 + ((bytes[at + 2] & 255) << 8 | bytes[at + 3] & 255);
        }
        return otherwise;
    }

    private static byte[] segment(int marker, byte[] content) {
        byte[] segment = new byte[content.length + 4];
        segment[0] = -1;
        segment[1] = (byte) marker;
        segment[2] = (byte) (content.length + 2 >> 8);
        segment[3] = (byte) (content.length + 2);
        System.arraycopy(content, 0, segment, 4, content.length);
        return segment;
    }

    private static byte[] withSegments(byte[] jpeg, byte[]... segments) {
        byte[] all = Arrays.copyOf(jpeg, 2);
        for (byte[] segment : segments) {
            int end = all.length;
            all = Arrays.copyOf(all, end + segment.length);
            System.arraycopy(segment, 0, all, end, segment.length);
        }
        int end = all.length;
        all = Arrays.copyOf(all, end + jpeg.length - 2);
        System.arraycopy(jpeg, 2, all, end, jpeg.length - 2);
        return all;
    }

    /** A PGM or PPM as djpeg writes them. */
    private record Pnm(int width, int height, byte[] samples) {

        static Pnm of(Path file) throws IOException {
            byte[] all = Files.readAllBytes(file);
            String[] words = new String(all, 0, 20, StandardCharsets.ISO_8859_1).split("\\s+");
            int width = Integer.parseInt(words[1]);
            int height = Integer.parseInt(words[2]);
            int samples = width * height * (words[0].equals("P6") ? 3 : 1);
            return new Pnm(width, height, Arrays.copyOfRange(all, all.length - samples, all.length));
        }
    }
}
