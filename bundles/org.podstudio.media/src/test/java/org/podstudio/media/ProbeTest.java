package org.podstudio.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.QuietRun;
import org.podstudio.api.Run;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.SampleFilms;
import org.podstudio.testkit.SampleMedia;

/** What a probe tells of streams, over files that are made here. */
@Timeout(120)
class ProbeTest {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final String PICTURES = "testsrc2=s=320x180:r=25:d=0.4";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void tells_codec_profile_level_times_and_rates() {
        VideoStream film = probe(make("film.mp4", "-f", "lavfi", "-i", PICTURES, "-c:v", "libopenh264", "-profile:v",
                "high")).video().orElseThrow();
        assertEquals(List.of("h264", "High", "avc1", "1/12800"), List.of(film.codec(), film.track().profile(), film
                .track().tag(), film.track().timeBase()));
        assertTrue(film.track().level() >= 12, film.toString());
        assertEquals(0.4, film.track().seconds(), 0.01);
        assertEquals(10, film.frames());
        assertEquals(List.of(25.0, 25.0), List.of(film.averageFps(), film.baseFps()));
        assertFalse(film.variable());
        assertTrue(film.track().isDefault());
        assertTrue(film.bitRate() > 0);
        assertEquals("progressive", film.geometry().fieldOrder());
        assertFalse(film.geometry().interlaced());
    }

    @ParameterizedTest
    @CsvSource({"yuv420p,8", "yuv420p10le,10", "yuv444p12le,12", "gbrp16le,16", "gray,8"})
    void tells_bits(String pixelFormat, int bits) {
        VideoStream film = probe(make("film.mkv", "-f", "lavfi", "-i", PICTURES, "-pix_fmt", pixelFormat, "-c:v",
                "ffv1", "-strict", "-2")).video().orElseThrow();
        assertEquals(pixelFormat, film.pixelFormat());
        assertEquals(bits, film.colour().bits());
    }

    @Test
    void tells_colours() {
        Colour colour = probe(make("full.mkv", "-f", "lavfi", "-i", PICTURES, "-vf",
                "scale=out_range=pc,setparams=range=pc:color_primaries=smpte170m:color_trc=smpte170m:colorspace=smpte170m",
                "-c:v", "libvpx-vp9")).video().orElseThrow().colour();
        assertEquals(List.of("smpte170m", "smpte170m", "smpte170m", "pc"), List.of(colour.primaries(), colour
                .transfer(), colour.matrix(), colour.range()));
        assertTrue(colour.full());
        assertFalse(colour.hdr());
    }

    @ParameterizedTest
    @CsvSource({"smpte2084,PQ", "arib-std-b67,HLG", "bt709,SDR"})
    void tells_the_kind_of_brightness(String transfer, Colour.Dynamic dynamic) {
        assertEquals(dynamic, probe(hdr("film.mkv", transfer, "")).video().orElseThrow().colour().dynamic());
    }

    @Test
    void reads_the_screen_that_an_hdr_film_was_made_on() throws IOException {
        // as ffprobe prints it of an HDR10 film in HEVC
        var said = new com.fasterxml.jackson.databind.ObjectMapper().readTree("""
            {"pix_fmt": "yuv420p10le", "color_transfer": "smpte2084", "side_data_list": [
              {"side_data_type": "Mastering display metadata", "red_x": "34000/50000", "red_y": "16000/50000",
               "green_x": "13250/50000", "green_y": "34500/50000", "blue_x": "7500/50000", "blue_y": "3000/50000",
               "white_point_x": "15635/50000", "white_point_y": "16450/50000", "min_luminance": "1/10000",
               "max_luminance": "10000000/10000"},
              {"side_data_type": "Content light level metadata", "max_content": 1000, "max_average": 400}]}""");
        Colour colour = Told.colour(said);
        assertEquals(Colour.Dynamic.HDR10, colour.dynamic());
        assertEquals(1000, colour.mastering().orElseThrow().maxNits(), 0.5);
        assertEquals(0.68, colour.mastering().orElseThrow().redX(), 0.001);
        assertEquals(Optional.of(new Colour.Light(1000, 400)), colour.light());
    }

    @Test
    void asks_the_first_frame_for_colours() {
        Path film = hdr("film.mkv", "smpte2084", "");
        Colour colour = FFMPEG.colour(film, probe(film).video().orElseThrow(), new FakeRun(folder));
        assertEquals(List.of(Colour.Dynamic.PQ, 10, "bt2020"), List.of(colour.dynamic(), colour.bits(), colour
                .primaries()));
    }

