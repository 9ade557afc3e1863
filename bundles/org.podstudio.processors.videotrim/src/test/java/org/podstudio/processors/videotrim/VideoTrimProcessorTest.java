package org.podstudio.processors.videotrim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleFilms;
import org.podstudio.testkit.SampleMedia;

@Timeout(120)
class VideoTrimProcessorTest extends ProcessorContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final SampleFilms FILMS = new SampleFilms(FFMPEG::run);
    private static final double FRAME = 0.04;

    @Override
    protected Processor<Params> processor() {
        return new VideoTrimProcessor(FFMPEG);
    }

    @Override
    protected Path sample(Path folder) throws IOException {
        return film(folder.resolve("film.mp4"), 1, 10);
    }

    @Override
    protected Params parameters() {
        return read(Map.of("start", "0.5", "mode", "smart"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "mkv", "ts"})
    void a_copy_begins_at_the_key_frame_before_and_says_so(String extension) throws IOException {
        Path film = film(folder.resolve("film." + extension), 4, 25);
        Result result = process(film, Map.of("start", "1.4", "end", "3"));
        assertEquals("1.000 s", result.facts().get("trim.from"));
        assertTrue(run.notes().toString().contains("begins at 1.000 s, 0.400 s before"), run.notes().toString());
        MediaInfo made = FFMPEG.probe(file(result));
        assertEquals(2, made.seconds(), 0.1);
        assertEquals(25, number(file(result)), 0.5);
        assertEquals(51, pictures(file(result)), 2);
        inStep(file(result), extension.equals("ts") ? 0.06 : 0.03);
    }

    @ParameterizedTest
    @CsvSource({"smart,mp4,30", "smart,mkv,30", "exact,mp4,30", "exact,mkv,7", "smart,mov,7", "exact,ts,30"})
    void smart_and_exact_begin_and_end_with_the_picture(String mode, String extension, int first) throws IOException {
        Path film = film(folder.resolve("film." + extension), 4, 25);
        String start = String.format(java.util.Locale.ROOT, "%.2f", first * FRAME);
        Result result = process(film, Map.of("mode", mode, "start", start, "end", "3.2"));
        assertEquals(List.of(), run.notes());
        assertEquals(first, number(file(result)), 0.5);
        assertEquals(80 - first, pictures(file(result)), 1);
        assertEquals(3.2 - first * FRAME, FFMPEG.probe(file(result)).seconds(), 0.1);
        assertEquals(80 - first, FFMPEG.frames(file(result), FFMPEG.probe(file(result)).video().orElseThrow(), run)
                .size(), 1);
        evenlyPaced(file(result), extension.equals("mkv") ? 0.0011 : 0.0001);
        inStep(file(result), 0.06);
        FFMPEG.decode(file(result));
    }

    @Test
    void smart_copies_the_middle_bit_for_bit() throws IOException {
        Path film = film(folder.resolve("film.mp4"), 6, 25);
        Path out = file(process(film, Map.of("mode", "smart", "start", "0.6", "end", "5.4")));
        List<String> before = sums(film);
        List<String> after = sums(out);
        assertEquals(120, after.size());
        assertEquals(before.subList(25, 125), after.subList(10, 110));
        assertFalse(before.subList(15, 25).equals(after.subList(0, 10)));
    }

    /** Pictures that are decoded in another order than they are shown; no encoder that ships makes such, so the film was made elsewhere: {@code testsrc2}, x264, three B-frames. */
    @ParameterizedTest
    @ValueSource(strings = {"copy", "smart", "exact"})
    void pictures_that_need_later_ones_are_cut_right(String mode) throws IOException {
        Path film = Files.copy(Path.of("src", "test", "resources", "b-frames.mp4"), folder.resolve("film.mp4"));
        Result result = process(film, Map.of("mode", mode, "start", "0.6", "end", "3.48"));
        Path out = file(result);
        assertEquals(FFMPEG.probe(out).seconds(), result.outputs().getFirst().expected().seconds().orElseThrow(),
                FRAME + 0.001);
        int first = mode.equals("copy") ? 0 : 15;
        List<String> before = sums(film);
        List<String> after = sums(out);
        assertEquals(87 - first, after.size(), mode.equals("copy") ? 3 : 0);
        if (!mode.equals("exact")) {
            assertEquals(before.subList(25, 75), after.subList(25 - first, 75 - first));
        }
        if (!mode.equals("copy")) {
            evenlyPaced(out, 0.0001);
        }
        inStep(out, 0.03);
        FFMPEG.decode(out);
    }

    @Test
    void smart_says_why_it_codes_all_anew() throws IOException {
        Path vp9 = FILMS.make(folder.resolve("film.webm"), "-f", "lavfi", "-i", "testsrc2=s=160x90:d=1", "-c:v",
                "libvpx-vp9",
                "-deadline", "realtime", "-cpu-used", "8");
        process(vp9, Map.of("mode", "smart", "start", "0.2"));
        assertTrue(run.notes().toString().contains("only H.264 can be cut so, and this is vp9"), run.notes()
                .toString());
        process(film(folder.resolve("film.ts"), 2, 10), Map.of("mode", "smart", "start", "0.6"));
        assertTrue(run.notes().toString().contains("container has no index"), run.notes().toString());
        process(film(folder.resolve("one.mp4"), 1, 100), Map.of("mode", "smart", "start", "0.2"));
        assertTrue(run.notes().toString().contains("no whole stretch between two key frames"), run.notes().toString());
    }

    @ParameterizedTest
    @CsvSource({"copy,ntsc.mp4", "smart,ntsc.mp4", "exact,ntsc.mp4"})
    void rates_that_are_no_whole_numbers_are_cut_right(String mode, String name) throws IOException {
        Path film = FILMS.make(folder.resolve(name), "-f", "lavfi", "-i", "testsrc2=s=160x90:r=30000/1001:d=3", "-c:v",
                "libopenh264", "-g", "30");
        Path out = file(process(film, Map.of("mode", mode, "start", "1.3", "end", "2.5")));
        double from = mode.equals("copy") ? 1.001 : 1.3;
        assertEquals(2.5 - from, FFMPEG.probe(out).seconds(), 0.07);
        assertEquals(0, FFMPEG.probe(out).video().orElseThrow().track().startSeconds(), 0.035);
        FFMPEG.decode(out);
    }

    @Test
    void an_hour_is_cut_in_less_than_two_seconds() throws IOException {
        Path ten = film(folder.resolve("ten.mp4"), 10, 50);
        Path hour = FILMS.make(folder.resolve("hour.mp4"), "-stream_loop", "359", "-i", Ffmpeg.file(ten), "-c", "copy");
        assertEquals(3600, FFMPEG.probe(hour).seconds(), 10);
        long before = System.nanoTime();
        Path out = file(process(hour, Map.of("start", "45:00", "end", "46:30")));
        double took = (System.nanoTime() - before) / 1e9;
        assertEquals(90, FFMPEG.probe(out).seconds(), 2.1);
        double children = run.children().stream().mapToDouble(c -> c.cpu().toMillis() / 1e3).sum();
        assertTrue(took < 2 || children < 1, () -> took + " s, of which the children worked " + children + " s");
    }

    /** By room that was left for it, of which some stays free; or, with packets of sound too short to foretell, by writing it again. */
    @ParameterizedTest
    @CsvSource({"aac,true", "libopus,false"})
    void a_large_copy_has_its_index_in_front(String codec, boolean free) throws IOException {
        Path film = FILMS.make(folder.resolve("large.mp4"), "-f", "lavfi", "-i",
                "nullsrc=s=1920x1080:r=5:d=10,noise=alls=100:allf=t,format=yuvj420p", "-f", "lavfi", "-i",
                "sine=d=10:r=48000", "-map", "0", "-map", "1", "-map", "1", "-map", "1", "-map", "1", "-c:v", "mjpeg",
                "-q:v", "2", "-c:a", codec, "-frame_duration", "2.5");
        assertTrue(Files.size(film) > 40 << 20, () -> film.toFile().length() + " bytes");
        Path out = file(process(film, Map.of("start", "0.5", "end", "9.5")));
        List<String> boxes = boxes(out);
        assertEquals(free ? List.of("ftyp", "moov", "free", "mdat") : List.of("ftyp", "moov", "mdat"), boxes);
        assertEquals(9, FFMPEG.probe(out).seconds(), 0.6);
        FFMPEG.decode(out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "smart", "exact"})
    void subtitles_chapters_and_tags_come_along_in_their_places(String mode) throws IOException {
        Path film = rich();
        Path out = file(process(film, Map.of("mode", mode, "start", "1", "duration", "2.5")));
        MediaInfo made = FFMPEG.probe(out);
        assertEquals("Äpfel", made.tags().get("title"));
        assertEquals(List.of(1, 1, 2), List.of(made.subtitles(), made.audioStreams(), made.chapters()));
        assertEquals(List.of("one", "two"), made.chapterList().stream().map(c -> c.title()).toList());
        assertEquals(1, made.chapterList().get(1).from(), 0.05);
        Path words = FILMS.make(folder.resolve(mode + ".srt"), "-i", Ffmpeg.file(out), "-map", "0:s");
        // half a second after the cut; Matroska begins with the sound, which begins a little before the pictures
        assertTrue(Files.readString(words).matches("(?s).*00:00:00,(4[7-9]|50)\\d --> 00:00:0[01],\\d+\nHello.*"), Files
                .readString(words));
    }

    @Test
    void several_stretches_become_several_files_or_one() throws IOException {
        Path film = rich();
        Result several = process(film, Map.of("segments", "0-1; 0:03-100%"));
        assertEquals(2, several.outputs().size());
        assertEquals(1, FFMPEG.probe(several.outputs().get(1).file()).seconds(), 0.1);
        assertEquals("3.000 s", several.facts().get("trim.from.2"));
        for (String mode : List.of("copy", "smart", "exact")) {
            Path out = file(process(film, Map.of("mode", mode, "segments", "2-3;0.6-2;3-4", "join", true)));
            MediaInfo made = FFMPEG.probe(out);
            double expected = mode.equals("copy") ? 4 : 3.4;
            assertEquals(expected, made.seconds(), 0.15, mode);
            assertEquals(expected * 25, pictures(out), 3, mode);
            assertEquals("Äpfel", made.tags().get("title"));
            assertEquals(List.of("two", "one", "two"), made.chapterList().stream().map(c -> c.title()).toList(),
                    mode);
            FFMPEG.decode(out);
        }
    }

    @ParameterizedTest
    @CsvSource({"start,5,trim.beyond-end", "end,5,trim.beyond-end", "end,0,trim.nothing-left",
            "duration,9,trim.beyond-end", "start,1:99,trim.no-time", "segments,0-1;7-8,trim.beyond-end"})
    void refuses_times_that_make_no_sense_by_name(String name, String value, String code) throws IOException {
        Path film = film(folder.resolve("film.mp4"), 1, 10);
        var e = assertThrows(ProcessingException.class, () -> process(film, Map.of(name, value)));
        assertEquals(code, e.code());
        assertEquals(name, e.parameter().orElse(""));
    }

    @Test
    void two_that_contradict_each_other_are_refused() {
        assertThrows(ProcessingException.class, () -> read(Map.of("end", "2", "duration", "1")));
        assertThrows(ProcessingException.class, () -> read(Map.of("start", "2", "segments", "0-1")));
        assertThrows(ProcessingException.class, () -> read(Map.of("start", "-2")));
    }

    @Test
    void a_canceled_cut_leaves_no_child() throws Exception {
        Path film = film(folder.resolve("film.mp4"), 20, 250);
        run = new FakeRun(Files.createTempDirectory(folder, "scratch")).cancelAt(0.3);
        assertThrows(CanceledException.class, () -> processor().process(new Request<>(List.of(film), read(Map.of("mode",
                "exact", "start", "1")), 0), run));
        assertEquals(0, ProcessHandle.current().children().filter(p -> p.info().command().orElse("").endsWith(
                "/ffmpeg")).count());
    }

    @Test
    void a_small_film_of_av1_is_not_given_to_an_encoder_that_hangs_on_it() throws IOException {
        Path small = FILMS.make(folder.resolve("small.mp4"), "-f", "lavfi", "-i", "testsrc2=s=48x32:d=0.8", "-c:v",
                "libaom-av1", "-cpu-used", "8");
        MediaInfo made = FFMPEG.probe(file(process(small, Map.of("mode", "exact", "start", "0.4"))));
        assertEquals("av1", made.video().orElseThrow().codec());
    }

    @Test
    void film_without_sound_rotated_odd_and_deep_film_is_cut() throws IOException {
        Path bare = FILMS.make(folder.resolve("bare.mp4"), "-i", Ffmpeg.file(film(folder.resolve("a.mp4"), 1, 5)),
                "-an",
                "-c", "copy");
        Path turned = FILMS.make(folder.resolve("turned.mp4"), "-display_rotation", "90", "-i", Ffmpeg.file(bare), "-c",
                "copy");
        Path odd = FILMS.make(folder.resolve("odd.mkv"), "-f", "lavfi", "-i", "testsrc2=s=161x91:d=1", "-pix_fmt",
                "yuv444p",
                "-c:v", "ffv1");
        Path deep = FILMS.make(folder.resolve("deep.mkv"), "-f", "lavfi", "-i", "testsrc2=s=160x90:d=1", "-pix_fmt",
                "yuv420p10le", "-c:v", "libsvtav1", "-preset", "12");
        for (String mode : List.of("copy", "smart", "exact")) {
            for (Path film : List.of(bare, turned, odd, deep)) {
                MediaInfo made = FFMPEG.probe(file(process(film, Map.of("mode", mode, "start", "0.4"))));
                assertEquals(FFMPEG.probe(film).video().orElseThrow().height() / 2, made.video().orElseThrow().height()
                        / 2, mode + " " + film);
            }
        }
        assertEquals("yuv420p10le", FFMPEG.probe(file(process(deep, Map.of("mode", "exact", "start", "0.4")))).video()
                .orElseThrow().pixelFormat());
    }

    @Test
    void refuses_bad_files_with_a_sentence() throws IOException {
        byte[] bytes = Files.readAllBytes(sample(folder));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
        Path list = Files.writeString(folder.resolve("list.mp4"), "#EXTM3U\nhttp://127.0.0.1:9/a.ts\n/etc/passwd\n");
        Map<Path, String> codes = Map.of(cut, "media.broken", list, "media.unknown-format", SampleMedia.wav(folder,
                0.3), "trim.no-film");
        for (var bad : codes.entrySet()) {
            var e = assertThrows(ProcessingException.class, () -> process(bad.getKey(), Map.of("start", "0.1")));
            assertEquals(bad.getValue(), e.code(), e.message());
            assertTrue(e.message().contains(bad.getKey().getFileName().toString()), e.message());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "exact", "smart"})
    void an_encrypted_film_is_refused(String mode) {
        Path locked = FILMS.locked(folder.resolve("locked.mp4"));
        var e = assertThrows(ProcessingException.class, () -> process(locked, Map.of("start", "0.1", "mode", mode)));
        assertEquals("media.encrypted", e.code());
    }

    /** Which picture of the source it begins with: pictures become brighter by two from one to the next. */
    private double number(Path film) throws IOException {
        Path png = folder.resolve("first.png");
        FFMPEG.run(List.of("-i", Ffmpeg.file(film), "-frames:v", "1", "-vf", "crop=40:40:60:25,scale=1:1,format=gray",
                "-f", "rawvideo", Ffmpeg.file(png)), 0, new FakeRun(folder));
        return ((Files.readAllBytes(png)[0] & 0xFF) - 20) / 2.0;
    }

    private List<String> sums(Path film) throws IOException {
        Path sums = folder.resolve("sums.txt");
        FFMPEG.run(List.of("-i", Ffmpeg.file(film), "-map", "0:v", "-fps_mode", "passthrough", "-f", "framemd5", Ffmpeg
                .file(sums)), 0, new FakeRun(folder));
        return Files.readAllLines(sums).stream().filter(l -> !l.startsWith("#")).map(l -> l.substring(l.lastIndexOf(
                ',') + 1).strip()).toList();
    }

    private int pictures(Path film) throws IOException {
        return sums(film).size();
    }

    private void evenlyPaced(Path film, double tolerance) {
        double[] times = FFMPEG.frames(film, FFMPEG.probe(film).video().orElseThrow(), run).seconds();
        for (int i = 1; i < times.length; i++) {
            int at = i;
            assertEquals(FRAME, times[i] - times[i - 1], tolerance,
                    () -> "after picture " + at + " of " + times.length);
        }
    }

    private static void inStep(Path film, double tolerance) {
        MediaInfo made = FFMPEG.probe(film);
        assertEquals(made.video().orElseThrow().track().startSeconds(), made.audio().orElseThrow().track()
                .startSeconds(), tolerance);
    }

    /** Pictures that become brighter, and a tone. @param gop pictures from key frame to key frame */
    private Path film(Path file, int seconds, int gop) {
        return FILMS.make(file, "-f", "lavfi", "-i", "color=black:s=160x90:d=" + seconds, "-f", "lavfi", "-i", "sine=d="
                + seconds, "-vf", "format=gray,geq=lum='20+2*mod(N,110)',format=yuv420p", "-c:v", "libopenh264", "-g",
                Integer.toString(gop), "-rc_mode", "bitrate", "-b:v", "20M", "-qmin", "12", "-qmax", "12", "-c:a",
                "aac");
    }

    private Path rich() throws IOException {
        Path words = Files.writeString(folder.resolve("w.srt"),
                "1\n00:00:01,500 --> 00:00:02,000\nHello\n\n2\n00:00:03,000 --> 00:00:03,200\nyou\n");
        Path about = Files.writeString(folder.resolve("c.txt"), ";FFMETADATA1\ntitle=Äpfel\n[CHAPTER]\n"
                + "TIMEBASE=1/1000\nSTART=0\nEND=2000\ntitle=one\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=2000\nEND=4000\n"
                + "title=two\n");
        return FILMS.make(folder.resolve("rich.mkv"), "-i", Ffmpeg.file(film(folder.resolve("plain.mkv"), 4, 25)), "-f",
                "srt", "-i", Ffmpeg.file(words), "-f", "ffmetadata", "-i", Ffmpeg.file(about), "-map", "0", "-map",
                "1", "-map_metadata", "2", "-map_chapters", "2", "-c", "copy");
    }

    /** Types of the outermost boxes with anything in them, in their order. */
    private static List<String> boxes(Path file) throws IOException {
        List<String> types = new ArrayList<>();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            for (long at = 0, size; at < in.length(); at += size) {
                in.seek(at);
                size = Integer.toUnsignedLong(in.readInt());
                byte[] type = new byte[4];
                in.readFully(type);
                if (size > 8) {
                    types.add(new String(type, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return types;
    }
}
