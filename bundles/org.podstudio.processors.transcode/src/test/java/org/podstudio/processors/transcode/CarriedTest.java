package org.podstudio.processors.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.testkit.SampleMedia;

/** What comes along: tracks, subtitles, chapters, tags, covers. */
@Timeout(120)
class CarriedTest {

    private final Films films;

    CarriedTest(@TempDir Path folder) {
        films = new Films(folder);
    }

    @ParameterizedTest
    @CsvSource({"mp4,mov_text,aac", "mov,mov_text,aac", "mkv,subrip,aac", "webm,webvtt,opus"})
    void keeps_every_track_with_its_language(String container, String text, String sound) throws IOException {
        MediaInfo made = films.probed(rich(), Map.of("container", container, "speed", "veryfast"));
        assertEquals(List.of(2, 2, 2), List.of(made.audioStreams(), made.subtitles(), made.chapters()), films.notes());
        assertEquals(List.of("deu", "eng"), made.sounds().stream().map(s -> s.track().language().orElse("")).map(
                l -> l.equals("ger") ? "deu" : l).toList());
        assertEquals(List.of("fra", "spa"), made.texts().stream().map(s -> s.track().language().orElse("")).map(
                l -> l.equals("fre") ? "fra" : l).toList());
        assertEquals(List.of(text, text), made.texts().stream().map(s -> s.codec()).toList());
        assertEquals(sound, made.sounds().get(1).codec());
        assertEquals("Two", made.chapterList().get(1).title());
        assertEquals(0.3, made.chapterList().get(1).from(), 0.01);
        assertEquals("Äpfel", made.tags().get("title"));
    }

    @Test
    void keeps_what_was_said_in_subtitles() throws IOException {
        Path made = films.made(rich(), Map.of("container", "mp4", "speed", "veryfast"));
        Path text = films.make("out.srt", "-i", Ffmpeg.file(made), "-map", "0:s:1", "-f", "srt");
        assertTrue(Files.readString(text).contains("00:00:00,200 --> 00:00:00,500\nHola"), Files.readString(text));
    }

    @Test
    void leaves_subtitles_out_when_asked() throws IOException {
        assertEquals(0, films.probed(rich(), Map.of("subtitles", "none")).subtitles());
    }

    @Test
    void keeps_the_cover_where_there_is_a_place() throws IOException {
        Path film = films.film("film.mp4", "320x180", 0.5);
        Path jpeg = SampleMedia.jpeg(films.path(""), 64, 64);
        Path covered = films.make("covered.mp4", "-i", Ffmpeg.file(film), "-i", Ffmpeg.file(jpeg), "-map", "0", "-map",
                "1", "-c", "copy", "-disposition:v:1", "attached_pic");
        MediaInfo made = films.probed(covered, Map.of());
        assertTrue(made.cover().isPresent());
        assertEquals(320, made.video().orElseThrow().width());
        MediaInfo without = films.probed(covered, Map.of("container", "webm", "speed", "veryfast"));
        assertTrue(without.cover().isEmpty());
        assertTrue(films.notes().contains("The cover is left out"), films.notes());
    }

    @Test
    void keeps_the_cover_and_attached_files_of_matroska() throws IOException {
        Path film = films.film("film.mp4", "320x180", 0.5);
        Path font = Files.writeString(films.path("font.ttf"), "no font");
        Path jpeg = SampleMedia.jpeg(films.path(""), 64, 64);
        Path attached = films.make("attached.mkv", "-i", Ffmpeg.file(film), "-c", "copy", "-attach", font.toString(),
                "-metadata:s:t:0", "mimetype=application/x-truetype-font", "-attach", jpeg.toString(),
                "-metadata:s:t:1", "mimetype=image/jpeg");
        MediaInfo made = films.probed(attached, Map.of("container", "mkv"));
        assertEquals(1, made.others().size());
        assertEquals("font.ttf", made.others().getFirst().tags().get("filename"));
        assertTrue(made.cover().isPresent(), made.toString());
    }

    @ParameterizedTest
    @CsvSource({"7.1,mp4,aac,8", "7.1,webm,opus,8", "5.1(side),mp4,aac,6", "7.1,mkv,mp3,2", "mono,mp4,aac,1"})
    void keeps_the_channels_that_the_codec_has(String layout, String container, String codec, int channels)
            throws IOException {
        Path film = films.make("many.mkv", "-f", "lavfi", "-i", "testsrc2=s=320x180:d=0.5", "-f", "lavfi", "-i",
                "anoisesrc=d=0.5:a=0.1,aformat=channel_layouts=" + layout, "-c:v", "libopenh264", "-c:a", "flac");
        MediaInfo made = films.probed(film, Map.of("container", container, "audio_codec", codec, "speed",
                "veryfast"));
        assertEquals(channels, made.audio().orElseThrow().channels());
        assertEquals(codec, made.audio().orElseThrow().codec());
    }

    @ParameterizedTest
    @CsvSource({"8000,aac,mp4,8000", "8000,opus,mp4,48000", "8000,mp3,mp4,16000", "96000,mp3,mkv,48000",
            "44100,vorbis,mkv,44100"})
    void keeps_the_sample_rate_that_the_codec_has(int rate, String codec, String container, int made)
            throws IOException {
        Path film = films.make("slow.mkv", "-f", "lavfi", "-i", "testsrc2=s=320x180:d=0.5", "-f", "lavfi", "-i",
                "sine=d=0.5:r=" + rate, "-c:v", "libopenh264", "-c:a", "pcm_s16le");
        assertEquals(made, films.probed(film, Map.of("container", container, "audio_codec", codec)).audio()
                .orElseThrow().sampleRate());
    }

    private Path rich() throws IOException {
        Path film = films.film("film.mp4", "320x180", 0.6);
        Path french = Files.writeString(films.path("f.srt"), "1\n00:00:00,000 --> 00:00:00,400\nBonjour\n");
        Path spanish = Files.writeString(films.path("s.srt"), "1\n00:00:00,200 --> 00:00:00,500\nHola\n");
        Path chapters = Files.writeString(films.path("c.txt"),
                ";FFMETADATA1\ntitle=Äpfel\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=300\ntitle=One\n"
                        + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=300\nEND=600\ntitle=Two\n");
        return films.make("rich.mkv", "-i", Ffmpeg.file(film), "-f", "lavfi", "-i", "anoisesrc=d=0.6:a=0.1", "-f",
                "srt", "-i", Ffmpeg.file(french), "-f", "srt", "-i", Ffmpeg.file(spanish), "-f", "ffmetadata", "-i",
                Ffmpeg.file(chapters), "-map", "0:v", "-map", "0:a", "-map", "1", "-map", "2", "-map", "3",
                "-map_metadata", "4", "-map_chapters", "4", "-c:v", "copy", "-c:a", "flac", "-c:s", "srt",
                "-metadata:s:a:0", "language=deu", "-metadata:s:a:1", "language=eng", "-metadata:s:s:0",
                "language=fra", "-metadata:s:s:1", "language=spa");
    }
}