    @ParameterizedTest
    @CsvSource({"90,false,270,180,320", "180,false,180,320,180", "-90,false,90,180,320", "0,true,0,320,180"})
    void tells_how_a_player_turns_it(int counterClockwise, boolean flip, int turn, int width, int height) {
        Path film = make("film.mp4", "-f", "lavfi", "-i", PICTURES, "-c:v", "libopenh264");
        List<String> words = new ArrayList<>(List.of("-display_rotation", Integer.toString(counterClockwise)));
        if (flip) {
            words.add("-display_hflip");
        }
        words.addAll(List.of("-i", Ffmpeg.file(film), "-c", "copy"));
        VideoStream turned = probe(make("turned.mp4", words.toArray(String[]::new))).video().orElseThrow();
        assertEquals(List.of(turn, width, height), List.of(turned.geometry().turn() % 360, turned.width(), turned
                .height()));
        assertEquals(flip, turned.geometry().mirrored());
        assertEquals(320, turned.geometry().codedWidth());
    }

    @Test
    void tells_pixels_that_are_not_square() {
        VideoStream film = probe(make("dv.mkv", "-f", "lavfi", "-i",
                "testsrc2=s=360x288:d=0.2,setsar=64/45,setfield=tff", "-c:v", "ffv1")).video().orElseThrow();
        assertEquals(64.0 / 45, film.geometry().pixelAspect(), 1e-9);
        assertEquals(List.of(512, 288), List.of(film.width(), film.height()));
        assertEquals(16 / 9.0, film.geometry().aspect(), 0.01);
    }

