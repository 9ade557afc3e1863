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
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Expected;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Shelf;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.SampleMedia;

/** Sound and film, with the real ffmpeg. */
class InspectorOfMediaTest {

    private static final Path SAMPLES = Path.of("..", "..", "releng", "samples");

    private final Images images = new Images();
    private final Inspector inspector = new Inspector(images, new Ffmpeg());

    @TempDir
    Path folder = Path.of("");

    private final FakeRun run = new FakeRun(Path.of("unused"));

    @Test
    void a_sound() throws IOException {
        Inspection found = inspector.inspect(SampleMedia.wav(folder, 1.5));
        assertEquals(MediaKind.AUDIO, found.kind());
        assertEquals("audio/wav pcm_s16le", found.content().mime() + " " + found.content().codecs());
        assertEquals(1.5, found.content().seconds().getAsDouble(), 0.01);
        assertEquals("48000", found.content().metadata().get("audio.sample-rate"));
        assertTrue(found.content().width().isEmpty());
    }

    @Test
    void a_film_whatever_it_is_called() throws IOException {
        Path odd = Files.copy(SAMPLES.resolve("cockatoo.mp4"), folder.resolve("-ü 'x' 100%.jpg"));
        Inspection found = inspector.inspect(odd);
        assertEquals(MediaKind.VIDEO, found.kind());
        assertEquals("video/mp4", found.content().mime());
        assertTrue(found.content().width().getAsInt() > 0 && found.content().seconds().getAsDouble() > 0);
        assertEquals(Optional.of(MediaKind.AUDIO), inspector.kind(SAMPLES.resolve("guitar.flac")));
    }

    @Test
    void noise_is_no_media() throws IOException {
        byte[] noise = new byte[20_000];
        new Random(3).nextBytes(noise);
        noise[0] = 0;
        Path file = Files.write(folder.resolve("noise.mp4"), noise);
        assertEquals("input.not-media", code(() -> inspector.inspect(file)));
        assertEquals(Optional.empty(), inspector.kind(file));
        byte[] film = Files.readAllBytes(SAMPLES.resolve("cockatoo.mp4"));
        Path beginning = Files.write(folder.resolve("beginning.mp4"), Arrays.copyOf(film, 200));
        assertEquals("media.broken", code(() -> inspector.inspect(beginning)));
        assertEquals("media.broken", code(() -> inspector.kind(beginning)), "broken media is not no media");
    }

    @Test
    void thumbnails_of_sound_and_film() throws IOException {
        Path film = folder.resolve("film");
        inspector.thumbnail(SAMPLES.resolve("cockatoo.mp4"), MediaKind.VIDEO, film);
        ImageHeader still = images.header(film);
        assertEquals("image/jpeg 200", still.format().mime() + " " + Math.max(still.width(), still.height()));
        Path sound = folder.resolve("sound");
        inspector.thumbnail(SAMPLES.resolve("guitar.flac"), MediaKind.AUDIO, sound);
        ImageHeader wave = images.header(sound);
        assertEquals("image/png 400x100", wave.format().mime() + " " + wave.width() + "x" + wave.height());
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "nothing passing is left behind");
        }
    }

    @Test
    void results_are_measured() throws IOException {
        Path wav = SampleMedia.wav(folder, 1);
        assertDoesNotThrow(() -> inspector.verify(output(wav, Expected.sound(1.05)), wav, run));
        var e = assertThrows(ProcessingException.class,
                () -> inspector.verify(output(wav, Expected.sound(1.2)), wav, run));
        assertEquals("verify.wrong-duration", e.code());
        assertTrue(e.message().contains("1.00 s instead of 1.20 s"), e.message());
        Path film = SAMPLES.resolve("cockatoo.mp4");
        assertEquals("verify.wrong-size",
                code(() -> inspector.verify(output(film, Expected.picture(3, 5)), film, run)));
    }

    @Test
    void a_film_that_breaks_off_is_no_result() throws IOException {
        Path film = SAMPLES.resolve("cockatoo.mp4");
        byte[] whole = Files.readAllBytes(film);
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length / 2));
        assertEquals("verify.unreadable", code(() -> inspector.verify(output(cut, Expected.ANYTHING), film, run)));
        assertEquals("media.broken", code(() -> inspector.verify(output(cut, Expected.ANYTHING), cut, run)),
                "of a broken source the source is to blame");
    }

    @Test
    void a_source_that_is_cut_off_is_to_blame_for_a_short_result() throws IOException {
        byte[] whole = Files.readAllBytes(SAMPLES.resolve("guitar.flac"));
        Path cut = Files.write(folder.resolve("cut.flac"), Arrays.copyOf(whole, whole.length / 2));
        Path wav = SampleMedia.wav(folder, 1);
        var e = assertThrows(ProcessingException.class,
                () -> inspector.verify(output(wav, Expected.sound(10)), cut, run));
        assertEquals(ErrorKind.INPUT, e.kind());
        assertTrue(e.message().contains("cut.flac"), e.message());
    }

    @Test
    void a_cancel_reaches_the_ffmpeg_that_verifies() {
        Path film = SAMPLES.resolve("cockatoo.mp4");
        run.cancelAt(0.01);
        assertThrows(CanceledException.class, () -> inspector.verify(output(film, Expected.ANYTHING), film, run));
    }

    private static Output output(Path file, Expected expected) {
        return new Output(file, "made", Shelf.EDITS, expected);
    }

    private static String code(Executable work) {
        return assertThrows(ProcessingException.class, work).code();
    }
}
