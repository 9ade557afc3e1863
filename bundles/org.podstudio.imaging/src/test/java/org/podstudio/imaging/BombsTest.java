package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;
import static org.podstudio.imaging.Fixtures.refusal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

/** Small files whose headers say that they are 60000 x 60000 pixels; and large files of which little is wanted. */
class BombsTest {

    private static final int SIDE = 60_000;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {"plain.jpg", "scene.png", "plain.gif", "lzw.tif", "plain.bmp", "plain.avif", "animated.webp"})
    void a_size_beyond_all_is_refused_before_anything_is_allocated(String name) throws IOException {
        Path bomb = Files.write(folder.resolve(name), swollen(name, Files.readAllBytes(file(name))));
        var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        var e = refusal(() -> IMAGES.read(bomb));
        assertEquals("image.too-large", e.code(), e.message());
        assertTrue(e.message().contains("60000"), e.message());
        assertEquals("image.too-large", refusal(() -> IMAGES.header(bomb)).code());
        assertEquals("image.too-large", refusal(() -> IMAGES.readDeep(bomb, Blocks.GO_ON)).code());
        assertEquals("image.too-large", refusal(() -> IMAGES.readAtLeast(bomb, 10, 10, Blocks.GO_ON)).code());
        long bytes = memory.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 64 << 20, "allocated " + (bytes >> 20) + " MB");
    }

    /** The same file with another size in its header. */
    private static byte[] swollen(String name, byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        ByteBuffer little = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        switch (name.substring(name.indexOf('.') + 1)) {
            case "jpg" -> file.putShort(at(bytes, "\u00ff\u00c0") + 5, (short) SIDE)
                    .putShort(at(bytes, "\u00ff\u00c0") + 7, (short) SIDE);
            // the reader does not look at the check sum before the size
            case "png" -> file.putInt(16, SIDE).putInt(20, SIDE);
            case "gif" -> little.putShort(6, (short) SIDE).putShort(8, (short) SIDE);
            case "bmp" -> little.putInt(18, SIDE).putInt(22, SIDE);
            case "avif" -> file.putInt(at(bytes, "ispe") + 8, SIDE).putInt(at(bytes, "ispe") + 12, SIDE);
            case "webp" -> little.putInt(24, SIDE - 1).putInt(26, SIDE - 1 << 8 | bytes[26]);
            default -> {
                tag(little, 256);
                tag(little, 257);
            }
        }
        return bytes;
    }

    private static void tag(ByteBuffer tiff, int tag) {
        int at = tiff.getInt(4) + 2;
        while ((tiff.getShort(at) & 0xFFFF) != tag) {
            at += 12;
        }
        tiff.putShort(at + 2, (short) 4).putInt(at + 8, SIDE);
    }

    private static int at(byte[] bytes, String latin) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(latin);
    }

    @Test
    void a_header_that_contradicts_its_pixels_starts_no_decoder() throws IOException {
        byte[] avif = Files.readAllBytes(file("plain.avif"));
        ByteBuffer.wrap(avif).putInt(at(avif, "ispe") + 8, 62);
        Path odd = Files.write(folder.resolve("odd.avif"), avif);
        assertEquals("image.broken", refusal(() -> IMAGES.read(odd)).code());
    }

    @Test
    void what_is_wanted_small_is_decoded_small_and_never_too_small() throws IOException {
        Picture large = Resizer.resize(IMAGES.read(file("scene.png")), 1600, 1200, Filter.BILINEAR);
        Path jpeg = folder.resolve("large.jpg");
        IMAGES.write(large, jpeg, Encoding.jpeg(90));
        assertEquals("200x150", size(IMAGES.readAtLeast(jpeg, 200, 150, Blocks.GO_ON)));
        assertEquals("400x300", size(IMAGES.readAtLeast(jpeg, 201, 10, Blocks.GO_ON)));
        assertEquals("1600x1200", size(IMAGES.readAtLeast(jpeg, 2000, 2000, Blocks.GO_ON)));
        assertEquals("32x64", size(IMAGES.readAtLeast(file("turned-6.jpg"), 20, 40, Blocks.GO_ON)));
        assertEquals("4x8", size(IMAGES.readAtLeast(file("turned-6.jpg"), 1, 2, Blocks.GO_ON)));
    }

    private static String size(Picture picture) {
        return picture.width() + "x" + picture.height();
    }
}