    @Test
    void tells_sound_languages_subtitles_and_chapters() throws IOException {
        Path words = Files.writeString(folder.resolve("w.srt"), "1\n00:00:00,000 --> 00:00:00,300\nHello\n");
        Path chapters = Files.writeString(folder.resolve("c.txt"),
                ";FFMETADATA1\ntitle=Film\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=200\ntitle=One\n"
                        + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=200\nEND=400\ntitle=Two\n");
        Path film = make("film.mkv", "-f", "lavfi", "-i", PICTURES, "-f", "lavfi", "-i", "sine=d=0.4:r=48000", "-f",
                "lavfi", "-i", "anoisesrc=d=0.4:r=48000", "-f", "srt", "-i", Ffmpeg.file(words), "-f", "ffmetadata",
                "-i", Ffmpeg.file(chapters), "-map", "0", "-map", "1", "-map", "2", "-map", "3", "-map_chapters", "4",
                "-map_metadata", "4", "-c:v", "ffv1", "-c:a:0", "flac", "-c:a:1", "libopus", "-ac:a:1", "6",
                "-metadata:s:a:0", "language=deu", "-metadata:s:a:1", "language=eng", "-metadata:s:a:1",
                "title=Director", "-disposition:a:1", "comment", "-c:s", "srt", "-metadata:s:s:0", "language=fra");
        MediaInfo info = probe(film);
        assertEquals(List.of(2, 1, 2), List.of(info.audioStreams(), info.subtitles(), info.chapters()));
        assertEquals(List.of(new Chapter(0, 0.2, "One"), new Chapter(0.2, 0.4, "Two")), info.chapterList());
        AudioStream second = info.sounds().get(1);
        assertEquals(Optional.of("eng"), second.track().language());
        assertEquals(Optional.of("Director"), second.track().title());
        assertEquals(Set.of("comment"), second.track().dispositions());
        assertEquals(List.of(6, 48000, "opus", 2), List.of(second.channels(), second.sampleRate(), second.codec(),
                second.index()));
        assertEquals(16, info.sounds().getFirst().bits());
        assertEquals(List.of("subrip", "fra"), List.of(info.texts().getFirst().codec(), info.texts().getFirst()
                .track().language().orElseThrow()));
        assertFalse(info.texts().getFirst().pictures());
        assertEquals(0.4, second.track().seconds(), 0.05);
        assertEquals(Locks.NONE, info.locks());
    }

    @Test
    void tells_an_encrypted_film() {
        Path film = make("film.mp4", "-f", "lavfi", "-i", PICTURES, "-c:v", "libopenh264", "-encryption_scheme",
                "cenc-aes-ctr", "-encryption_key", "76a6c65c5ea762046bd749a2e632ccbb", "-encryption_kid",
                "a7e61c373e219033c21091fa607bf3b8");
        assertEquals(new Locks(true, false), probe(film).locks());
    }

    @Test
    void a_film_of_which_only_one_half_is_locked_is_opened_for_the_other_alone() throws IOException {
        SampleFilms films = new SampleFilms(FFMPEG::run);
        Path file = films.deaf(folder.resolve("deaf.mp4"));
        MediaInfo deaf = probe(file);
        assertEquals(new Locks(false, true), deaf.locks());
        assertEquals(96, deaf.openPictures(file, "none", "").width());
        var e = assertThrows(ProcessingException.class, () -> deaf.openFilm(file, "none", ""));
        assertEquals("deaf.mp4 has encrypted sound, which cannot be taken along with its pictures.", e.message());
        MediaInfo blind = probe(films.blind(folder.resolve("blind.mp4")));
        assertEquals(new Locks(true, false), blind.locks());
        assertEquals(1, blind.openSound(file, "none").channels());
        assertEquals("media.encrypted", assertThrows(ProcessingException.class, () -> blind.openFilm(file, "none", ""))
                .code());
    }

    @Test
    void reads_frames_and_key_frames_from_packets() {
        Path film = make("film.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2", "-c:v", "libopenh264", "-g",
                "20");
        FrameTimes times = FFMPEG.frames(film, probe(film).video().orElseThrow(), new FakeRun(folder));
        assertEquals(50, times.size());
        assertEquals(List.of(0.0, 0.8, 1.6), java.util.Arrays.stream(times.keySeconds()).boxed().toList());
        assertEquals(20, times.longestGop());
        assertFalse(times.variable());
        assertEquals(List.of(0.0, 0.8, 1.6), List.of(times.keyBefore(0.79), times.keyBefore(0.8), times.keyBefore(9)));
        FrameTimes few = FFMPEG.frames(film, probe(film).video().orElseThrow(), 1.0, 1.2, new FakeRun(folder));
        assertEquals(0.8, few.seconds()[0], 1e-6);
        assertTrue(few.size() < 20, few.size() + " frames");
    }

    @Test
    void tells_a_film_whose_frames_last_unequally() {
        Path film = make("vfr.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2,select='not(mod(n,3))+lt(n,20)'",
                "-fps_mode", "passthrough", "-c:v", "libopenh264");
        VideoStream stream = probe(film).video().orElseThrow();
        assertTrue(stream.variable(), stream.toString());
        assertTrue(FFMPEG.frames(film, stream, new FakeRun(folder)).variable());
    }

    private MediaInfo probe(Path file) {
        return FFMPEG.probe(file);
    }

    private Path hdr(String name, String transfer, String screen) {
        List<String> words = new ArrayList<>(List.of("-f", "lavfi", "-i", PICTURES, "-vf",
                "format=yuv420p10le,setparams=color_primaries=bt2020:colorspace=bt2020nc:color_trc=" + transfer,
                "-frames:v", "2", "-c:v", "libsvtav1", "-preset", "12"));
        if (!screen.isEmpty()) {
            words.addAll(List.of("-svtav1-params", screen));
        }
        return make(name, words.toArray(String[]::new));
    }

    @Test
    void a_file_is_read_once_until_it_is_written_to_wherever_it_is_moved() throws IOException {
        Path file = SampleMedia.wav(folder, 1);
        FakeRun run = new FakeRun(folder);
        FFMPEG.probe(file, run);
        Path moved = Files.move(file, folder.resolve("moved.wav"));
        assertEquals(1, FFMPEG.probe(moved, run).seconds(), 0.01);
        assertEquals(1, run.commands().size());
        SampleMedia.wav(moved, 2, 48_000, 0.1);
        assertEquals(2, FFMPEG.probe(moved, run).seconds(), 0.01);
        assertEquals(2, run.commands().size());
    }

    @Test
    void a_paused_probe_keeps_nobody_waiting() throws IOException {
        Path file = SampleMedia.wav(folder, 1);
        CompletableFuture<Runnable> halted = new CompletableFuture<>();
        Run paused = new QuietRun() {
            @Override
            public void checkCanceled() {
                // nobody cancels
            }

            @Override
            public Registration onCancel(Runnable action) {
                return () -> {};
            }

            @Override
            public Registration onPause(Runnable halt, Runnable goOn) {
                halt.run();
                halted.complete(goOn);
                return () -> {};
            }
        };
        CompletableFuture<MediaInfo> first = probing(file, paused);
        Runnable goOn = halted.orTimeout(20, TimeUnit.SECONDS).join();
        try {
            assertEquals(1, probing(file, new FakeRun(folder)).join().seconds(), 0.01);
        } finally {
            goOn.run();
        }
        assertEquals(1, first.join().seconds(), 0.01);
    }

    private static CompletableFuture<MediaInfo> probing(Path file, Run run) {
        return CompletableFuture.supplyAsync(() -> FFMPEG.probe(file, run),
                task -> Thread.ofPlatform().daemon().start(task)).orTimeout(20, TimeUnit.SECONDS);
    }

    private Path make(String name, String... arguments) {
        Path file = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add(Ffmpeg.file(file));
        FFMPEG.run(words, 0, new FakeRun(folder));
        return file;
    }
}
