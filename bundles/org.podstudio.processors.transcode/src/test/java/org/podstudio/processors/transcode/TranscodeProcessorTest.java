package org.podstudio.processors.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.Toolbox;
import org.podstudio.media.VideoStream;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleFilms;
import org.podstudio.testkit.SampleMedia;

@Timeout(120)
class TranscodeProcessorTest extends ProcessorContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final SampleFilms FILMS = new SampleFilms(FFMPEG::run);
    private static final Toolbox TOOLBOX = Toolbox.of(FFMPEG);

    @Override
    protected Processor<Params> processor() {
        return new TranscodeProcessor(TOOLBOX);
    }

    @Override
    protected Path sample(Path folder) throws IOException {
        return FILMS.film(folder.resolve("film.mov"), "320x180", 1);
    }

    @ParameterizedTest
    @CsvSource({"mp4,auto,auto,h264,aac", "mov,h264,mp3,h264,mp3", "mkv,vp9,opus,vp9,opus", "webm,auto,auto,vp9,opus",
            "mp4,av1,copy,av1,aac",
            "webm,av1,none,av1,none"})
    void makes_every_container(String container, String video, String audio, String videoMade, String audioMade)
            throws IOException {
        Result result = process(sample(folder), Map.of("container", container, "video_codec", video, "audio_codec",
                audio, "speed", "veryfast"));
        MediaInfo made = FFMPEG.probe(file(result));
        assertEquals(videoMade, made.video().orElseThrow().codec());
        assertEquals(audioMade, made.audio().map(a -> a.codec()).orElse("none"));
        assertEquals("yuv420p", made.video().orElseThrow().pixelFormat());
        assertEquals(1, made.seconds(), 0.1);
        FFMPEG.decode(file(result));
    }

    @Test
    void scales_to_even_sizes_and_never_up() throws IOException {
        Path odd = FILMS.film(folder.resolve("odd.mkv"), "322x242", 0.5);
        assertEquals(List.of(160, 120), size(process(odd, Map.of("height", 121))));
        assertEquals(List.of(322, 242), size(process(odd, Map.of("height", 1080))));
        assertTrue(run.notes().toString().contains("242 lines"));
    }

    @Test
    void says_what_the_installed_encoder_does_not_know() throws IOException {
        process(sample(folder), Map.of("speed", "veryfast", "crf", 3));
        assertTrue(run.notes().toString().contains("one speed only"), run.notes().toString());
        assertTrue(run.notes().toString().contains("no quality factor below 12"), run.notes().toString());
    }

    @Test
    void cuts_a_last_odd_line_and_column() throws IOException {
        // without its format the test picture is made of whole 2 x 2 squares of colour
        Path odd = FILMS.make(folder.resolve("odd.mkv"), "-f", "lavfi", "-i", "testsrc2=s=321x241:d=0.5,format=yuv444p",
                "-c:v", "ffv1");
        VideoStream source = FFMPEG.probe(odd).video().orElseThrow();
        assertEquals(List.of(321, 241), List.of(source.width(), source.height()));
        assertEquals(List.of(320, 240), size(process(odd, Map.of())));
    }

    @Test
    void rotated_film_comes_out_upright() throws IOException {
        Path turned = folder.resolve("turned.mp4");
        FILMS.make(turned, "-display_rotation", "90", "-i", Ffmpeg.file(sample(folder)), "-c", "copy");
        Result result = process(turned, Map.of("height", 160));
        assertEquals(List.of(90, 160), size(result));
    }

    @Test
    void squeezed_pixels_become_square() throws IOException {
        Path squeezed = FILMS.make(folder.resolve("dv.mkv"), "-f", "lavfi", "-i",
                "testsrc2=s=360x288:d=0.5,setsar=64/45",
                "-c:v", "ffv1");
        assertEquals(List.of(512, 288), size(process(squeezed, Map.of())));
    }

    @Test
    void sets_rate_and_key_frames() throws IOException {
        Path film = FILMS.film(folder.resolve("film.mp4"), "320x180", 4);
        Path out = file(process(film, Map.of("fps", 12.5, "gop_seconds", 2)));
        assertEquals(12.5, FFMPEG.probe(out).video().orElseThrow().fps(), 0.01);
        Path keys = folder.resolve("keys.txt");
        FFMPEG.run(List.of("-skip_frame", "nokey", "-i", Ffmpeg.file(out), "-map", "0:v", "-f", "framecrc",
                Ffmpeg.file(keys)), 0, run);
        assertEquals(2, Files.readAllLines(keys).stream().filter(l -> !l.startsWith("#")).count());
    }

    @Test
    void better_quality_takes_more_room() throws IOException {
        Path film = sample(folder);
        long fine = Files.size(file(process(film, Map.of("crf", 18))));
        assertTrue(fine > 1.3 * Files.size(file(process(film, Map.of("crf", 34)))));
    }

    @Test
    void keeps_tags_and_chapters_and_starts_fast() throws IOException {
        Path chapters = Files.writeString(folder.resolve("c.txt"),
                ";FFMETADATA1\ntitle=Äpfel\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=a\n");
        Path film = FILMS.make(folder.resolve("tagged.mp4"), "-i", Ffmpeg.file(sample(folder)), "-f", "ffmetadata",
                "-i",
                Ffmpeg.file(chapters), "-c",
                "copy", "-map_metadata", "1", "-map_chapters", "1");
        Path out = file(process(film, Map.of()));
        MediaInfo made = FFMPEG.probe(out);
        assertEquals("Äpfel", made.tags().get("title"));
        assertEquals(1, made.chapters());
        String head = new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1);
        assertTrue(head.contains("moov") && head.indexOf("moov") < head.indexOf("mdat"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web_video", "mobile_video", "archive_quality", "low_latency"})
    void presets_work(String preset) throws IOException {
        assertEquals(List.of(320, 180), size(process(sample(folder), Map.of("preset", preset))));
    }

    @Test
    void refuses_what_the_container_cannot_hold_with_what_it_can() {
        var e = assertThrows(ProcessingException.class, () -> read(Map.of("container", "webm", "video_codec", "h264")));
        assertEquals("transcode.not-in-container", e.code());
        assertTrue(e.advice().contains("vp9"), e.advice());
        assertEquals("transcode.not-in-container",
                assertThrows(ProcessingException.class, () -> read(Map.of("container", "webm", "audio_codec", "aac")))
                        .code());
        assertEquals("transcode.crf-and-bitrate",
                assertThrows(ProcessingException.class, () -> read(Map.of("crf", 20, "video_bitrate", 900))).code());
        var copy = assertThrows(ProcessingException.class, () -> process(sample(folder), Map.of("container", "webm",
                "audio_codec", "copy")));
        assertTrue(copy.advice().contains("opus"), copy.advice());
    }

    @Test
    void a_missing_encoder_names_those_that_are_there() {
        if (TOOLBOX.can(org.podstudio.media.Ability.encoder("libx265"))) {
            return;
        }
        var e = assertThrows(ProcessingException.class, () -> process(sample(folder), Map.of("video_codec", "h265")));
        assertEquals("transcode.no-encoder", e.code());
        assertEquals("Choose one of h264, av1, vp9, or install the feature with the GPL codecs.", e.advice());
    }

    @Test
    void refuses_bad_files_with_a_sentence() throws IOException {
        byte[] bytes = Files.readAllBytes(sample(folder));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
        Path text = Files.writeString(folder.resolve("text.mp4"), "not a film");
        Path sound = SampleMedia.wav(folder, 1);
        for (var bad : Map.of(cut, "media.broken", text, "media.unknown-format", sound, "transcode.no-film")
                .entrySet()) {
            var e = assertThrows(ProcessingException.class, () -> process(bad.getKey(), Map.of()));
            assertEquals(bad.getValue(), e.code());
            assertTrue(e.message().contains(bad.getKey().getFileName().toString()), e.message());
        }
    }

    @Test
    void cancel_kills_the_child() throws Exception {
        Path film = FILMS.film(folder.resolve("long.mp4"), "640x360", 10);
        run = new FakeRun(Files.createTempDirectory(folder, "scratch"));
        CompletableFuture<Throwable> ended = slow(film);
        ProcessHandle child = child(run);
        Instant before = Instant.now();
        run.cancel();
        assertTrue(ended.get() instanceof CanceledException);
        child.onExit().get();
        assertTrue(Duration.between(before, Instant.now()).toMillis() < 2000);
    }

    @Test
    void a_child_killed_midway_is_told_as_such() throws Exception {
        Path film = FILMS.film(folder.resolve("long.mp4"), "640x360", 10);
        run = new FakeRun(Files.createTempDirectory(folder, "scratch"));
        CompletableFuture<Throwable> ended = slow(film);
        child(run).destroyForcibly();
        ProcessingException e = (ProcessingException) ended.get();
        assertEquals("media.killed", e.code());
        assertTrue(e.message().contains("long.mp4"), e.message());
    }

    private CompletableFuture<Throwable> slow(Path film) {
        Params slow = read(Map.of("container", "webm", "speed", "slow"));
        return CompletableFuture.supplyAsync(
                () -> assertThrows(RuntimeException.class, () -> processor().process(new Request<>(List.of(film), slow,
                        0), run)));
    }

    /** The child once it works. */
    private static ProcessHandle child(FakeRun run) throws InterruptedException {
        run.awaitProgress();
        return ProcessHandle.current().children().filter(p -> p.info().command().orElse("").endsWith("/ffmpeg"))
                .findFirst().orElseThrow();
    }

    private static List<Integer> size(Result result) {
        var expected = result.outputs().getFirst().expected();
        VideoStream made = FFMPEG.probe(file(result)).video().orElseThrow();
        assertEquals(List.of(expected.width().getAsInt(), expected.height().getAsInt()), List.of(made.width(),
                made.height()));
        assertFalse(result.facts().isEmpty());
        return List.of(made.width(), made.height());
    }
}
