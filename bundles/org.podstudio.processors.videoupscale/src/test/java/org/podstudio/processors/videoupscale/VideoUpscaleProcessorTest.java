package org.podstudio.processors.videoupscale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.inference.Sessions;
import org.podstudio.media.Audit;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.FrameTimes;
import org.podstudio.media.MediaInfo;
import org.podstudio.models.Catalogue;
import org.podstudio.models.onnx.OnnxWriter;
import org.podstudio.testkit.BadInputContract;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleFilms;
import org.podstudio.testkit.SampleMedia;

/** The net of this test enlarges four times by repetition, so that every pixel can be foretold. */
@Timeout(120)
class VideoUpscaleProcessorTest extends ProcessorContract<Params> {

    private static final String MODEL = "repeat-x4";
    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final SampleFilms FILMS = new SampleFilms(FFMPEG::run);

    @Override
    protected Processor<Params> processor() {
        return new VideoUpscaleProcessor(FFMPEG, new Catalogue(List.of(cards()), folder.resolve("models")),
                new Sessions(Path.of("target", "natives"), 1 << 20));
    }

    @Override
    protected Path sample(Path where) throws IOException {
        Path film = where.resolve("film.mp4");
        return Files.exists(film) ? film : FILMS.film(film, "48x36", 0.8);
    }

    @Override
    protected Params parameters() {
        return params(Map.of());
    }

    @Override
    protected Map<String, Path> models() {
        return Map.of(MODEL, cards().resolve(MODEL + ".onnx"));
    }

    @ParameterizedTest
    @CsvSource({"2,mp4,96,72", "4,mkv,192,144"})
    void makes_film_larger_and_copies_its_sound(int scale, String container, int width, int height)
            throws IOException {
        Result result = process(sample(folder), Map.of("scale", scale, "output_format", container));
        Path made = result.outputs().getFirst().file();
        MediaInfo info = FFMPEG.probe(made);
        assertEquals(List.of(width, height), List.of(info.video().orElseThrow().width(), info.video().orElseThrow()
                .height()));
        assertTrue(made.toString().endsWith(container));
        assertEquals(sound(sample(folder)), sound(made));
        assertEquals(0.8, info.seconds(), 0.1);
        assertEquals("20", result.facts().get("frames"));
        FFMPEG.decode(made);
    }

    @Test
    void the_pictures_are_those_of_the_film() throws IOException {
        Path film = FILMS.make(folder.resolve("flat.mkv"), "-f", "lavfi", "-i",
                "color=0x20A060:s=48x36:d=0.4,drawbox=x=0:y=0:w=24:h=36:c=0xD04020:t=fill,format=gbrp", "-c:v", "ffv1");
        Path made = process(film, Map.of("denoise", 0)).outputs().getFirst().file();
        Path png = folder.resolve("frame.png");
        FFMPEG.frame(made, 0.2, png, 96);
        var picture = javax.imageio.ImageIO.read(png.toFile());
        assertNear(0xD04020, picture.getRGB(10, 30));
        assertNear(0x20A060, picture.getRGB(90, 30));
    }

    @Test
    void uneven_frames_keep_their_times() throws IOException {
        Path film = FILMS.make(folder.resolve("vfr.mkv"), "-f", "lavfi", "-i",
                "testsrc2=s=48x36:r=30:d=0.9,select='not(eq(mod(n,7),3))'", "-f", "lavfi", "-i", "sine=d=0.9",
                "-fps_mode", "vfr", "-c:v", "ffv1", "-c:a", "flac");
        Result result = process(film, Map.of());
        FrameTimes before = times(film);
        FrameTimes after = times(result.outputs().getFirst().file());
        assertTrue(before.variable() && after.variable());
        assertArrayEquals(before.seconds(), after.seconds(), 0.0011);
        assertTrue(result.facts().get("sync").startsWith("frames within"), result.facts()::toString);
    }

