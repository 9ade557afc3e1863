package org.podstudio.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.Expected;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.Audit.Promise;
import org.podstudio.testkit.FakeRun;

@Timeout(120)
class AuditTest {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final Audit AUDIT = new Audit(FFMPEG);
    /** Takes every film for a long one. */
    private static final Audit PARTLY = new Audit(FFMPEG, 0);

    private final Path folder;
    private final FakeRun run;

    AuditTest(@TempDir Path folder) {
        this.folder = folder;
        this.run = new FakeRun(folder);
    }

    @BeforeEach
    void makeFilm() {
        make("film.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4,noise=alls=8:allf=t", "-f", "lavfi", "-i",
                "sine=d=4", "-c:v",
                "libopenh264", "-g", "25", "-b:v", "1M", "-c:a", "aac", "-movflags", "+faststart");
    }

    @Test
    void a_good_result_passes() {
        look("film.mp4", new Promise("h264", 1));
        AUDIT.whole(film(), Expected.film(320, 180, 4), film(), run);
    }

    @Test
    void a_long_film_is_decoded_in_parts() {
        PARTLY.whole(film(), Expected.film(320, 180, 4), film(), run);
        assertTrue(run.commands().stream().noneMatch(c -> c.contains("wrapped_avframe")), "decoded as a whole");
        assertTrue(run.commands().stream().anyMatch(c -> c.contains("frame=pts_time")), "not decoded at all");
    }

    @Test
    void another_codec_size_or_number_of_tracks_is_told() {
        assertCode("verify.wrong-codec", () -> look("film.mp4", new Promise("vp9", 1)));
        assertCode("verify.wrong-streams", () -> look("film.mp4", new Promise("h264", 2)));
        assertCode("verify.wrong-size", () -> AUDIT.whole(film(), Expected.picture(160, 90), film(), run));
    }

