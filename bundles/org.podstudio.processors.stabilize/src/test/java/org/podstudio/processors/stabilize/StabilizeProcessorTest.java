package org.podstudio.processors.stabilize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.hardware.Hardware;
import org.podstudio.media.Ability;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.Toolbox;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleFilms;
import org.podstudio.testkit.SampleMedia;

@Timeout(120)
class StabilizeProcessorTest extends ProcessorContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final SampleFilms FILMS = new SampleFilms(FFMPEG::run);
    private static final Toolbox TOOLBOX = new Toolbox(new Hardware(), FFMPEG);
    private static final String SHAKE = "x='60+%1$d*(2*sin(n*1.9)+sin(n*2.7))':y='60+%1$d*(2*sin(n*2.3)+cos(n*1.3))'";

    @Override
    protected Processor<Params> processor() {
        return new StabilizeProcessor(TOOLBOX);
    }

    /** Our own, wherever it runs. */
    @Override
    protected Params parameters() {
        return read(Map.of("method", "own"));
    }

    @Override
    protected Path sample(Path folder) throws IOException {
        return shaky(folder.resolve("shaky.mp4"), 0.6, "-c:a", "aac");
    }

    @ParameterizedTest
    @CsvSource({"static,bicubic,6", "adaptive,bilinear,6", "none,bicubic,2"})
    void takes_the_shake_out(String optzoom, String interpol, double times) throws IOException {
        Path film = shaky(folder.resolve("shaky.mp4"), 2, "-c:a", "aac");
        Result result = process(film, Map.of("method", "own", "smoothing", 20, "optzoom", optzoom, "interpol",
                interpol));
        double before = pixels(result, "before");
        double after = pixels(result, "after");
        assertTrue(before > 8, () -> "before: " + before);
        assertTrue(after < before / times, () -> before + " became " + after);
        FFMPEG.decode(file(result));
    }

    @Test
    void a_film_of_one_picture_tells_how_long_it_lasts() throws IOException {
        Path film = FILMS.make(folder.resolve("one.mp4"), "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=0.04", "-c:v",
                "libopenh264");
        MediaInfo made = FFMPEG.probe(file(process(film, Map.of("method", "own"))));
        assertEquals(0.04, made.seconds(), 0.001);
        assertEquals(0.04, made.video().orElseThrow().track().seconds(), 0.001);
    }

    @Test
    void no_black_border_is_left_and_none_enlarging_leaves_one() throws IOException {
        Path film = shaky(folder.resolve("shaky.mp4"), 1, "-an");
        assertTrue(darkest(film) > 40);
        assertTrue(darkest(file(process(film, Map.of("method", "own", "crop", "black")))) > 35);
        assertTrue(darkest(file(process(film, Map.of("method", "own", "crop", "black", "optzoom", "none")))) < 25);
        assertTrue(darkest(file(process(film, Map.of("method", "own", "crop", "keep", "optzoom", "none")))) > 35);
    }

    @Test
    void sound_subtitles_chapters_and_tags_stay_and_times_are_those_of_the_source() throws IOException {
        Path words = Files.writeString(folder.resolve("w.srt"), "1\n00:00:00,200 --> 00:00:00,700\nHello\n");
        Path about = Files.writeString(folder.resolve("c.txt"),
                ";FFMETADATA1\ntitle=Äpfel\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=a\n");
        Path bare = shaky(folder.resolve("bare.mkv"), 1, "-c:a", "aac");
        // every picture at a time of its own, beginning late
        Path film = FILMS.make(folder.resolve("uneven.mkv"), "-i", Ffmpeg.file(bare), "-f", "srt", "-i",
                Ffmpeg.file(words),
                "-f", "ffmetadata", "-i", Ffmpeg.file(about), "-map", "0", "-map", "1", "-map_metadata", "2",
                "-map_chapters", "2", "-c", "copy", "-bsf:v", "setts=ts=TS+120+mod(N\\,3)*9");
        Path out = file(process(film, Map.of("method", "own")));
        MediaInfo made = FFMPEG.probe(out);
        assertEquals("Äpfel", made.tags().get("title"));
        assertEquals(List.of(1, 1, 1), List.of(made.chapters(), made.subtitles(), made.audioStreams()));
        assertEquals(times(film, "0:V:0"), times(out, "0:V:0"));
        assertEquals(times(film, "0:a:0"), times(out, "0:a:0"));
    }

    @Test
    void vidstab_is_used_where_there_is_one_and_named_where_there_is_none() throws IOException {
        Path film = shaky(folder.resolve("shaky.mp4"), 1, 2, "-c:a", "aac");
        if (TOOLBOX.having(Ability.filter("vidstabdetect")).isPresent()) {
            Result result = process(film, Map.of("smoothing", 20, "mincontrast", 0.05));
            assertEquals("vidstab", result.facts().get("stabilize.by"));
            assertEquals(1, run.progressSeen().getLast(), 1e-9);
            assertTrue(pixels(result, "after") < pixels(result, "before") / 3, result.facts()::toString);
            assertEquals(times(film, "0:V:0"), times(file(result), "0:V:0"));
        } else {
            var e = assertThrows(ProcessingException.class, () -> process(film, Map.of("method", "vidstab")));
            assertEquals("media.no-ability", e.code());
            assertEquals("own", process(film, Map.of()).facts().get("stabilize.by"));
        }
    }

    /** At its usual contrast vidstab finds no place to follow in such a film. */
    @Test
    void where_vidstab_sees_nothing_our_own_does_it() throws IOException {
        assumeTrue(TOOLBOX.having(Ability.filter("vidstabdetect")).isPresent());
        Path film = flat(shaky(folder.resolve("shaky.mp4"), 2, "-c:a", "aac"));
        Result vidstab = process(film, Map.of("method", "vidstab", "smoothing", 20));
        assertTrue(pixels(vidstab, "after") > pixels(vidstab, "before") / 2, vidstab.facts()::toString);
        Result auto = process(film, Map.of("smoothing", 20));
        assertEquals("own", auto.facts().get("stabilize.by"));
        assertTrue(pixels(auto, "after") < pixels(auto, "before") / 3, auto.facts()::toString);
        assertTrue(run.notes().toString().contains("vidstab leaves a shake of"), run.notes()::toString);
    }

    @Test
    void what_will_be_left_is_foretold() throws IOException {
        for (Path shot : List.of(shaky(folder.resolve("shaky.mp4"), 2, "-an"),
                flat(shaky(folder.resolve("b.mp4"), 2, "-an")))) {
            Film film = Film.of(shot, FFMPEG.probe(shot));
            Sight sight = Sight.of(FFMPEG, film, Params.DEFAULTS.effort(), new FakeRun(folder));
            Shake foretold = sight.shakeAfter(Plan.of(sight.moves(), film.width(), film.height(), Params.DEFAULTS),
                    film);
            double left = pixels(process(shot, Map.of("method", "own")), "after");
            assertEquals(left, foretold.pixels(), 0.2 * left + 0.2);
            assertTrue(sight.shake().isPoorBeside(foretold));
            assertFalse(new Shake(left).isPoorBeside(foretold));
        }
    }

    @Test
    void rotated_film_comes_out_upright_and_odd_edges_are_cut() throws IOException {
        Path turned = FILMS.make(folder.resolve("turned.mp4"), "-display_rotation", "90", "-i",
                Ffmpeg.file(sample(folder)),
                "-c", "copy");
        var upright = FFMPEG.probe(file(process(turned, Map.of()))).video().orElseThrow();
        assertEquals(List.of(180, 320), List.of(upright.width(), upright.height()));
        Path odd = FILMS.make(folder.resolve("odd.mkv"), "-i", Ffmpeg.file(sample(folder)), "-vf",
                "format=yuv444p,crop=301:171", "-c:v", "ffv1", "-an");
        var even = FFMPEG.probe(file(process(odd, Map.of()))).video().orElseThrow();
        assertEquals(List.of(300, 170), List.of(even.width(), even.height()));
    }

    @Test
    void a_small_film_of_many_bits_is_not_given_to_an_encoder_that_hangs_on_it() throws IOException {
        Path small = FILMS.make(folder.resolve("small.mkv"), "-f", "lavfi", "-i",
                "testsrc2=s=96x56:d=0.4,format=yuv420p10le", "-c:v", "ffv1", "-strict", "-2");
        assertEquals(56, FFMPEG.probe(file(process(small, Map.of("method", "own")))).video().orElseThrow().height());
    }

    @Test
    void a_cut_is_not_smoothed_over() throws IOException {
        Path a = shaky(folder.resolve("a.mkv"), 0.5, "-an");
        Path b = FILMS.make(folder.resolve("b.mkv"), "-i", Ffmpeg.file(a), "-vf", "negate,hflip", "-c:v", "ffv1");
        Path film = FILMS.make(folder.resolve("cut.mkv"), "-i", Ffmpeg.file(a), "-i", Ffmpeg.file(b), "-filter_complex",
                "[0:v]format=yuv420p[x];[1:v]format=yuv420p[y];[x][y]concat", "-c:v", "ffv1");
        Film source = Film.of(film, FFMPEG.probe(film));
        Sight sight = Sight.of(FFMPEG, source, Params.DEFAULTS.effort(), new FakeRun(folder));
        assertEquals(2, sight.moves().stream().filter(Tracker.Move::cut).count());
        Result result = process(film, Map.of("method", "own"));
        assertTrue(pixels(result, "after") < pixels(result, "before") / 5);
    }

    @Test
    void ten_bits_stay_ten_where_there_is_an_encoder_for_them() throws IOException {
        Path deep = FILMS.make(folder.resolve("deep.mkv"), "-i", Ffmpeg.file(sample(folder)), "-pix_fmt", "yuv420p10le",
                "-c:v", "ffv1", "-an");
        String format = FFMPEG.probe(file(process(deep, Map.of("method", "own")))).video().orElseThrow().pixelFormat();
        assertEquals("yuv420p10le", format);
    }

    @Test
    void refuses_what_has_no_motion_to_see() throws IOException {
        Path dot = FILMS.make(folder.resolve("dot.nut"), "-f", "lavfi", "-i", "testsrc2=s=3x5:d=0.2", "-pix_fmt",
                "yuv444p",
                "-c:v",
                "rawvideo");
        Path sound = SampleMedia.wav(folder, 0.3);
        byte[] bytes = Files.readAllBytes(sample(folder));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
        Path text = Files.writeString(folder.resolve("list.mp4"), "#EXTM3U\nhttp://127.0.0.1:9/a.ts\n/etc/passwd\n");
        Map<Path, String> codes = Map.of(dot, "stabilize.too-small", sound, "stabilize.no-film", cut, "media.broken",
                text, "media.unknown-format", FILMS.locked(folder.resolve("locked.mp4")), "media.encrypted");
        for (var bad : codes.entrySet()) {
            var e = assertThrows(ProcessingException.class, () -> process(bad.getKey(), Map.of()));
            assertEquals(bad.getValue(), e.code(), e.message());
            assertTrue(e.message().contains(bad.getKey().getFileName().toString()), e.message());
        }
    }

    @Test
    void one_picture_and_still_film_go_through_unharmed() throws IOException {
        Path one = FILMS.make(folder.resolve("one.mkv"), "-i", Ffmpeg.file(sample(folder)), "-frames:v", "1", "-c:v",
                "ffv1",
                "-an");
        assertEquals(0, pixels(process(one, Map.of("method", "own")), "after"));
        Path still = FILMS.make(folder.resolve("still.mkv"), "-f", "lavfi", "-i", "color=gray:s=320x180:d=0.4", "-c:v",
                "ffv1");
        assertEquals("unknown", process(still, Map.of("method", "own")).facts().get("stabilize.shake.after"));
        assertTrue(run.notes().toString().contains("too little to follow"), run.notes().toString());
        Path steady = shaky(folder.resolve("steady.mkv"), 0.6, 0, "-an");
        process(steady, Map.of("method", "own"));
        assertTrue(run.notes().toString().contains("may have been steady"), run.notes().toString());
    }

    @Test
    void cancel_leaves_no_child() throws Exception {
        Path film = shaky(folder.resolve("long.mp4"), 6, "-an");
        run = new FakeRun(Files.createTempDirectory(folder, "scratch")).cancelAt(0.4);
        CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(() -> assertThrows(RuntimeException.class,
                () -> processor().process(new Request<>(List.of(film), read(Map.of("method", "own")), 0), run)));
        assertTrue(ended.get() instanceof CanceledException, () -> ended.join().toString());
        long left = ProcessHandle.current().children().filter(p -> p.info().command().orElse("").endsWith("/ffmpeg"))
                .peek(p -> p.onExit().join()).count();
        assertTrue(left <= 2);
        assertEquals(0, ProcessHandle.current().children().filter(p -> p.info().command().orElse("").endsWith(
                "/ffmpeg")).count());
    }

    private static double pixels(Result result, String when) {
        return Double.parseDouble(result.facts().get("stabilize.shake." + when).split(" ")[0]);
    }

    /** Least brightness of any picture but the first; blurred, so that a single dark pixel is none. */
    private double darkest(Path film) throws IOException {
        Path png = FILMS.make(folder.resolve("darkest.png"), "-i", Ffmpeg.file(film), "-vf",
                "trim=start_frame=1,avgblur=3,tile=6x4", "-frames:v", "1");
        var sheet = ImageIO.read(png.toFile());
        int least = 255;
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                least = Math.min(least, sheet.getRGB(x, y) >> 8 & 0xFF);
            }
        }
        return least;
    }

    private List<String> times(Path film, String stream) throws IOException {
        Path times = folder.resolve("t.txt");
        FFMPEG.run(List.of("-i", Ffmpeg.file(film), "-map", stream, "-c", "copy", "-copyts", "-f", "framecrc", Ffmpeg
                .file(times)), 0, run);
        return Files.readAllLines(times).stream().filter(l -> !l.startsWith("#")).map(l -> l.split(",")[2].strip())
                .sorted().toList();
    }

    /** Fog. */
    private Path flat(Path film) {
        return FILMS.make(film.resolveSibling("flat.mkv"), "-i", Ffmpeg.file(film), "-vf",
                "lutyuv=y=110+val/4:u=128:v=128", "-c:v", "ffv1", "-c:a", "copy");
    }

    /** A window over a photograph, held by an unsteady hand. */
    private Path shaky(Path file, double seconds, String... more) throws IOException {
        return shaky(file, seconds, 8, more);
    }

    private Path shaky(Path file, double seconds, int pixels, String... more) throws IOException {
        // grain of all sizes: something to follow wherever one looks, and however much that is enlarged
        Path photo = FILMS.make(folder.resolve("grain.png"), "-f", "lavfi", "-i",
                "color=gray:s=440x300,noise=alls=100:all_seed=7,gblur=4,lutyuv=y='clip((val-126)*9+140,70,220)'",
                "-frames:v", "1");
        List<String> words = new ArrayList<>(List.of("-framerate", "25", "-loop", "1", "-t", Double.toString(seconds),
                "-i", Ffmpeg.file(photo), "-f", "lavfi", "-i", "sine=d=" + seconds, "-vf",
                "gblur=1,crop=320:180:" + SHAKE.formatted(pixels) + ",format=yuv420p", "-c:v", "libopenh264",
                "-rc_mode", "bitrate",
                "-b:v", "200M", "-qmin", "14", "-qmax", "14"));
        words.addAll(List.of(more));
        return FILMS.make(file, words.toArray(String[]::new));
    }
}
