package org.podstudio.processors.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.metadata.MetadataPolicy;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleMedia;

class ConvertProcessorTest extends ProcessorContract<Params> {

    private static final Path ROCKET = Path.of("..", "..", "releng", "samples", "rocket.jpg");

    /** Files that ExifTool told of Jane Doe and of a place, and others of linear light or 16 bits. */
    private static final Path FIXTURES = Path.of("..", "org.podstudio.imaging", "src", "test", "resources");

    private final Images images = new Images();
    private final ConvertProcessor convert = new ConvertProcessor(images);
    private int runs;

    @Override
    protected Processor<Params> processor() {
        return convert;
    }

    @Override
    protected Path sample(Path target) throws IOException {
        return SampleMedia.photo(target, 160, 120);
    }

    @Override
    protected Params parameters() {
        return params("format=webp quality=medium");
    }

    @Override
    protected List<Params> several() {
        return List.of(params("preset=web_optimized"), params("format=jpeg longest_side=40"),
                params("format=jpeg max_size=3"), params("preset=thumbnail"));
    }

    @ParameterizedTest
    @EnumSource(value = Params.Format.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void better_words_give_larger_files_that_are_nearer_to_the_original(Params.Format format) throws IOException {
        long before = 0;
        double error = Double.MAX_VALUE;
        Picture original = images.read(ROCKET);
        for (String quality : format == Params.Format.PNG
                ? List.of("low", "medium", "maximum")
                : List.of("low", "medium", "high", "maximum")) {
            Path file = file(ROCKET, "format=" + format.name().toLowerCase() + " quality=" + quality);
            assertEquals(Optional.of(ImageFormat.valueOf(format.name())), images.sniff(file));
            assertTrue(Files.size(file) > before, format + " " + quality + ": " + Files.size(file));
            double now = error(original, images.read(file));
            assertTrue(now < error, format + " " + quality + ": " + now);
            before = Files.size(file);
            error = now;
        }
    }

    @ParameterizedTest
    @CsvSource({"jpeg,25", "webp,25", "avif,12", "png,120"})
    void a_size_of_file_is_solved_and_reported(String format, int kilobytes) throws IOException {
        Result result = run(ROCKET, "format=" + format + " max_size=" + kilobytes);
        Path file = result.outputs().getFirst().file();
        assertTrue(Files.size(file) <= kilobytes * 1000L, "it has " + Files.size(file));
        assertTrue(Files.size(file) > kilobytes * (format.equals("png") ? 300L : 850L), "it has " + Files.size(file));
        assertEquals(Long.toString(Files.size(file)), result.facts().get("convert.bytes"));
        assertTrue(Integer.parseInt(String.valueOf(result.facts().get("convert.attempts"))) <= 9);
        assertEquals(1, Files.list(file.getParent()).count(), "attempts leave nothing behind");
    }

    @Test
    void a_large_allowance_is_answered_at_once() throws IOException {
        Result result = run(sample(folder), "format=jpeg max_size=1000");
        assertEquals("1", result.facts().get("convert.attempts"));
        assertEquals("quality 98", result.facts().get("convert.quality"));
    }

    @Test
    void a_size_that_cannot_be_reached_is_refused_with_what_can() throws IOException {
        var e = assertThrows(ProcessingException.class, () -> run(ROCKET, "format=jpeg max_size=1"));
        assertEquals("convert.size-unreachable", e.code());
        assertEquals(Optional.of("max_size"), e.parameter());
        assertTrue(e.message().contains("quality 1") && e.message().contains("1 kB cannot"), e.message());
    }

    @Test
    void the_best_that_fits_is_found_among_all_steps() throws IOException {
        List<Encoding> steps = Levels.steps(Encoding.jpeg(85));
        for (int most = 1; most <= steps.size(); most++) {
            int allowed = most;
            SizeSearch.Found found = SizeSearch.find(steps, most, Encoding::quality);
            assertEquals(allowed, found.encoding().quality());
        }
    }

    @Test
    void presets_are_where_one_starts_and_parameters_win() throws IOException {
        ImageHeader photo = new ImageHeader(ImageFormat.JPEG, 6000, 4000, false);
        assertEquals("JPEG quality 80 150x150 of 4000x4000", words(photo, "preset=thumbnail"));
        assertEquals("WEBP quality 85 1920x1280 of 6000x4000", words(photo, "preset=web_optimized"));
        assertEquals("JPEG quality 95 6000x4000 of 6000x4000", words(photo, "preset=archive_quality"));
        ImageHeader scan = new ImageHeader(ImageFormat.TIFF, 600, 400, false);
        assertEquals("PNG lossless 600x400 of 600x400", words(scan, "preset=archive_quality"));
        assertEquals("WEBP lossless 600x400 of 600x400", words(scan, "preset=archive_quality format=webp"));
        assertEquals("AVIF quality 60 800x533 of 6000x4000",
                words(photo, "preset=web_optimized format=avif quality=medium longest_side=800"));
        assertEquals("JPEG quality 33 600x400 of 600x400", words(scan, "format=jpeg level=33"));
        assertEquals("PNG lossless 600x400 of 600x400", words(scan, ""));
    }

    @Test
    void a_jpeg_is_progressive_unless_it_shall_not() throws IOException {
        assertEquals("progressive", images.metadata(file(ROCKET, "format=jpeg")).get("compression"));
        assertEquals("baseline", images.metadata(file(ROCKET, "format=jpeg progressive=false")).get("compression"));
    }

    @Test
    void transparent_parts_get_the_background_only_where_the_format_has_none() throws IOException {
        Path cutout = SampleMedia.cutout(folder, 64, 48);
        int pixel = images.read(file(cutout, "format=jpeg background=#00ff00")).argb()[0];
        assertTrue((pixel >> 8 & 255) > 240 && (pixel & 255) < 20, Integer.toHexString(pixel));
        for (String format : List.of("png", "webp", "avif")) {
            assertTrue(images.read(file(cutout, "format=" + format)).alpha(), format);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "webp"})
    void what_is_lossless_loses_nothing(String format) throws IOException {
        Path photo = sample(folder);
        Path kept = file(photo, "preset=archive_quality format=" + format);
        assertArrayEquals(images.read(photo).argb(), images.read(kept).argb());
    }

    @Test
    void a_thumbnail_is_cut_from_the_middle() throws IOException {
        Picture picture = new Picture(300, 100, false);
        for (int i = 0; i < picture.argb().length; i++) {
            picture.argb()[i] = i % 300 < 100 ? 0xFFFF0000 : i % 300 < 200 ? 0xFF00FF00 : 0xFF0000FF;
        }
        Path wide = folder.resolve("wide.png");
        images.write(picture, wide, Encoding.PNG);
        Picture small = images.read(file(wide, "preset=thumbnail format=png"));
        assertEquals("100x100", small.width() + "x" + small.height());
        assertEquals(0xFF00FF00, small.argb()[0]);
        assertEquals(0xFF00FF00, small.argb()[9999]);
    }

    @Test
    void several_formats_take_one_decoding() throws IOException {
        FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("several")));
        Path jpeg = SampleMedia.jpeg(folder, 640, 480);
        List<Request<Params>> requests = List.of("format=webp", "format=png", "format=jpeg level=50").stream()
                .map(words -> new Request<>(List.of(jpeg), params(words), 0)).toList();
        assertEquals(3, convert.processAll(requests, run).size());
        assertEquals(1, run.stages().stream().filter("decode"::equals).count());
    }

    @Test
    void a_jpeg_that_is_decoded_at_several_fractions_is_held_at_each() throws IOException {
        Path jpeg = SampleMedia.jpeg(folder, 640, 480);
        List<Request<Params>> requests = List.of("longest_side=200", "longest_side=600", "longest_side=50").stream()
                .map(words -> new Request<>(List.of(jpeg), params(words), 0)).toList();
        long half = 320 * 240;
        long eighth = 80 * 60;
        assertEquals(convert.needs(requests.get(1)).heapBytes() + 4 * (half + eighth),
                convert.needsAll(requests).heapBytes());
        assertEquals(convert.needs(requests.get(0)).heapBytes(),
                convert.needsAll(List.of(requests.get(0), requests.get(2))).heapBytes(), "less than the whole");
        var kept = new Request<>(List.of(jpeg), params("longest_side=600 keep_profile=true"), 0);
        assertEquals(convert.needs(kept).heapBytes() + 4 * 640 * 480,
                convert.needsAll(List.of(kept, requests.get(1))).heapBytes(), "in its profile as well");
    }

    @Test
    void a_jpeg_is_decoded_at_the_fraction_that_a_result_needs() {
        ImageHeader photo = new ImageHeader(ImageFormat.JPEG, 6000, 4000, false);
        Map<String, Integer> expected = new HashMap<>(Map.of("1920", 2, "2000", 2, "2001", 1, "1000", 4, "500", 8,
                "100", 8));
        expected.forEach((side, reduction) -> assertEquals(reduction, reduction(photo, "longest_side=" + side), side));
        assertEquals(1, reduction(photo, "longest_side=100 keep_profile=true"));
        assertEquals(8, reduction(photo, "preset=thumbnail"));
        assertEquals(1, reduction(new ImageHeader(ImageFormat.PNG, 6000, 4000, false), "longest_side=100"));
    }

    private static int reduction(ImageHeader header, String words) {
        Params params = params(words);
        return Goal.of(header, params).form(header, 8, params).reduction();
    }

    /** As {@code crop} does, and no worse than made of all pixels. */
    @Test
    void a_jpeg_becomes_smaller_in_as_many_eighths_as_each_result_needs() throws IOException {
        Path jpeg = SampleMedia.jpeg(folder, 640, 480);
        ImageHeader header = images.header(jpeg);
        Map<String, Optional<Integer>> expected = Map.of("longest_side=200 format=png", Optional.of(4),
                "longest_side=200", Optional.of(3), "longest_side=200 max_size=40", Optional.of(4), "level=50",
                Optional.empty(), "longest_side=200 keep_profile=true", Optional.empty(), "preset=thumbnail",
                Optional.empty());
        expected.forEach((words, eighths) -> assertEquals(eighths, Goal.of(header, params(words))
                .form(header, 8, params(words)).shrunk().map(Form.Shrunk::eighths), words));
        Picture whole = Resizer.resize(images.read(jpeg), 200, 150, Filter.LANCZOS);
        List<Request<Params>> requests = List.of("longest_side=200 format=png", "longest_side=300").stream()
                .map(words -> new Request<>(List.of(jpeg), params(words), 0)).toList();
        FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("together")));
        Path together = convert.processAll(requests, run).getFirst().outputs().getFirst().file();
        Path alone = file(jpeg, "longest_side=200 format=png");
        assertArrayEquals(Files.readAllBytes(alone), Files.readAllBytes(together));
        double error = error(whole, images.read(alone)) / (3 * 200 * 150);
        assertTrue(error < 25, "mean of the squares of levels: " + error);
    }

    /** The blocks of the original, brought up to date, as with pixels in between. */
    @ParameterizedTest
    @ValueSource(strings = {"webp", "avif"})
    void what_keeps_its_pixels_keeps_what_is_beside_them(String format) throws IOException {
        Path jpeg = folder.resolve("whole.jpg");
        images.write(images.read(sample(folder)), jpeg, Encoding.jpeg(85),
                images.beside(FIXTURES.resolve("told.jpg")).remade(160, 120, Optional.empty(),
                        MetadataPolicy.PRESERVE_ALL),
                () -> {
                });
        Map<String, String> found = images.metadata(file(jpeg, "format=" + format));
        assertEquals("JaneDoe", found.get("exif.Artist"));
        assertFalse(images.metadata(file(jpeg, "metadata=strip_all format=" + format)).containsKey("exif.Artist"));
        assertEquals("quality 75", run(jpeg, "format=avif").facts().get("convert.quality"));
    }

    @Test
    void what_the_format_cannot_hold_is_refused_before_it_is_read() throws IOException {
        Path wide = SampleMedia.photo(folder, 17_000, 2);
        assertEquals("image.format-too-small",
                assertThrows(ProcessingException.class,
                        () -> convert.needs(new Request<>(List.of(wide), params("format=webp"), 0))).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "webp", "avif"})
    void what_is_beside_the_pixels_goes_along_by_policy(String format) throws IOException {
        Path told = FIXTURES.resolve("told.jpg");
        Map<String, String> all = images.metadata(file(told, "format=" + format));
        assertEquals("JaneDoe", all.get("exif.Artist"));
        assertTrue(all.containsKey("gps.GPSLatitude"), all.toString());
        assertEquals("1 300 sRGB", all.get("orientation") + " " + all.get("dpi") + " " + all.get("exif.ColorSpace"));
        Map<String, String> technical = images
                .metadata(file(told, "metadata=preserve_technical longest_side=20 format=" + format));
        assertEquals("EOS 300", technical.get("exif.Model") + " " + technical.get("dpi"));
        assertFalse(technical.containsKey("gps.GPSLatitude") || technical.containsKey("exif.Artist"));
        assertEquals(List.of(), images.metadata(file(told, "metadata=strip_all format=" + format)).keySet().stream()
                .filter(key -> key.startsWith("exif.") || key.startsWith("gps.") || key.startsWith("xmp.")).toList());
    }

    @Test
    void a_purpose_says_what_goes_along_unless_it_is_said() throws IOException {
        Path told = FIXTURES.resolve("told.jpg");
        assertFalse(images.metadata(file(told, "preset=web_optimized")).containsKey("gps.GPSLatitude"));
        assertEquals("EOS", images.metadata(file(told, "preset=web_optimized")).get("exif.Model"));
        assertFalse(images.metadata(file(told, "preset=thumbnail")).containsKey("exif.Model"));
        assertEquals("JaneDoe",
                images.metadata(file(told, "preset=thumbnail metadata=preserve_all")).get("exif.Artist"));
        assertEquals("JaneDoe", images.metadata(file(told, "preset=archive_quality")).get("exif.Artist"));
    }

    @Test
    void each_of_several_results_has_its_own_policy() throws IOException {
        FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("policies")));
        List<Request<Params>> requests = List.of("", "metadata=strip_all", "longest_side=16 metadata=preserve_all")
                .stream().map(w -> new Request<>(List.of(FIXTURES.resolve("told.jpg")), params(w), 0)).toList();
        List<String> artists = new ArrayList<>();
        for (Result result : convert.processAll(requests, run)) {
            artists.add(images.metadata(result.outputs().getFirst().file()).getOrDefault("exif.Artist", "nobody"));
        }
        assertEquals(List.of("JaneDoe", "nobody", "JaneDoe"), artists);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear.jpg", "linear.png", "linear.webp"})
    void a_profile_stays_where_that_is_wanted_and_colours_look_the_same(String name) throws IOException {
        Path wide = FIXTURES.resolve(name);
        String profile = images.metadata(wide).get("icc");
        Path kept = file(wide, "format=png keep_profile=true metadata=strip_all");
        Path brought = file(wide, "format=png");
        assertEquals(profile, images.metadata(kept).get("icc"));
        assertFalse(images.metadata(brought).containsKey("icc"));
        assertArrayEquals(images.read(brought).argb(), images.read(kept).argb());
    }

    @ParameterizedTest
    @CsvSource({"sixteen.png,png,16", "sixteen.tif,png,16", "sixteen.png,avif,10", "sixteen.png,webp,8",
            "sixteen.png,png longest_side=16,16", "sixteen.tif,png preset=thumbnail format=png,16",
            "sixteen.png,avif longest_side=16,10", "sixteen.png,avif max_size=50,10", "sixteen.png,png quality=low,1",
            "sixteen.png,png max_size=1,16", "sixteen.png,png keep_profile=true,16"})
    void deep_pictures_stay_deep_or_it_is_said(String name, String format, int depth) throws IOException {
        FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("deep")));
        Path file = convert.process(new Request<>(List.of(FIXTURES.resolve(name)), params("format=" + format), 0), run)
                .outputs().getFirst().file();
        assertEquals(depth, images.depth(file));
        assertEquals(depth <= 8 ? List.of("The original has 16 bits a channel, the result 8.") : List.of(),
                run.notes());
        if (depth == 16 && images.header(file).equals(images.header(FIXTURES.resolve("sixteen.png")))) {
            assertArrayEquals(images.readDeep(FIXTURES.resolve(name), () -> {
            }).samples(), images.readDeep(file, () -> {
            }).samples());
        }
    }

    private static String words(ImageHeader source, String parameters) {
        Goal goal = Goal.of(source, params(parameters));
        return goal.encoding().format() + " " + Levels.words(goal.encoding()) + " " + goal.width() + "x"
                + goal.height() + " of " + goal.cutWidth() + "x" + goal.cutHeight();
    }

    private static double error(Picture one, Picture two) {
        double sum = 0;
        for (int i = 0; i < one.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                double difference = (one.argb()[i] >> shift & 255) - (two.argb()[i] >> shift & 255);
                sum += difference * difference;
            }
        }
        return sum;
    }

    private Path file(Path input, String parameters) throws IOException {
        return run(input, parameters).outputs().getFirst().file();
    }

    private Result run(Path input, String parameters) throws IOException {
        FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("run-" + runs++)));
        return convert.process(new Request<>(List.of(input), params(parameters), 0), run);
    }

    static Params params(String words) {
        Map<String, Object> values = new HashMap<>();
        if (!words.isBlank()) {
            for (String word : words.strip().split(" ")) {
                values.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            }
        }
        return ParameterSet.of(Params.DEFAULTS).read(values);
    }
}
