package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void exif_and_the_technical_facts_of_a_jpeg() throws IOException {
        Map<String, String> found = IMAGES.metadata(file("turned-6.jpg"));
        assertEquals("Model T", found.get("exif.Model"));
        assertEquals("6", found.get("orientation"));
        assertEquals("rgb", found.get("colour"));
        assertEquals("8", found.get("depth"));
        assertEquals("baseline", found.get("compression"));
        assertEquals("progressive", IMAGES.metadata(file("progressive.jpg")).get("compression"));
    }

    @Test
    void text_chunks_of_a_png_whole() throws IOException {
        Map<String, String> found = IMAGES.metadata(file("text.png"));
        assertTrue(found.get("text.parameters").startsWith("a cat, best quality\nSteps: 20"));
        assertEquals("{\"1\":{\"x\":\"\u00fc\"}}", found.get("text.prompt"));
        assertEquals("{\"nodes\":[]}", found.get("text.workflow"));
        assertEquals("300", found.get("dpi"));
        assertEquals("deflate", found.get("compression"));
    }

    @Test
    void profiles_have_names() throws IOException {
        assertFalse(IMAGES.metadata(file("linear.jpg")).get("icc").isBlank());
        assertEquals(IMAGES.metadata(file("linear.jpg")).get("icc"), IMAGES.metadata(file("linear.png")).get("icc"));
    }

    @Test
    void colour_modes() throws IOException {
        assertEquals("cmyk", IMAGES.metadata(file("cmyk.jpg")).get("colour"));
        assertEquals("palette", IMAGES.metadata(file("plain.gif")).get("colour"));
        assertEquals("16", IMAGES.metadata(file("sixteen.png")).get("depth"));
        assertEquals("true", IMAGES.metadata(file("grey-alpha.png")).get("transparency"));
    }

    @Test
    void what_is_no_picture_has_none() throws IOException {
        assertEquals(Map.of(), IMAGES.metadata(Files.writeString(folder.resolve("a.jpg"), "hello")));
    }

    @Test
    void a_damaged_file_gives_what_can_be_read() throws IOException {
        for (String name : new String[]{"turned-6.jpg", "text.png", "lzw.tif", "plain.gif", "plain.bmp",
                "turned-6.webp"}) {
            byte[] whole = Files.readAllBytes(file(name));
            for (int length = 20; length < whole.length; length += 37) {
                Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, length));
                assertTrue(IMAGES.metadata(cut).containsKey("format"), name + " " + length);
            }
        }
    }

    @Test
    void a_text_that_unpacks_without_end_is_left_out() throws IOException {
        var packed = new ByteArrayOutputStream();
        packed.write("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[64 << 20]);
        }
        byte[] png = Files.readAllBytes(file("scene.png"));
        var out = new ByteArrayOutputStream();
        out.write(png, 0, 33);
        chunk(new DataOutputStream(out), packed.toByteArray());
        out.write(png, 33, png.length - 33);
        Path bomb = Files.write(folder.resolve("bomb.png"), out.toByteArray());
        assertFalse(IMAGES.metadata(bomb).containsKey("text.Comment"));
        assertEquals(61, IMAGES.read(bomb).width());
    }

    private static void chunk(DataOutputStream out, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update("zTXt".getBytes(StandardCharsets.ISO_8859_1));
        crc.update(data);
        out.writeInt(data.length);
        out.writeBytes("zTXt");
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
