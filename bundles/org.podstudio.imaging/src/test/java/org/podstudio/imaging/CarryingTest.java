package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.podstudio.imaging.Fixtures.IMAGES;
import static org.podstudio.imaging.Fixtures.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** What goes along with pixels that are made anew, and what of it would be stale. */
class CarryingTest {

    private static final String PACKET = """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="6" exif:PixelXDimension="4000"
        photoshop:ICCProfile="Adobe RGB (1998)"><exif:PixelYDimension> 3000</exif:PixelYDimension>
        <xmp:Thumbnails><rdf:Alt>seen before</rdf:Alt></xmp:Thumbnails><exif:ColorSpace>65535</exif:ColorSpace>
        <tiff:ImageWidth>4000</tiff:ImageWidth><dc:creator>Jane</dc:creator></rdf:Description></x:xmpmeta>""";

    @TempDir
    Path folder = Path.of("");
    private final List<String> notes = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"told.jpg", "told.png", "told.webp", "told.tif"})
    void authors_places_and_resolution_come_along_and_nothing_stale(String name) throws IOException {
        for (MetadataPolicy policy : MetadataPolicy.values()) {
            Map<String, String> found = IMAGES.metadata(remade(name, policy));
            boolean all = policy == MetadataPolicy.PRESERVE_ALL;
            assertEquals(all, found.containsKey("exif.Artist"), policy + " " + found);
            assertEquals(all, found.containsKey("gps.GPSLatitude"), policy + " " + found);
            assertEquals(policy != MetadataPolicy.STRIP_ALL, "300".equals(found.get("dpi")), policy + " " + found);
            assertEquals(policy != MetadataPolicy.STRIP_ALL, found.containsKey("exif.LensModel"), policy + " " + found);
            assertEquals("1", found.get("orientation"));
            assertFalse(found.toString().contains("Thumbnail"), found.toString());
        }
        assertEquals(List.of(), notes);
    }

    @Test
    void what_was_brought_to_srgb_says_so() throws IOException {
        assertEquals("Undefined", IMAGES.metadata(file("told.jpg")).get("exif.ColorSpace"));
        assertEquals("sRGB", IMAGES.metadata(remade("told.jpg", MetadataPolicy.PRESERVE_ALL)).get("exif.ColorSpace"));
    }

    @Test
    void xmp_tells_the_new_size_and_colours() {
        Beside old = new Beside(Optional.empty(), Optional.of(PACKET.getBytes(StandardCharsets.UTF_8)),
                Optional.empty(), Optional.empty(), Map.of("Raw profile type exif", "4578", "Title", "t"));
        Beside remade = old.remade(80, 60, Optional.empty(), MetadataPolicy.PRESERVE_ALL);
        assertEquals(PACKET.replace("\"6\"", "\"1\"").replace("4000", "80").replace("3000", "60")
                .replace("Adobe RGB (1998)", "sRGB IEC61966-2.1").replace("65535", "1")
                .replaceAll("(?s)<xmp:Thumbnails>.*</xmp:Thumbnails>", ""),
                new String(remade.xmp().orElseThrow(), StandardCharsets.UTF_8));
        assertEquals(Map.of("Title", "t"), remade.texts(), "a hidden copy of the EXIF that was");
    }

    @Test
    void small_pictures_among_photoshops_resources_go_and_iptc_stays() {
        var block = new ByteArrayOutputStream();
        for (int number : List.of(1036, 1028, 1039)) {
            ByteBuffer one = ByteBuffer.allocate(16).putInt(0x3842494D).putShort((short) number).putShort((short) 0);
            block.writeBytes(one.putInt(3).put(("r" + number).getBytes(StandardCharsets.US_ASCII), 0, 3).array());
        }
        Beside old = new Beside(Optional.empty(), Optional.empty(), Optional.of(block.toByteArray()), Optional.empty(),
                Map.of());
        byte[] left = old.upright(8, 8).iptc().orElseThrow();
        assertEquals(16, left.length);
        assertEquals(1028, ByteBuffer.wrap(left).getShort(4));
    }

    @Test
    void exif_tells_the_new_size_and_no_place_of_the_subject() throws IOException {
        // one table with a size, a pointer, and a second one with sizes and the place of the subject
        ByteBuffer exif = ByteBuffer.allocate(8 + 2 + 24 + 4 + 2 + 36 + 4).put(new byte[]{'M', 'M', 0, 42}).putInt(8);
        exif.putShort((short) 2);
        entry(exif, 256, 4000);
        entry(exif, 34_665, 38);
        exif.putInt(0).putShort((short) 3);
        entry(exif, 40_962, 4000);
        entry(exif, 40_963, 3000);
        entry(exif, 41_492, 0x12345678);
        Beside old = new Beside(Optional.of(exif.array()), Optional.empty(), Optional.empty(), Optional.empty(),
                Map.of());
        Path out = folder.resolve("e.jpg");
        IMAGES.write(new Picture(80, 60, false), out, Encoding.jpeg(90),
                old.remade(80, 60, Optional.empty(), MetadataPolicy.PRESERVE_ALL), Blocks.GO_ON);
        Map<String, String> found = IMAGES.metadata(out);
        assertEquals("80 pixels", found.get("exif.ImageWidth"), found.toString());
        assertEquals("80 pixels", found.get("exif.ExifImageWidth"), found.toString());
        assertEquals("60 pixels", found.get("exif.ExifImageHeight"), found.toString());
        assertFalse(found.containsKey("exif.SubjectLocation"), found.toString());
    }

    private static void entry(ByteBuffer exif, int tag, int value) {
        exif.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
    }

    @Test
    void a_resolution_outside_of_exif_comes_along() throws IOException {
        Path out = folder.resolve("d.webp");
        Beside carried = IMAGES.carried(file("text.png"), notes::add);
        IMAGES.write(new Picture(8, 8, false), out, Encoding.webp(90),
                carried.remade(8, 8, Optional.empty(), MetadataPolicy.PRESERVE_TECHNICAL), Blocks.GO_ON);
        assertEquals("300", IMAGES.metadata(out).get("dpi"));
    }

    @Test
    void a_png_tells_its_resolution_where_readers_of_png_look() throws IOException {
        byte[] png = Files.readAllBytes(remade("told.jpg", MetadataPolicy.PRESERVE_TECHNICAL));
        int at = new String(png, StandardCharsets.ISO_8859_1).indexOf("pHYs");
        assertEquals(List.of(11_811, 11_811, 1),
                List.of(ByteBuffer.wrap(png).getInt(at + 4), ByteBuffer.wrap(png).getInt(at + 8), (int) png[at + 12]));
        byte[] bare = Files.readAllBytes(remade("told.jpg", MetadataPolicy.STRIP_ALL));
        assertFalse(new String(bare, StandardCharsets.ISO_8859_1).contains("pHYs"));
    }

    @Test
    void damaged_blocks_fail_nothing_and_are_told() throws IOException {
        byte[] tiff = Files.readAllBytes(file("told.tif"));
        Arrays.fill(tiff, 4, 8, (byte) 0x7F);
        assertEquals(Beside.NOTHING, IMAGES.carried(Files.write(folder.resolve("b.tif"), tiff), notes::add));
        assertTrue(notes.getFirst().contains("cannot be read"), notes.toString());
    }

    @Test
    void the_depth_is_known_without_decoding() throws IOException {
        assertEquals(List.of(16, 16, 8, 8),
                List.of(IMAGES.depth(file("sixteen.png")), IMAGES.depth(file("sixteen.tif")),
                        IMAGES.depth(file("told.jpg")), IMAGES.depth(file("grey.png"))));
    }

    private Path remade(String name, MetadataPolicy policy) throws IOException {
        Picture picture = IMAGES.read(file(name));
        Path out = folder.resolve(policy + name + ".png");
        Beside beside = IMAGES.carried(file(name), notes::add).remade(picture.width(), picture.height(),
                Optional.empty(), policy);
        IMAGES.write(picture, out, Encoding.PNG, beside, Blocks.GO_ON);
        return out;
    }
}
