package org.podstudio.processors.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.FrameTimes;
import org.podstudio.media.MediaInfo;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.SampleMedia;

/** Films that are broken, odd or hostile: a clear error, or a right result. */
@Timeout(120)
class BadInputTest {

    private final Films films;
    private final Path folder;

    BadInputTest(@TempDir Path folder) {
        this.folder = folder;
        films = new Films(folder);
    }

    @Test
    void without_its_index_it_is_broken() throws IOException {
        byte[] bytes = Files.readAllBytes(films.film("whole.mp4", "320x180", 0.6));
        refused("media.broken", Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length / 2)));
        refused("media.empty", Files.createFile(folder.resolve("empty.mp4")));
    }

    @Test
    void sound_alone_is_no_film() throws IOException {
        refused("transcode.no-film", SampleMedia.wav(folder, 1));
    }

    @Test
    void pictures_alone_are_a_film() throws IOException {
        Path mute = films.make("mute.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:d=0.5", "-c:v", "libopenh264");
        assertTrue(films.probed(mute, Map.of()).audio().isEmpty());
    }

    @Test
    void a_name_may_lie_and_begin_with_a_dash() throws IOException {
        Path film = films.film("film.mkv", "320x180", 0.5);
        Path odd = Files.copy(film, folder.resolve("-i %03d.mp3"));
        assertEquals(320, films.probed(odd, Map.of()).video().orElseThrow().width());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
                    "ffconcat version 1.0\nfile /etc/passwd\n", "[playlist]\nFile1=http://127.0.0.1:9/\n"})
    void a_list_of_other_files_is_refused(String text) throws IOException {
        for (String name : List.of("list.mp4", "list.m3u8", "list.ffconcat")) {
            refused("media.unknown-format", Files.writeString(folder.resolve(name), text));
        }
    }

    @Test
    void an_encrypted_film_is_told_as_such() {
        Path film = films.make("locked.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:d=0.4", "-c:v", "libopenh264",
                "-encryption_scheme", "cenc-aes-ctr", "-encryption_key", "76a6c65c5ea762046bd749a2e632ccbb",
                "-encryption_kid", "a7e61c373e219033c21091fa607bf3b8");
        refused("media.encrypted", film);
    }

    @ParameterizedTest
    @CsvSource({"1x1,webm,2,2", "3x5,webm,2,4", "3x5,mkv,2,4", "17x33,mp4,16,32", "19x35,mkv,18,34"})
    void odd_and_tiny_sizes_become_even(String size, String container, int width, int height) throws IOException {
        Path tiny = films.make("tiny.mkv", "-f", "lavfi", "-i", "color=c=red:s=" + size + ":d=0.2", "-pix_fmt",
                "yuv444p", "-c:v", "ffv1");
        MediaInfo made = films.probed(tiny, container.equals("mp4")
                ? Map.of()
                : Map.of("container", container, "video_codec", "vp9"));
        assertEquals(List.of(width, height), List.of(made.video().orElseThrow().width(), made.video().orElseThrow()
                .height()));
    }

    @Test
    void what_one_encoder_hangs_on_another_makes() throws IOException {
        Path small = films.make("small.mkv", "-f", "lavfi", "-i", "testsrc2=s=48x32:d=0.2", "-c:v", "ffv1");
        assertEquals("av1", films.probed(small, Map.of("video_codec", "av1")).video().orElseThrow().codec());
    }

    @Test
    void what_is_too_small_for_an_encoder_is_told_before_it_starts() {
        Path tiny = films.make("tiny.mkv", "-f", "lavfi", "-i", "testsrc2=s=4x4:d=0.2", "-c:v", "ffv1");
        var e = refused(Films.TOOLBOX.can(org.podstudio.media.Ability.encoder("libx264"))
                ? ""
                : "transcode.too-small", tiny);
        assertTrue(e.advice().contains("webm"), e.advice());
    }

    @Test
    void frames_that_last_unequally_keep_their_times() throws IOException {
        Path film = films.make("vfr.mp4", "-f", "lavfi", "-i",
                "testsrc2=s=320x180:r=30:d=1,select='not(mod(n,3))+lt(n,15)'", "-f", "lavfi", "-i", "sine=d=1",
                "-fps_mode", "passthrough", "-c:v", "libopenh264", "-c:a", "aac");
        FrameTimes before = times(film);
        for (String container : List.of("mp4", "webm")) {
            FrameTimes after = times(films.made(film, Map.of("container", container, "speed", "veryfast")));
            assertEquals(before.size(), after.size());
            for (int i = 0; i < before.size(); i++) {
                assertEquals(before.seconds()[i] - before.seconds()[0], after.seconds()[i] - after.seconds()[0],
                        0.002);
            }
        }
        FrameTimes even = times(films.made(film, Map.of("fps", 25)));
        assertFalse(even.variable());
        assertEquals(25, even.size(), 3);
    }

    @Test
    void a_claim_of_a_day_is_found_out() throws IOException {
        Path film = films.film("day.mp4", "320x180", 0.5);
        byte[] bytes = Files.readAllBytes(film);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int header = text.indexOf("mvhd");
        in.putInt(header + 4 + 16, 24 * 3600 * in.getInt(header + 4 + 12)); // in units of its clock
        Files.write(film, bytes);
        var made = films.transcode(film, Map.of()).outputs().getFirst();
        assertTrue(Films.FFMPEG.decode(made.file()) < 1);
    }

    @ParameterizedTest
    @CsvSource({"yuv420p10le,h264,yuv420p", "yuv422p10le,av1,yuv420p10le", "yuv444p,h264,yuv420p",
            "gbrp,vp9,yuv420p", "gray,h264,yuv420p"})
    void pixels_become_what_players_know(String pixels, String codec, String made) throws IOException {
        Path film = films.make("deep.mkv", "-f", "lavfi", "-i", "testsrc2=s=320x180:d=0.2", "-pix_fmt", pixels,
                "-c:v", "ffv1", "-strict", "-2");
        assertEquals(made, films.probed(film, Map.of("container", "mkv", "video_codec", codec, "speed", "veryfast"))
                .video().orElseThrow().pixelFormat());
    }

    @ParameterizedTest
    @ValueSource(strings = {"anullsrc=d=0.5", "sine=d=0.5,volume=60dB", "sine=d=0.5:r=8000"})
    void silence_clipping_and_telephones_are_sound(String sound) throws IOException {
        Path film = films.make("sound.mkv", "-f", "lavfi", "-i", "testsrc2=s=320x180:d=0.5", "-f", "lavfi", "-t",
                "0.5", "-i", sound.replace("anullsrc=d=0.5", "anullsrc"), "-c:v", "libopenh264", "-c:a", "pcm_s16le");
        assertEquals("aac", films.probed(film, Map.of()).audio().orElseThrow().codec());
    }

    private ProcessingException refused(String code, Path film) {
        var e = assertThrows(ProcessingException.class, () -> films.transcode(film, Map.of()));
        assertEquals(code, e.code(), e.message());
        assertTrue(e.message().contains(film.getFileName().toString()) || code.equals("transcode.too-small"), e
                .message());
        assertFalse(e.advice().isBlank());
        return e;
    }

    private FrameTimes times(Path film) {
        return Films.FFMPEG.frames(film, Films.FFMPEG.probe(film).video().orElseThrow(), new FakeRun(folder));
    }
}
