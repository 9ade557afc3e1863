package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.internal.png.PngChunks;

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
        byte[] packed = Fixtures.packed("Comment", new byte[64 << 20]);
        Path bomb = png("zTXt", List.of(packed));
        assertFalse(IMAGES.metadata(bomb).containsKey("text.Comment"));
        assertEquals(61, IMAGES.read(bomb).width());
    }

    @Test
    void many_texts_share_one_bound() throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            chunks.add(Fixtures.packed("Comment" + i, new byte[8 << 20]));
        }
        Map<String, String> found = IMAGES.metadata(png("zTXt", chunks));
        long characters = found.values().stream().mapToLong(String::length).sum();
        assertTrue(characters < 32 << 20, "characters " + characters);
        assertTrue(found.containsKey("text.Comment0") && !found.containsKey("text.Comment5"), "keys " + found.keySet());
    }

    @Test
    void millions_of_empty_chunks_are_not_all_kept() throws IOException {
        PngChunks chunks = PngChunks
                .of(png("tEXt", Collections.nCopies(400_000, "a\0b".getBytes(StandardCharsets.US_ASCII))));
        assertTrue(chunks.size() < 200_000, "chunks " + chunks.size());
    }

    @Test
    void of_a_profile_in_many_languages_the_english_name_counts() {
        ByteBuffer tag = ByteBuffer.allocate(16 + 24 + 40);
        tag.put("mluc".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(2).putInt(12);
        tag.put("deDE".getBytes(StandardCharsets.US_ASCII)).putInt(14).putInt(40);
        tag.put("enUS".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(54);
        tag.put("Bunt P3".getBytes(StandardCharsets.UTF_16BE)).put("My P3".getBytes(StandardCharsets.UTF_16BE));
        ICC_Profile icc = ICC_Profile.getInstance(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        icc.setData(ICC_Profile.icSigProfileDescriptionTag, tag.array());
        assertEquals("My P3", Profile.of(icc).description());
    }

    private Path png(String type, List<byte[]> chunks) throws IOException {
        byte[] png = Files.readAllBytes(file("scene.png"));
        return Files.write(folder.resolve("made.png"), Fixtures.withChunks(png, type, chunks));
    }
}
