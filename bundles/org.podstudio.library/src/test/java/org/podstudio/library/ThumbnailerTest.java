package org.podstudio.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.content.Inspector;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Thumbnail;
import org.podstudio.library.Thumbnailer.Order;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.SampleMedia;

class ThumbnailerTest {

    @TempDir
    private Path folder = Path.of("");
    private final Thumbnailer thumbnailer = new Thumbnailer(new Inspector(new Images(), new Ffmpeg()));

    @Test
    void every_file_gets_its_sizes_and_one_that_fails_leaves_nothing() throws IOException {
        Path photo = SampleMedia.photo(folder, 640, 480);
        Path text = Files.writeString(folder.resolve("a.jpg"), "no picture");
        Path gone = folder.resolve("gone.png");
        Path out = Files.createDirectory(folder.resolve("out"));
        List<String> told = new ArrayList<>();
        thumbnailer.make(List.of(order(photo, out), order(text, out), order(gone, out)), () -> {},
                (order, problem) -> told.add(order.file().getFileName() + " " + problem.map(p -> p.code())));
        assertEquals(List.of(photo.getFileName() + " Optional.empty", "a.jpg Optional[input.not-media]",
                "gone.png Optional[input.missing]"), told);
        try (Stream<Path> made = Files.list(out)) {
            assertEquals(2, made.count());
        }
        assertEquals(50, new Images().header(out.resolve(photo.getFileName() + "-50")).width());
    }

    @Test
    void what_cannot_be_shown_gets_a_placeholder_where_one_is_wanted_and_has_failed() throws IOException {
        Path text = Files.writeString(folder.resolve("a.jpg"), "no picture");
        Path target = folder.resolve("a-64");
        List<String> told = new ArrayList<>();
        thumbnailer.make(List.of(new Order(text, List.of(new Thumbnail(target, 64, Thumbnail.WEBP)), true)), () -> {},
                (order, problem) -> told.add(problem.map(p -> p.code()).orElse("well")));
        assertEquals(List.of("input.not-media"), told);
        assertEquals(64, new Images().header(target).width());
        int[] pixels = new Images().read(target).argb();
        assertTrue((pixels[0] & 255) > 200 && (pixels[32 * 64 + 15] & 255) < 200, "a frame on a ground");
    }

    @Test
    void a_sound_gets_its_waveform() throws IOException {
        Path target = folder.resolve("wave");
        thumbnailer.make(List.of(new Order(SampleMedia.wav(folder, 0.3),
                List.of(new Thumbnail(target, 200, Thumbnail.JPEG)))), () -> {},
                (order, problem) -> assertTrue(problem.isEmpty()));
        assertEquals(200, new Images().header(target).width());
    }

    private static Order order(Path file, Path out) {
        return new Order(file, List.of(new Thumbnail(out.resolve(file.getFileName() + "-200"), 200, Thumbnail.JPEG),
                new Thumbnail(out.resolve(file.getFileName() + "-50"), 50, Thumbnail.WEBP)));
    }
}
