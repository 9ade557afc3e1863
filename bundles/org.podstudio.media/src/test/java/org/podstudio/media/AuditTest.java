package org.podstudio.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.function.Executable;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.Audit.Promise;
import org.podstudio.testkit.FakeRun;

@Timeout(120)
class AuditTest {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final Audit AUDIT = new Audit(FFMPEG);

    private final Path folder;
    private final FakeRun run;

    AuditTest(@TempDir Path folder) {
        this.folder = folder;
        this.run = new FakeRun(folder);
    }

    @BeforeEach
    void makeFilm() {
        make("film.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=1", "-f", "lavfi", "-i", "sine=d=1", "-c:v",
                "libopenh264", "-c:a", "aac", "-movflags", "+faststart");
    }

    @Test
    void a_good_result_passes() {
        look("film.mp4", new Promise(Optional.of("h264"), 320, 180, 1));
        AUDIT.whole(folder.resolve("film.mp4"), 1, run);
    }

    @Test
    void another_codec_size_or_number_of_tracks_is_told() {
        assertCode("verify.wrong-codec", () -> look("film.mp4", new Promise(Optional.of("vp9"), 320, 180, 1)));
        assertCode("verify.wrong-size", () -> look("film.mp4", new Promise(Optional.empty(), 160, 90, 1)));
        assertCode("verify.wrong-streams", () -> look("film.mp4", new Promise(Optional.empty(), 320, 180, 2)));
    }

    @Test
    void sound_that_has_moved_away_is_told() {
        Path film = folder.resolve("film.mp4");
        make("late.mkv", "-i", Ffmpeg.file(film), "-itsoffset", "0.2", "-i", Ffmpeg.file(film), "-map", "0:v", "-map",
                "1:a", "-c", "copy");
        assertCode("verify.apart", () -> look("late.mkv", new Promise(Optional.empty(), 320, 180, 1)));
    }

    @Test
    void what_is_cut_off_or_too_short_is_told() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("film.mp4"));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        assertCode("verify.unreadable", () -> AUDIT.whole(cut, 1, run));
        assertCode("verify.wrong-duration", () -> AUDIT.whole(folder.resolve("film.mp4"), 2, run));
    }

    private void look(String result, Promise promise) {
        AUDIT.look(folder.resolve(result), FFMPEG.probe(folder.resolve("film.mp4")), promise, run);
    }

    private static void assertCode(String code, Executable work) {
        assertEquals(code, assertThrows(ProcessingException.class, work).code());
    }

    private void make(String name, String... arguments) {
        List<String> words = new java.util.ArrayList<>(List.of(arguments));
        words.add(Ffmpeg.file(folder.resolve(name)));
        FFMPEG.run(words, 0, run);
    }
}