    @Test
    void sound_that_has_moved_away_is_told() {
        make("late.mkv", "-i", Ffmpeg.file(film()), "-itsoffset", "0.2", "-i", Ffmpeg.file(film()), "-map", "0:v",
                "-map", "1:a", "-c", "copy");
        assertCode("verify.apart", () -> look("late.mkv", new Promise("h264", 1)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_cut_off_or_too_short_is_told(boolean partly) throws IOException {
        Audit audit = partly ? PARTLY : AUDIT;
        byte[] bytes = Files.readAllBytes(film());
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        assertCode("verify.unreadable", () -> audit.whole(cut, Expected.ANYTHING, film(), run));
        assertCode("verify.wrong-duration", () -> audit.whole(film(), Expected.film(320, 180, 5), film(), run));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_torn_middle_is_told(boolean partly) throws IOException {
        byte[] bytes = Files.readAllBytes(film());
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 8192, (byte) 0);
        Path torn = Files.write(folder.resolve("torn.mp4"), bytes);
        assertCode("verify.unreadable", () -> (partly ? PARTLY : AUDIT).whole(torn, Expected.ANYTHING, film(), run));
    }

    @Test
    void packets_that_are_whole_and_hold_nothing_are_told() throws IOException {
        byte[] bytes = Files.readAllBytes(film());
        Random noise = new Random(3);
        for (int at : keyFrames(bytes)) {
            byte[] nothing = new byte[1000];
            noise.nextBytes(nothing);
            System.arraycopy(nothing, 0, bytes, at + 64, nothing.length);
        }
        Path empty = Files.write(folder.resolve("empty.mp4"), bytes);
        assertCode("verify.unreadable", () -> PARTLY.whole(empty, Expected.ANYTHING, film(), run));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not(between(t,0.8,3.2))", "lt(t,2)", "gt(t,1.5)"})
    void pictures_that_are_missing_are_told(String kept) {
        make("gap.mp4", "-i", Ffmpeg.file(film()), "-vf", "select='" + kept + "'", "-fps_mode", "passthrough", "-c:v",
                "libopenh264", "-c:a", "copy");
        Path gap = folder.resolve("gap.mp4");
        assertCode("verify.missing-pictures", () -> AUDIT.whole(gap, Expected.film(320, 180, 4), film(), run));
        AUDIT.whole(gap, Expected.film(320, 180, 4), gap, run); // it stands still there as well
    }

    @Test
    void a_hole_that_is_longer_than_what_stands_still_in_the_source_is_told() {
        make("calm.mp4", "-i", Ffmpeg.file(film()), "-vf", "select='not(between(t,1,2.2))'", "-fps_mode", "passthrough",
                "-c:v", "libopenh264", "-c:a", "copy");
        make("hole.mp4", "-i", Ffmpeg.file(film()), "-vf", "select='not(between(t,1,3))'", "-fps_mode", "passthrough",
                "-c:v", "libopenh264", "-c:a", "copy");
        Path calm = folder.resolve("calm.mp4");
        Expected four = Expected.film(320, 180, 4);
        assertCode("verify.missing-pictures", () -> AUDIT.whole(folder.resolve("hole.mp4"), four, calm, run));
        // with a rate of its own it may stand still for a few frames more
        make("slow.mp4", "-i", Ffmpeg.file(calm), "-vf", "select='not(mod(n,3))'", "-fps_mode", "passthrough", "-c:v",
                "libopenh264", "-c:a", "copy");
        AUDIT.whole(folder.resolve("slow.mp4"), four, calm, run);
    }

    @Test
    void a_source_that_does_not_tell_how_long_it_lasts_is_read_for_that() throws IOException {
        make("gap.mp4", "-i", Ffmpeg.file(film()), "-vf", "select='lt(t,2)'", "-c:v", "libopenh264", "-c:a", "copy");
        Path gap = folder.resolve("gap.mp4");
        AUDIT.whole(gap, Expected.film(320, 180, 0), piped(gap), run);
        assertCode("verify.missing-pictures", () -> AUDIT.whole(gap, Expected.film(320, 180, 0), piped(film()), run));
        // it cannot have been cut short of what it does not say
        assertCode("verify.wrong-duration", () -> AUDIT.whole(gap, Expected.film(320, 180, 5), piped(gap), run));
    }

    /** ffmpeg says that it has come as far as the cover, which is over at once. */
    @Test
    void sound_with_a_cover_is_as_long_as_its_sound() {
        make("cover.png", "-i", Ffmpeg.file(film()), "-frames:v", "1");
        make("song.mp3", "-f", "lavfi", "-i", "sine=d=20", "-i", Ffmpeg.file(folder.resolve("cover.png")), "-map", "0",
                "-map", "1", "-c:v", "copy", "-disposition:v", "attached_pic");
        Path song = folder.resolve("song.mp3");
        assertTrue(FFMPEG.probe(song).cover().isPresent(), "no cover");
        AUDIT.whole(song, Expected.sound(20), song, run);
        assertCode("verify.wrong-duration", () -> AUDIT.whole(song, Expected.sound(40), song, run));
    }

    @ParameterizedTest
    @CsvSource({"4, 1, 4", "1, 4, 4"})
    void a_film_is_as_long_as_the_longer_of_pictures_and_sound(String pictures, String sound, double seconds) {
        make("apart.mkv", "-f", "lavfi", "-i", "testsrc2=s=320x180:d=" + pictures, "-f", "lavfi", "-i", "sine=d="
                + sound, "-c:v", "libopenh264", "-c:a", "aac");
        Path apart = folder.resolve("apart.mkv");
        FakeRun asked = new FakeRun(folder);
        assertEquals(seconds, FFMPEG.decode(apart, asked), 0.1);
        assertEquals(2, asked.commands().stream().filter(c -> c.contains("-progress")).count(), "read needlessly");
        assertTrue(asked.progressSeen().contains(0.5), "the second pass has no part of the progress");
        AUDIT.whole(apart, Expected.film(320, 180, seconds), apart, run);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sound_of_a_film_is_as_long_as_what_sounds_in_it(boolean told) throws IOException {
        make("apart.mkv", "-f", "lavfi", "-i", "testsrc2=s=320x180:d=4", "-f", "lavfi", "-i", "sine=d=1", "-c:v",
                "libopenh264", "-c:a", "aac", "-write_crc32", "0");
        Path film = folder.resolve("apart.mkv");
        if (!told) { // of each stream, as other programs leave it out
            String bytes = Files.readString(film, StandardCharsets.ISO_8859_1);
            Files.writeString(film, bytes.replace("DURATION", "DURATIVE"), StandardCharsets.ISO_8859_1);
        }
        assertEquals(told, FFMPEG.probe(film).audio().orElseThrow().track().seconds() > 0);
        make("all.flac", "-i", Ffmpeg.file(film));
        make("half.flac", "-i", Ffmpeg.file(film), "-t", "0.5");
        AUDIT.whole(folder.resolve("all.flac"), Expected.sound(4), film, run);
        assertCode("verify.wrong-duration",
                () -> AUDIT.whole(folder.resolve("half.flac"), Expected.sound(4), film, run));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lt(t\\,1)", "gt(t\\,3)"})
    void a_tenth_of_a_source_whose_length_is_guessed_is_told(String silent) {
        make("guess.aac", "-f", "lavfi", "-i", "aevalsrc=if(" + silent + "\\,0\\,random(0)-0.5):d=4");
        make("whole.wav", "-i", Ffmpeg.file(folder.resolve("guess.aac")));
        make("tenth.wav", "-i", Ffmpeg.file(folder.resolve("guess.aac")), "-t", "0.4");
        Path guess = folder.resolve("guess.aac");
        double wanted = FFMPEG.probe(guess).seconds();
        assertTrue(FFMPEG.probe(guess).guessed() && Math.abs(wanted - 4) > 0.2, "guessed right: " + wanted);
        AUDIT.whole(folder.resolve("whole.wav"), Expected.sound(wanted), guess, run);
        assertCode("verify.wrong-duration",
                () -> AUDIT.whole(folder.resolve("tenth.wav"), Expected.sound(wanted), guess,
                        run));
    }

    @Test
    void stretches_are_as_long_together_however_few_there_are() {
        PARTLY.whole(film(), Expected.film(320, 180, 4), film(), run);
        List<String> command = run.commands().stream().filter(c -> c.contains("frame=pts_time")).findFirst().get();
        String stretches = command.get(command.indexOf("-read_intervals") + 1);
        double seconds = Arrays.stream(stretches.split(",")).map(s -> s.split("%")).mapToDouble(s -> Double
                .parseDouble(s[1]) - Double.parseDouble(s[0])).sum();
        assertEquals(4 / 30.0, seconds, 0.01, stretches);
    }

    @Test
    void a_film_of_one_key_frame_is_decoded_as_a_whole() {
        make("one.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2", "-c:v", "libopenh264", "-g", "1000");
        PARTLY.whole(folder.resolve("one.mp4"), Expected.film(320, 180, 2), film(), run);
        assertTrue(run.commands().stream().anyMatch(c -> c.contains("wrapped_avframe")), "decoded in parts");
    }

    /** Written to where nobody can go back to tell how long it has become. */
    private Path piped(Path film) throws IOException {
        Path piped = folder.resolve("piped.mkv");
        FFMPEG.pipe(List.of("-i", Ffmpeg.file(film), "-c", "copy", "-f", "matroska", "pipe:1"), run, in -> Files.copy(
                in, piped, StandardCopyOption.REPLACE_EXISTING));
        assertEquals(0, FFMPEG.probe(piped).seconds());
        return piped;
    }

    /** Where packets of key frames of the pictures begin. */
    private static List<Integer> keyFrames(byte[] bytes) {
        List<Integer> found = new ArrayList<>();
        for (int i = 4; i < bytes.length; i++) {
            boolean slice = bytes[i] == 0x65 && bytes[i - 4] == 0; // an IDR slice after its length
            if (slice && (bytes[i - 3] & 255) < 2 && ((bytes[i - 2] & 255) > 8)) {
                found.add(i);
            }
        }
        return found;
    }

    private Path film() {
        return folder.resolve("film.mp4");
    }

    private void look(String result, Promise promise) {
        AUDIT.look(folder.resolve(result), FFMPEG.probe(film()), promise, run);
    }

    private static void assertCode(String code, Executable work) {
        assertEquals(code, assertThrows(ProcessingException.class, work).code());
    }

    private void make(String name, String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add(Ffmpeg.file(folder.resolve(name)));
        FFMPEG.run(words, 0, run);
    }
}
