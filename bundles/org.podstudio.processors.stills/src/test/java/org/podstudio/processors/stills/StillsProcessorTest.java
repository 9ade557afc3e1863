package org.podstudio.processors.stills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Result;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleFilms;
import org.podstudio.testkit.SampleMedia;

@Timeout(120)
class StillsProcessorTest extends ProcessorContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final SampleFilms FILMS = new SampleFilms(FFMPEG::run);
    private static final Images IMAGES = new Images(FFMPEG);

    @Override
    protected Processor<Params> processor() {
        return new StillsProcessor(FFMPEG, IMAGES);
    }

    @Override
    protected Path sample(Path folder) throws IOException {
        return FILMS.make(folder.resolve("film.mp4"), "-f", "lavfi", "-i", "testsrc2=s=320x180:d=1", "-c:v",
                "libopenh264",
                "-g", "5");
    }

    @ParameterizedTest
    @CsvSource({"25%,10", "1,25", "0,0", "100%,40", "0:01.2,30", "1200ms,30", "0.4s,10"})
    void takes_the_frame_at_the_time(String at, int step) throws IOException {
        Path film = greys("film.mp4");
        Picture picture = IMAGES.read(file(process(film, Map.of("at", at))));
        assertEquals(List.of(200, 113), List.of(picture.width(), picture.height()));
        // brightness rises by four a frame from 40, at 25 frames a second
        assertEquals(40 + 4 * Math.min(step, 39), middle(picture), 3);
    }

    @Test
    void the_best_picture_is_neither_black_nor_blurred() throws IOException {
        Path film = FILMS.make(folder.resolve("intro.mkv"), "-f", "lavfi", "-i", "color=black:s=320x180:d=1", "-f",
                "lavfi",
                "-i", "testsrc2=s=320x180:d=0.4,gblur=12", "-f", "lavfi", "-i", "testsrc2=s=320x180:d=0.4",
                "-filter_complex", "[0][1][2]concat=n=3,format=yuv420p", "-c:v", "libopenh264", "-g", "2");
        Looks best = Looks.of(IMAGES.read(file(process(film, Map.of("at", "best")))));
        assertTrue(!best.nothing() && best.sharpness() > 5, best::toString);
        Path one = FILMS.make(folder.resolve("one.mkv"), "-i", Ffmpeg.file(film), "-c:v", "libopenh264", "-g", "1000");
        assertTrue(!Looks.of(IMAGES.read(file(process(one, Map.of("at", "best"))))).nothing());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_sheet_shows_the_film_from_left_to_right_and_tells_players_where(boolean exact) throws IOException {
        Result result = process(greys("it's a film.mp4"), Map.of("kind", "sheet", "count", 4, "columns", 2, "size",
                64, "exact", exact));
        Picture sheet = IMAGES.read(file(result));
        assertEquals(List.of(128, 72), List.of(sheet.width(), sheet.height()));
        for (int i = 0; i < 4; i++) {
            // key frames are five frames apart
            double expected = 40 + 4 * (exact ? 5 + 10 * i : (5 + 10 * i) / 5 * 5);
            assertEquals(expected, middle(sheet.part(i % 2 * 64, i / 2 * 36, 64, 36)), 3, "picture " + i);
        }
        Path vtt = result.outputs().getFirst().whole().resolve("sheet.vtt");
        String text = Files.readString(vtt);
        assertTrue(text.startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:00.400\npreview.jpg#xywh=0,0,64,36\n"), text);
        assertTrue(text.contains("00:00:01.200 --> 00:00:01.600\npreview.jpg#xywh=64,36,64,36"), text);
    }

    @Test
    void a_sheet_by_seconds_has_as_many_pictures_as_it_takes() throws IOException {
        Result result = process(greys("film.mp4"), Map.of("kind", "sheet", "every", 0.5, "format", "webp"));
        assertEquals("4", result.facts().get("stills.pictures"));
    }

    @Test
    void a_container_without_an_index_gives_the_same_number() throws IOException {
        Path film = FILMS.make(folder.resolve("film.ts"), "-i", Ffmpeg.file(greys("film.mp4")), "-c", "copy");
        Picture sheet = IMAGES.read(file(process(film, Map.of("kind", "sheet", "count", 4, "columns", 4, "size",
                64))));
        assertEquals(256, sheet.width());
        assertTrue(middle(sheet.part(0, 0, 64, 36)) < middle(sheet.part(192, 0, 64, 36)) - 50);
    }

    @Test
    void scenes_are_found_where_the_cuts_are_and_shown() throws IOException {
        Path film = FILMS.make(folder.resolve("cuts.mp4"), "-f", "lavfi", "-i", "testsrc2=s=320x180:d=1", "-f", "lavfi",
                "-i", "color=white:s=320x180:d=0.8", "-f", "lavfi", "-i", "mandelbrot=s=320x180:r=25",
                "-filter_complex",
                "[2]trim=duration=1.2[m];[0][1][m]concat=n=3,format=yuv420p", "-c:v", "libopenh264", "-g", "10");
        Result result = process(film, Map.of("kind", "scenes"));
        assertEquals("3", result.facts().get("stills.scenes"));
        Path whole = result.outputs().getFirst().whole();
        String json = Files.readString(whole.resolve("scenes.json"));
        assertTrue(json.contains("\"index\": 2, \"start\": 1.000, \"end\": 1.800, \"duration\": 0.800, "
                + "\"image\": \"scene-0002.jpg\""), json);
        assertTrue(Looks.of(IMAGES.read(whole.resolve("scene-0002.jpg"))).mean() > 240);
        assertTrue(Looks.of(IMAGES.read(whole.resolve("scene-0003.jpg"))).mean() < 200);
        assertTrue(Files.exists(whole.resolve("preview.jpg")));
        assertEquals(List.of("preview.jpg", "scene-0001.jpg", "scene-0002.jpg", "scene-0003.jpg", "scenes.json"),
                names(whole));
    }

    @Test
    void rotated_odd_and_tiny_films_work() throws IOException {
        Path turned = FILMS.make(folder.resolve("turned.mp4"), "-display_rotation", "90", "-i",
                Ffmpeg.file(greys("a.mp4")),
                "-c", "copy");
        Picture upright = IMAGES.read(file(process(turned, Map.of())));
        assertEquals(List.of(113, 200), List.of(upright.width(), upright.height()));
        for (String size : List.of("1x1", "3x5")) {
            Path tiny = FILMS.make(folder.resolve("tiny" + size + ".nut"), "-f", "lavfi", "-i",
                    "color=gray:d=0.2:s=" + size,
                    "-pix_fmt", "yuv444p", "-c:v", "rawvideo");
            Picture picture = IMAGES.read(file(process(tiny, Map.of())));
            assertEquals(size, picture.width() + "x" + picture.height());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 126})
    void hdr_is_brought_to_ordinary_brightness(int size) throws IOException {
        // taken as they are, the numbers would be 98 and 243
        Path film = FILMS.make(folder.resolve("hdr.mkv"), "-f", "lavfi", "-i",
                "color=black:s=128x64:d=0.2,format=yuv420p10le,geq=lum='if(lt(X,64),400,900)':cb=512:cr=512,"
                        + "setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc:range=tv",
                "-c:v",
                "libsvtav1", "-preset", "12");
        Picture picture = IMAGES.read(file(process(film, Map.of("format", "png", "size", size))));
        double dark = Looks.of(picture.part(8, 8, 40, 48)).mean();
        double light = Looks.of(picture.part(80, 8, 40, 48)).mean();
        assertTrue(Math.abs(dark - 98) > 8 && Math.abs(light - 243) > 4 && light > 180 && dark > 10,
                () -> dark + " and " + light);
    }

    @Test
    void a_time_beyond_the_end_and_nonsense_are_refused_by_name() throws IOException {
        Path film = greys("film.mp4");
        for (String at : List.of("5", "150%", "1:99")) {
            var e = assertThrows(ProcessingException.class, () -> process(film, Map.of("at", at)));
            assertEquals("at", e.parameter().orElse(""), e.message());
        }
        assertEquals("parameter.pattern", assertThrows(ProcessingException.class, () -> read(Map.of("at",
                "soon"))).code().replaceAll("parameter\\..*", "parameter.pattern"));
    }

    @Test
    void a_film_that_is_shorter_than_it_says_is_shown_as_far_as_it_goes() throws IOException {
        Path film = FILMS.make(folder.resolve("long.mp4"), "-i", Ffmpeg.file(greys("a.mp4")), "-f", "lavfi", "-i",
                "anullsrc=d=60", "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac");
        Picture sheet = IMAGES.read(file(process(film, Map.of("kind", "sheet", "count", 4, "columns", 4, "size",
                64))));
        assertTrue(run.notes().toString().contains("last picture comes at 1.6 s"), run.notes().toString());
        assertTrue(middle(sheet.part(0, 0, 64, 36)) < middle(sheet.part(192, 0, 64, 36)) - 50);
    }

    @ParameterizedTest
    @CsvSource({"film.mp4, thumbnail", "film.mp4, sheet", "film.mkv, scenes"})
    void a_film_whose_end_is_cut_off_is_shown_with_a_word_about_it(String name, String kind) throws IOException {
        Path film = FILMS.make(folder.resolve(name), "-f", "lavfi", "-i", "testsrc2=s=320x180:d=4", "-f", "lavfi", "-i",
                "sine=d=4", "-c:v", "libopenh264", "-g", "10", "-c:a", "aac", "-movflags", "+faststart");
        process(film, Map.of("kind", kind));
        assertEquals(List.of(), run.notes());
        byte[] bytes = Files.readAllBytes(film);
        process(Files.write(folder.resolve("cut-" + name), Arrays.copyOf(bytes, bytes.length / 2)),
                Map.of("kind", kind));
        assertTrue(run.notes().toString().contains("a part of it may be missing"), run.notes().toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_film_that_stands_still_at_its_end_is_whole(boolean sounds) throws IOException {
        Path film = FILMS.make(folder.resolve("screen.mp4"), "-f", "lavfi", "-i", "testsrc2=s=320x180:r=10:d=9",
                "-c:v", "libopenh264", "-bsf:v", "setts=duration=if(eq(N\\,89)\\,1.1/TB\\,DURATION)");
        Path ringing = FILMS.make(folder.resolve("ringing.mkv"), "-i", Ffmpeg.file(film), "-f", "lavfi", "-i",
                "sine=d=10", "-c:v", "libopenh264", "-c:a", "aac");
        process(sounds ? ringing : film, Map.of());
        assertEquals(10, FFMPEG.probe(sounds ? ringing : film).seconds(), 0.1);
        assertEquals(List.of(), run.notes());
    }

    @Test
    void refuses_bad_files_with_a_sentence() throws IOException {
        byte[] bytes = Files.readAllBytes(sample(folder));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
        Path list = Files.writeString(folder.resolve("list.mp4"), "#EXTM3U\nhttp://127.0.0.1:9/a.ts\n/etc/passwd\n");
        Map<Path, String> codes = Map.of(cut, "media.broken", list, "media.unknown-format", SampleMedia.wav(folder,
                0.3), "stills.no-film", FILMS.locked(folder.resolve("locked.mp4")), "media.encrypted");
        for (var bad : codes.entrySet()) {
            var e = assertThrows(ProcessingException.class, () -> process(bad.getKey(), Map.of()));
            assertEquals(bad.getValue(), e.code(), e.message());
            assertTrue(e.message().contains(bad.getKey().getFileName().toString()), e.message());
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static double middle(Picture picture) {
        return Looks.of(picture.part(picture.width() / 4, picture.height() / 4, picture.width() / 2, picture.height()
                / 2)).mean();
    }

    /** Forty frames, each a little brighter than the one before; a key frame each five. */
    private Path greys(String name) {
        return FILMS.make(folder.resolve(name), "-f", "lavfi", "-i", "color=black:s=320x180:d=1.6", "-vf",
                "format=gray,geq=lum='40+4*N',format=yuv420p,setparams=range=tv", "-sws_flags", "accurate_rnd", "-c:v",
                "libopenh264", "-g", "5", "-rc_mode", "bitrate", "-b:v", "20M", "-qmin", "12", "-qmax", "12");
    }
}