    @Test
    void light_and_sound_stay_together_also_when_the_film_begins_late() throws IOException {
        Path even = FILMS.make(folder.resolve("flash.mkv"), "-f", "lavfi", "-i",
                "color=black:s=48x36:r=25:d=0.9,drawbox=c=white:t=fill:enable='between(t,0.4,0.5)'", "-f", "lavfi",
                "-i",
                "aevalsrc='if(between(t,0.4,0.5),sin(2*PI*1000*t),0)':d=0.9:s=48000", "-c:v", "ffv1", "-c:a", "flac");
        // a stream that counts from ten seconds, and whose pictures begin a little after its sound
        Path late = FILMS.make(folder.resolve("late.mkv"), "-itsoffset", "10", "-i", Ffmpeg.file(even), "-itsoffset",
                "10.2",
                "-i", Ffmpeg.file(even), "-map", "0:a", "-map", "1:v", "-c", "copy", "-copyts", "-avoid_negative_ts",
                "disabled");
        for (Path film : List.of(even, late)) {
            Path made = process(film, Map.of("denoise", 0)).outputs().getFirst().file();
            assertEquals(apart(film), apart(made), 0.0021, film.toString());
        }
    }

    @Test
    void work_that_was_cut_off_goes_on_and_comes_to_the_same() throws IOException {
        Path film = FILMS.make(folder.resolve("long.mp4"), "-f", "lavfi", "-i", "testsrc2=s=48x36:r=25:d=2.4", "-g",
                "12",
                "-c:v", "libopenh264");
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Path whole = process(film, Map.of()).outputs().getFirst().file();
        run = fresh().withCheckpoints(kept).cancelAt(0.55);
        assertThrows(CanceledException.class, () -> perform(film, Map.of(), run));
        Path done;
        try (Stream<Path> all = Files.walk(kept)) {
            done = all.filter(f -> f.getFileName().toString().equals("film.ts")).findFirst().orElseThrow();
        }
        // as a dead program leaves it: more bytes than count, and half of a piece
        Files.write(done, new byte[777], StandardOpenOption.APPEND);
        Files.write(done.resolveSibling("piece.ts"), new byte[100]);
        run = fresh().withCheckpoints(kept);
        Result result = perform(film, Map.of(), run);
        assertTrue(run.notes().stream().anyMatch(n -> n.matches("Goes on after (12|24|36) frames.*")), run.notes()
                .toString());
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(result.outputs().getFirst().file()));
    }

    /** The decoder has no more for the network then, the encoder takes no more of it: neither is the film's fault. */
    @ParameterizedTest
    @CsvSource({"rawvideo", "piece.ts"})
    void a_child_that_is_killed_is_no_broken_film_and_costs_no_more_than_its_piece(String child) throws Exception {
        Path film = FILMS.make(folder.resolve("long.mp4"), "-f", "lavfi", "-i", "testsrc2=s=48x36:r=25:d=8", "-g", "12",
                "-c:v", "libopenh264");
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Path whole = process(film, Map.of()).outputs().getFirst().file();
        run = fresh().withCheckpoints(kept);
        Thread killer = Thread.ofVirtual().start(() -> killAfterTheFirstPiece(kept, child));
        var e = assertThrows(ProcessingException.class, () -> perform(film, Map.of(), run));
        killer.join();
        assertEquals("media.killed", e.code(), e.message());
        assertEquals(ErrorKind.TOOL, e.kind());
        assertEquals(0, children(folder.toString()).count(), "somebody still works on the piece");
        run = fresh().withCheckpoints(kept);
        Result result = perform(film, Map.of(), run);
        assertTrue(run.notes().toString().contains("Goes on after"), run.notes().toString());
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(result.outputs().getFirst().file()));
    }

    @Test
    void work_that_is_halted_meanwhile_comes_to_the_same() throws Exception {
        Path film = FILMS.make(folder.resolve("long.mp4"), "-f", "lavfi", "-i", "testsrc2=s=48x36:r=25:d=4", "-g", "12",
                "-c:v", "libopenh264");
        Path whole = process(film, Map.of()).outputs().getFirst().file();
        run = fresh();
        Thread halting = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 5; i++) {
                run.pause();
                run.resume();
            }
        });
        Result result = perform(film, Map.of(), run);
        halting.join();
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(result.outputs().getFirst().file()));
    }

    private static void killAfterTheFirstPiece(Path kept, String child) {
        while (done(kept).isEmpty() || children(child).findAny().isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
        children(child).forEach(ProcessHandle::destroyForcibly);
    }

    private static Optional<Path> done(Path kept) {
        try (Stream<Path> all = Files.walk(kept)) {
            return all.filter(f -> f.getFileName().toString().equals("done.txt")).findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty(); // what is written anew is not there for a moment
        }
    }

    /** Ours, by a word of their command. */
    private static Stream<ProcessHandle> children(String word) {
        return ProcessHandle.current().descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(word));
    }

    @Test
    void another_film_or_other_parameters_begin_anew() throws IOException {
        Path kept = Files.createDirectory(folder.resolve("kept"));
        for (Map<String, Object> values : List.<Map<String, Object>>of(Map.of(), Map.of("denoise", 0.9))) {
            run = fresh().withCheckpoints(kept);
            perform(sample(folder), values, run);
            assertFalse(run.notes().toString().contains("Goes on"), run.notes().toString());
        }
    }

    @Test
    void a_checkpoint_that_makes_no_sense_counts_as_nothing() throws IOException {
        for (String nonsense : List.of("", "x y", "5", "-3 7", "99 99999", "1 9999999999999999999")) {
            Path where = Files.createTempDirectory(folder, "checkpoint");
            Files.writeString(where.resolve("done.txt"), nonsense);
            Files.writeString(where.resolve("film.ts"), "abc");
            assertEquals(0, Checkpoint.in(where).frames(), nonsense);
            assertEquals(0, Files.size(where.resolve("film.ts")));
        }
    }

    @Test
    void it_says_before_how_long_it_takes_and_refuses_what_nobody_waits_for() throws IOException {
        process(sample(folder), Map.of());
        assertTrue(run.notes().stream().anyMatch(n -> n.matches(
                "This takes about \\d+ (s|min|h|days) on this CPU: 20 frames of 48 x 36 pixels by repeat-x4\\.")),
                run.notes().toString());
        Request<Params> request = new Request<>(List.of(sample(folder)), params(Map.of("max_hours", 0.001)), 0);
        Path slow = Files.createDirectories(folder.resolve("slow"));
        Files.writeString(slow.resolve(MODEL + ".json"), card(1_000_000));
        Processor<Params> processor = new VideoUpscaleProcessor(FFMPEG,
                new Catalogue(List.of(slow), folder.resolve("models")),
                new Sessions(Path.of("target", "natives"), 1 << 20));
        for (var refusal : List.of(assertThrows(ProcessingException.class, () -> processor.needs(request)),
                assertThrows(ProcessingException.class, () -> processor.process(request, fresh())))) {
            assertEquals("video-upscale.too-long", refusal.code());
            assertTrue(refusal.advice().contains("smaller model"), refusal.advice());
        }
    }

    @Test
    void times_are_told_as_people_tell_them() {
        assertEquals(List.of("1 s", "40 s", "12 min", "3 h", "5 days"), Stream.of(0, 40, 700, 10_500, 5 * 86_400)
                .map(s -> Estimate.words(Duration.ofSeconds(s))).toList());
    }

    @Test
    void pieces_begin_at_key_frames_and_often_enough() {
        BitSet keys = new BitSet();
        List.of(0, 5, 20, 25, 100).forEach(keys::set);
        assertEquals(List.of(0, 20, 68, 100), Pieces.starts(new FrameTimes(new double[120], keys, 0)));
    }

    @Test
    void what_cannot_be_enlarged_is_refused_with_a_sentence() throws IOException {
        Path sound = SampleMedia.wav(folder, 0.3);
        Path small = FILMS.make(folder.resolve("small.mkv"), "-f", "lavfi", "-i", "testsrc2=s=4x6:d=0.2", "-c:v",
                "ffv1");
        Path large = FILMS.make(folder.resolve("large.mkv"), "-f", "lavfi", "-i", "testsrc2=s=3000x1700:d=0.08", "-c:v",
                "ffv1");
        Path text = Files.writeString(folder.resolve("list.mp4"), "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts\n");
        byte[] bytes = Files.readAllBytes(sample(folder));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
        Map.of(sound, "video-upscale.no-film", small, "video-upscale.too-small", large, "video-upscale.too-large", text,
                "media.unknown-format", cut, "media.broken").forEach((file, code) -> {
                    var e = assertThrows(ProcessingException.class, () -> process(file, Map.of()));
                    assertEquals(code, e.code(), e.message());
                    assertTrue(e.message().contains(file.getFileName().toString()), e.message());
                });
        assertEquals("video-upscale.scale", assertThrows(ProcessingException.class, () -> params(Map.of("scale", 3)))
                .code());
    }

    @Test
    void odd_turned_deep_and_bright_films_come_out_right() throws IOException {
        Path odd = FILMS.make(folder.resolve("odd.mkv"), "-f", "lavfi", "-i", "testsrc2=s=33x25:d=0.2,format=yuv444p",
                "-pix_fmt", "yuv444p10le", "-c:v", "ffv1");
        assertEquals(33, FFMPEG.probe(odd).video().orElseThrow().width());
        assertEquals(List.of(66, 50), size(process(odd, Map.of())));
        Path turned = FILMS.make(folder.resolve("turned.mp4"), "-display_rotation", "90", "-i",
                Ffmpeg.file(sample(folder)),
                "-c", "copy");
        assertEquals(List.of(72, 96), size(process(turned, Map.of())));
        Path bright = FILMS.make(folder.resolve("hdr.mkv"), "-f", "lavfi", "-i",
                "testsrc2=s=48x36:d=0.2,format=yuv420p10le,setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc:range=tv",
                "-c:v", "ffv1");
        assertEquals(List.of(96, 72), size(process(bright, Map.of())));
    }

    @Test
    void subtitles_and_several_tracks_of_sound_are_copied() throws IOException {
        Path words = Files.writeString(folder.resolve("words.srt"), "1\n00:00:00,100 --> 00:00:00,600\nHallo\n");
        Path film = FILMS.make(folder.resolve("two.mkv"), "-i", Ffmpeg.file(sample(folder)), "-f", "lavfi", "-i",
                "sine=880:d=0.8", "-f", "srt", "-i", Ffmpeg.file(words), "-map", "0:v", "-map", "0:a", "-map", "1:a",
                "-map", "2:s", "-c:v", "copy", "-c:a", "aac", "-c:s", "srt", "-metadata:s:a:1", "language=ger");
        for (String container : List.of("mkv", "mp4")) {
            MediaInfo info = FFMPEG.probe(
                    process(film, Map.of("output_format", container)).outputs().getFirst().file());
            assertEquals(List.of(2, 1), List.of(info.audioStreams(), info.subtitles()), container);
            assertEquals(Optional.of("ger"), info.sounds().get(1).track().language());
        }
    }

    private static void assertNear(int wanted, int seen) {
        for (int shift = 0; shift < 24; shift += 8) {
            assertEquals(wanted >> shift & 255, seen >> shift & 255, 6, Integer.toHexString(seen));
        }
    }

    private static List<Integer> size(Result result) {
        var video = FFMPEG.probe(result.outputs().getFirst().file()).video().orElseThrow();
        return List.of(video.width(), video.height());
    }

    private FrameTimes times(Path file) {
        return FFMPEG.frames(file, FFMPEG.probe(file).video().orElseThrow(), run);
    }

    /** Hashes of the packets of sound, without what the container notes on what to skip. */
    private List<String> sound(Path file) throws IOException {
        Path list = folder.resolve("packets.txt");
        FFMPEG.run(List.of("-i", Ffmpeg.file(file), "-map", "0:a", "-c", "copy", "-f", "framemd5", Ffmpeg.file(list)),
                0, run);
        return Files.readAllLines(list).stream().filter(line -> !line.startsWith("#"))
                .map(line -> line.split(",")[5].strip()).toList();
    }

    /** By how much light comes before sound, seconds. */
    private double apart(Path file) throws IOException {
        double light = onset(file, "0:v", "-vf", "signalstats,metadata=print:key=lavfi.signalstats.YAVG",
                "lavfi.signalstats.YAVG=", 100);
        double beep = onset(file, "0:a", "-af",
                "asetnsamples=48,astats=metadata=1:reset=1,ametadata=print:key=lavfi.astats.Overall.Peak_level",
                "lavfi.astats.Overall.Peak_level=", -20);
        return beep - light;
    }

    private double onset(Path file, String map, String kind, String filter, String key, double threshold)
            throws IOException {
        Path said = folder.resolve("said.txt");
        FFMPEG.run(List.of("-copyts", "-i", Ffmpeg.file(file), "-map", map, kind, filter + ":file='" + said + "'", "-f",
                "null", "-"), 0, run);
        double time = Double.NaN;
        for (String line : Files.readAllLines(said)) {
            if (line.startsWith("frame:")) {
                time = Double.parseDouble(line.replaceAll(".*pts_time:", "").strip());
            } else if (line.startsWith(key) && !line.contains("inf") && !line.contains("nan")
                    && Double.parseDouble(line.substring(key.length())) > threshold) {
                return time;
            }
        }
        throw new AssertionError("nothing above " + threshold);
    }

    @Override
    protected Result process(Path film, Map<String, Object> values) throws IOException {
        run = fresh();
        return perform(film, values, run);
    }

    private Result perform(Path film, Map<String, Object> values, FakeRun in) throws IOException {
        return processor().process(new Request<>(List.of(film), params(values), 0), in);
    }

    private FakeRun fresh() throws IOException {
        FakeRun fresh = new FakeRun(Files.createTempDirectory(folder, "run"));
        models().forEach(fresh::withModel);
        return fresh;
    }

    private Params params(Map<String, Object> values) {
        Map<String, Object> all = new java.util.HashMap<>(values);
        all.put("model", MODEL);
        return read(all);
    }

    private Path cards() {
        Path cards = folder.resolve("cards");
        try {
            if (!Files.exists(cards)) {
                Files.createDirectories(cards);
                net().save(cards.resolve(MODEL + ".onnx"));
                Files.writeString(cards.resolve(MODEL + ".json"), card(10));
            }
            return cards;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String card(int microsPerPixel) {
        return """
            {"id": "repeat-x4", "title": "Repeat", "task": "upscale", "rank": 1,
             "contract": {"scale": 4, "reach": 2, "multiple": 1, "cpuMicrosPerPixel": %d},
             "licence": {"spdx": "CC0-1.0", "name": "CC0", "url": "", "permissive": true},
             "bytes": 0, "sha256": "", "sources": []}""".formatted(microsPerPixel);
    }

    private static OnnxWriter net() {
        OnnxWriter net = new OnnxWriter("repeat", 13).input("input", 1, 3, "height", "width");
        String scales = net.floats("scales", new float[]{1, 1, 4, 4}, 4);
        net.node("Resize", List.of("input", "", scales), List.of("output"), Map.of("mode", "nearest"));
        return net.output("output", 1, 3, "out_height", "out_width");
    }

    @Nested
    class BadInput extends BadInputContract<Params> {

        BadInput() {
            super(Subject.FILM, FFMPEG::run, new Audit(FFMPEG)::whole);
        }

        @Override
        protected Processor<Params> processor() {
            return VideoUpscaleProcessorTest.this.processor();
        }

        @Override
        protected Map<String, Path> models() {
            return VideoUpscaleProcessorTest.this.models();
        }

        @Override
        protected Map<String, Object> values() {
            return Map.of("model", MODEL);
        }
    }
}
