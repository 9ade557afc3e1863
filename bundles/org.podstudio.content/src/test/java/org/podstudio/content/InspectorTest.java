package org.podstudio.content;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Expected;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Shelf;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.SampleMedia;

class InspectorTest {

    private static final Path FIXTURES = Path.of("..", "org.podstudio.imaging", "src", "test", "resources");

    private final Images images = new Images();
    private final Inspector inspector = new Inspector(images, new Ffmpeg());

    @TempDir
    Path folder = Path.of("");

    private final FakeRun run = new FakeRun(Path.of("unused"));

    @Test
    void a_picture() throws IOException {
        Path photo = SampleMedia.jpeg(folder, 64, 48);
        Inspection found = inspector.inspect(photo);
        assertEquals(MediaKind.IMAGE, found.kind());
        assertEquals("image/jpeg jpeg 64x48", found.content().mime() + " " + found.content().codecs() + " "
                + found.content().width().getAsInt() + "x" + found.content().height().getAsInt());
        assertEquals(Files.size(photo), found.content().bytes());
        assertEquals("baseline", found.content().metadata().get("compression"));
        assertEquals(Optional.empty(), found.generator());
    }

    @Test
    void the_words_of_a_generator_go_where_they_belong() throws IOException {
        Inspection found = inspector.inspect(FIXTURES.resolve("text.png"));
        assertTrue(found.generator().orElseThrow().contains("\"seed\":42"));
        assertTrue(found.content().metadata().keySet().stream().noneMatch(k -> k.startsWith("text.")));
    }

    @Test
    void the_hash_is_sha_256() throws IOException {
        Path file = Files.writeString(folder.resolve("abc"), "abc");
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", inspector.sha256(file));
    }

    @Test
    void bad_files_are_refused_by_name() throws IOException {
        assertEquals("input.missing", code(() -> inspector.inspect(folder.resolve("none.png"))));
        assertEquals("input.empty", code(() -> inspector.inspect(Files.createFile(folder.resolve("empty.png")))));
        assertEquals("input.not-media", code(() -> inspector.inspect(folder)));
        assertEquals("input.not-media",
                code(() -> inspector.inspect(Files.writeString(folder.resolve("text.jpg"), "hello, world"))));
        byte[] whole = Files.readAllBytes(SampleMedia.jpeg(folder, 640, 480));
        Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
        assertEquals("input.truncated", code(() -> inspector.inspect(cut)));
    }

    @Test
    void kinds_without_words() throws IOException {
        assertEquals(Optional.of(MediaKind.IMAGE), inspector.kind(SampleMedia.photo(folder, 8, 8)));
        assertEquals(Optional.empty(), inspector.kind(Files.writeString(folder.resolve("text.mp4"), "hello")));
        assertEquals(Optional.empty(), inspector.kind(folder));
    }

    @Test
    void a_result_as_promised_passes() throws IOException {
        Path photo = SampleMedia.photo(folder, 64, 48);
        assertDoesNotThrow(() -> inspector.verify(output(photo, Shelf.EDITS, Expected.picture(64, 48)), photo, run));
    }

    @Test
    void a_result_of_another_size_fails() throws IOException {
        Path photo = SampleMedia.photo(folder, 64, 48);
        var e = assertThrows(ProcessingException.class,
                () -> inspector.verify(output(photo, Shelf.EDITS, Expected.picture(64, 49)), photo, run));
        assertEquals("verify.wrong-size", e.code());
        assertEquals(ErrorKind.TOOL, e.kind());
        assertTrue(e.message().contains("64 x 48") && e.message().contains("64 x 49"), e.message());
    }

    @Test
    void a_result_that_breaks_off_fails() throws IOException {
        Path photo = SampleMedia.photo(folder, 64, 48);
        byte[] whole = Files.readAllBytes(photo);
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
        assertEquals("verify.unreadable",
                code(() -> inspector.verify(output(cut, Shelf.EDITS, Expected.ANYTHING), photo, run)));
    }

    @Test
    void black_fails_unless_it_is_a_mask_or_the_source_is_black() throws IOException {
        Path photo = SampleMedia.photo(folder, 64, 48);
        Path black = folder.resolve("black.png");
        images.write(new Picture(64, 48, false), black, Encoding.PNG);
        assertEquals("image.black",
                code(() -> inspector.verify(output(black, Shelf.EDITS, Expected.ANYTHING), photo, run)));
        assertDoesNotThrow(() -> inspector.verify(output(black, Shelf.MASKS, Expected.ANYTHING), photo, run));
        assertDoesNotThrow(() -> inspector.verify(output(black, Shelf.EDITS, Expected.ANYTHING), black, run));
    }

    @Test
    void a_thumbnail_of_a_picture() throws IOException {
        Path target = folder.resolve("t");
        inspector.thumbnail(SampleMedia.photo(folder, 640, 480), MediaKind.IMAGE, target);
        assertEquals(OptionalInt.of(200), inspector.inspect(target).content().width());
    }

    private static Output output(Path file, Shelf shelf, Expected expected) {
        return new Output(file, "edited", shelf, expected);
    }

    private static String code(Executable work) {
        return assertThrows(ProcessingException.class, work).code();
    }
}
