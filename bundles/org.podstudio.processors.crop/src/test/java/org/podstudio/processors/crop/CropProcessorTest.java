package org.podstudio.processors.crop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.CanceledException;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleMedia;

class CropProcessorTest extends ProcessorContract<Params> {

    /** Files that ExifTool told of Jane Doe and of a place, and one of linear light. */
    private static final Path FIXTURES = Path.of("..", "org.podstudio.imaging", "src", "test", "resources");

    private final Images images = new Images();
    private final CropProcessor crop = new CropProcessor(images);
    private int runs;

    @Override
    protected Processor<Params> processor() {
        return crop;
    }

    @Override
    protected Path sample(Path target) throws IOException {
        return SampleMedia.photo(target, 160, 120);
    }

    @Override
    protected Params parameters() {
        return GeometryTest.params("width=100 height=80 mode=crop anchor=smart sharpen=0.5");
    }

    @Override
    protected List<Params> several() {
        return List.of(parameters(), GeometryTest.params("width=50 format=jpeg"),
                GeometryTest.params("box=10,10,30,30 format=webp"),
                GeometryTest.params("width=50 format=jpeg quality=40"));
    }

    @Test
    void several_results_need_no_more_memory_than_the_largest_of_them() throws IOException {
        Path photo = sample(folder);
        var small = new Request<>(List.of(photo), GeometryTest.params("width=50"), 0);
        var large = new Request<>(List.of(photo), GeometryTest.params("width=3000"), 0);
        assertEquals(crop.needs(large).memoryBytes(), crop.needsAll(List.of(small, large)).memoryBytes());
        assertEquals(crop.needs(small).scratchBytes() + crop.needs(large).scratchBytes(),
                crop.needsAll(List.of(small, large)).scratchBytes());
    }

    /** Eighths of 4, 8 and 1 as samples of three colours, and a colour of the largest to work on. */
    @Test
    void a_jpeg_is_held_in_the_eighths_that_are_wanted_beside_the_pixels_of_a_cut() throws IOException {
        Path jpeg = SampleMedia.jpeg(folder, 640, 480);
        List<Request<Params>> requests = requests(jpeg, "width=200", "width=600", "width=50", "width=900",
                "box=0,0,400,400 width=100");
        long eighths = 640 * 480 * (3 * (16 + 64 + 1) + 64) / 64;
        assertEquals(most(requests) + eighths, crop.needsAll(requests).heapBytes());
        List<Request<Params>> linear = requests(jpeg, "width=310", "width=310 linear=true");
        assertEquals(most(linear) + 4 * 640 * 480 * 49 / 64, crop.needsAll(linear).heapBytes());
    }

    @Test
    void where_no_pixels_are_wanted_eighths_take_their_place() throws IOException {
        Path jpeg = SampleMedia.jpeg(folder, 640, 480);
        List<Request<Params>> few = requests(jpeg, "width=200", "width=50");
        assertEquals(most(few), crop.needsAll(few).heapBytes(), "less than the whole");
        List<Request<Params>> many = requests(jpeg, "width=600", "width=340", "width=280", "width=240");
        long eighths = 640 * 480 * (3 * (64 + 49 + 36 + 25) + 64) / 64;
        assertEquals(most(many) + eighths - 4 * 640 * 480, crop.needsAll(many).heapBytes(), "more than the whole");
    }

    /** What is progressive is decoded at fractions of its size, and its header does not tell. */
    @Test
    void a_jpeg_may_have_to_be_held_at_fractions_of_its_size() throws IOException {
        Path jpeg = SampleMedia.jpeg(folder, 640, 480);
        List<Request<Params>> requests = requests(jpeg, "width=600", "width=200", "width=50");
        assertEquals(most(requests) + 4 * (320 * 240 + 80 * 60), crop.needsAll(requests).heapBytes());
        List<Request<Params>> kept = requests(jpeg, "width=600 keep_profile=true", "box=0,0,400,400");
        assertEquals(most(kept) + 4 * 640 * 480, crop.needsAll(kept).heapBytes(), "in its profile as well");
    }

    private static List<Request<Params>> requests(Path file, String... words) {
        return Stream.of(words).map(each -> new Request<>(List.of(file), GeometryTest.params(each), 0)).toList();
    }

    private long most(List<Request<Params>> requests) {
        return requests.stream().mapToLong(request -> crop.needs(request).heapBytes()).max().orElseThrow();
    }

    @Test
    void several_results_take_one_decoding() throws IOException {
        FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("several")));
        Path photo = sample(folder);
        crop.processAll(several().stream().map(params -> new Request<>(List.of(photo), params, 0)).toList(), run);
        assertEquals(1, run.stages().stream().filter("decode"::equals).count(), run.stages().toString());
        assertEquals(several().size(), run.stages().stream().filter("encode"::equals).count());
    }

    /** Each in as many eighths as it needs, with or without colours of its own for each pixel. */
    @Test
    void sizes_of_a_jpeg_look_as_of_all_pixels_and_are_the_same_beside_others() throws IOException {
        Path jpeg = SampleMedia.jpeg(folder, 640, 480);
        List<Request<Params>> requests = List
                .of("width=50", "width=201", "width=300 quality=95", "width=200 height=300 mode=stretch format=png",
                        "width=400 height=400 mode=fill", "width=600 sharpen=0.5")
                .stream().map(words -> new Request<>(List.of(jpeg), GeometryTest.params(words), 0)).toList();
        var together = crop.processAll(requests, new FakeRun(Files.createDirectory(folder.resolve("together"))));
        Picture whole = images.read(jpeg);
        for (int i = 0; i < requests.size(); i++) {
            FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("alone" + i)));
            Path alone = crop.process(requests.get(i), run).outputs().getFirst().file();
            assertArrayEquals(Files.readAllBytes(alone),
                    Files.readAllBytes(together.get(i).outputs().getFirst().file()), "result " + i);
            Params params = requests.get(i).parameters();
            Picture expected = new Drawing(Geometry.of(new Size(640, 480), params), params, Blocks.GO_ON).of(whole);
            assertTrue(decibels(expected, images.read(alone)) > 34, i + ": " + decibels(expected, images.read(alone)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"told.jpg", "told.png", "told.webp", "told.tif"})
    void what_is_beside_the_pixels_goes_along_by_policy(String name) throws IOException {
        Map<String, String> all = images.metadata(run(FIXTURES.resolve(name), "box=2,2,10,12").file());
        assertEquals("JaneDoe 1 300", all.get("exif.Artist") + " " + all.get("orientation") + " " + all.get("dpi"));
        assertTrue(all.containsKey("gps.GPSLatitude"), all.toString());
        Map<String, String> technical = images
                .metadata(run(FIXTURES.resolve(name), "width=10 metadata=preserve_technical").file());
        assertEquals("EOS 1 300",
                technical.get("exif.Model") + " " + technical.get("orientation") + " " + technical.get("dpi"));
        assertFalse(technical.containsKey("gps.GPSLatitude") || technical.containsKey("exif.Artist"));
        Map<String, String> none = images.metadata(run(FIXTURES.resolve(name), "metadata=strip_all").file());
        assertEquals(List.of(), none.keySet().stream().filter(key -> key.matches("(exif|gps|xmp|iptc)\\..*")).toList());
    }

    @Test
    void each_of_several_results_has_its_own_policy_and_profile() throws IOException {
        FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("policies")));
        Path linear = FIXTURES.resolve("linear.jpg");
        List<Boolean> profiles = new ArrayList<>();
        for (var result : crop.processAll(List.of("width=20", "width=20 keep_profile=true", "metadata=strip_all")
                .stream().map(w -> new Request<>(List.of(linear), GeometryTest.params(w), 0)).toList(), run)) {
            profiles.add(images.metadata(result.outputs().getFirst().file()).containsKey("icc"));
        }
        assertEquals(List.of(false, true, false), profiles);
        Output kept = run(linear, "box=1,1,8,8 format=png keep_profile=true");
        Output brought = run(linear, "box=1,1,8,8 format=png");
        assertArrayEquals(images.read(brought.file()).argb(), images.read(kept.file()).argb());
    }

    @Test
    void a_box_keeps_exactly_its_pixels() throws IOException {
        Path photo = sample(folder);
        Output output = run(photo, "box=17,5,40,30");
        assertEquals("cropped", output.operation());
        assertEquals(40, output.expected().width().getAsInt());
        assertArrayEquals(images.read(photo).part(17, 5, 40, 30).argb(), images.read(output.file()).argb());
    }

    @ParameterizedTest
    @CsvSource({"sixteen.png,width=16,16", "sixteen.tif,width=16 linear=true,16",
            "sixteen.png,width=9 height=20 mode=fill sharpen=1 background=transparent,16",
            "sixteen.png,preset=square_1_1 anchor=smart,16", "sixteen.png,width=16 format=avif,10",
            "sixteen.png,width=16 format=webp,8", "sixteen.png,width=16 colours=16,1",
            "sixteen.tif,width=16 keep_profile=true,16"})
    void deep_pictures_stay_deep_or_it_is_said(String name, String parameters, int depth) throws IOException {
        FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("deep")));
        Path file = crop
                .process(new Request<>(List.of(FIXTURES.resolve(name)), GeometryTest.params(parameters), 0), run)
                .outputs().getFirst().file();
        assertEquals(depth, images.depth(file));
        List<String> told = run.notes().stream().filter(note -> note.contains("bits")).toList();
        assertEquals(depth <= 8 ? List.of("The original has 16 bits a channel, the result 8.") : List.of(), told);
    }

    @Test
    void all_bits_of_a_box_are_kept() throws IOException {
        Path file = run(deepSample(), "box=3,2,10,8").file();
        assertArrayEquals(images.readDeep(deepSample(), Blocks.GO_ON).part(3, 2, 10, 8).samples(),
                images.readDeep(file, Blocks.GO_ON).samples());
    }

    @ParameterizedTest
    @ValueSource(strings = {"width=16 height=16 mode=fill background=#123456", "width=20 sharpen=0.7",
            "width=11 height=9 mode=crop anchor=smart", "width=20 linear=true", "width=60 filter=bicubic"})
    void deep_pictures_look_like_shallow_ones(String parameters) throws IOException {
        Path deep = deepSample();
        Path shallow = folder.resolve("shallow.png");
        images.write(images.read(deep), shallow, Encoding.PNG);
        Picture one = images.read(run(deep, parameters).file());
        Picture other = images.read(run(shallow, parameters).file());
        assertEquals(other.width() + "x" + other.height(), one.width() + "x" + one.height());
        for (int i = 0; i < one.argb().length; i++) {
            for (int shift = 0; shift < 32; shift += 8) {
                assertEquals(other.argb()[i] >>> shift & 255, one.argb()[i] >>> shift & 255, 6, "pixel " + i);
            }
        }
    }

    /** Waves of colour that differ by less than a level of eight bits, half of them transparent to some degree. */
    private Path deepSample() throws IOException {
        DeepPicture waves = new DeepPicture(40, 30, true);
        for (int i = 0; i < waves.samples().length; i++) {
            double wave = 0.5 + 0.5 * Math.sin(i / 4 % 40 * (0.2 + 0.1 * (i % 4)) + i / 160 * 0.3);
            waves.samples()[i] = (short) (i % 4 == 3 ? 65_535 - 20_000 * Math.max(0, wave - 0.5) : 65_535 * wave);
        }
        Path file = folder.resolve("waves.png");
        images.write(waves, file, Encoding.PNG, Beside.NOTHING, Blocks.GO_ON);
        return file;
    }

    @Test
    void sixteen_bits_take_twice_the_memory() throws IOException {
        Path shallow = folder.resolve("shallow.png");
        images.write(images.read(FIXTURES.resolve("sixteen.png")), shallow, Encoding.PNG);
        long base = 64L << 20;
        assertEquals(2 * (heap(shallow, "width=20") - base), heap(FIXTURES.resolve("sixteen.png"), "width=20") - base);
    }

    @Test
    void a_box_outside_the_picture_is_refused() throws IOException {
        Path photo = sample(folder);
        for (String box : List.of("150,0,11,10", "0,0,160,121", "999999,999999,1,1")) {
            var e = assertThrows(ProcessingException.class, () -> run(photo, "box=" + box));
            assertEquals("crop.box-outside", e.code());
            assertEquals(Optional.of("box"), e.parameter());
            assertTrue(e.message().contains("photo.png") && e.message().contains("160 x 120"), e.message());
        }
    }

    @Test
    void a_box_that_is_none_is_refused_by_its_form() {
        for (String box : List.of("1,2,3", "a", "0,0,0,5", "-1,0,5,5")) {
            var e = assertThrows(ProcessingException.class,
                    () -> ParameterSet.of(Params.DEFAULTS).read(Map.of("box", box)));
            assertEquals(Optional.of("box"), e.parameter());
        }
    }

    @Test
    void only_resizing_is_called_so_and_gives_the_size() throws IOException {
        Output output = run(sample(folder), "width=77");
        assertEquals("resized", output.operation());
        assertEquals(77, images.header(output.file()).width());
        assertEquals(58, images.header(output.file()).height());
    }

    @Test
    void what_is_not_covered_gets_the_background() throws IOException {
        Picture filled = images.read(run(sample(folder), "width=100 height=100 mode=fill background=#123456").file());
        assertEquals(0xFF123456, filled.argb()[5 * 100 + 50]);
        assertEquals(0xFF123456, filled.argb()[95 * 100 + 50]);
        assertFalse(filled.argb()[50 * 100 + 50] == 0xFF123456);
        Picture clear = images
                .read(run(sample(folder), "width=100 height=100 mode=fill background=transparent").file());
        assertEquals(0, clear.argb()[0] >>> 24);
    }

    @Test
    void formats_are_kept_or_changed() throws IOException {
        Path jpeg = SampleMedia.jpeg(folder, 64, 48);
        assertEquals(Optional.of(ImageFormat.JPEG), images.sniff(run(jpeg, "width=32").file()));
        assertEquals(Optional.of(ImageFormat.WEBP), images.sniff(run(jpeg, "width=32 format=webp").file()));
        assertEquals(Optional.of(ImageFormat.PNG), images.sniff(run(jpeg, "width=32 format=png").file()));
    }

    @Test
    void jpeg_of_a_cutout_stands_on_the_background() throws IOException {
        Path cutout = SampleMedia.cutout(folder, 64, 48);
        int pixel = images.read(run(cutout, "format=jpeg background=#00ff00").file()).argb()[0];
        assertTrue((pixel >> 8 & 255) > 240 && (pixel & 255) < 20, Integer.toHexString(pixel));
        assertTrue(images.read(run(cutout, "width=32").file()).alpha());
    }

    @Test
    void smart_keeps_the_detail_and_falls_back_to_the_middle() throws IOException {
        Picture picture = new Picture(300, 100, false);
        Arrays.fill(picture.argb(), 0xFF808080);
        assertEquals(100,
                Geometry.of(picture, GeometryTest.params("preset=square_1_1 anchor=smart"), Blocks.GO_ON).cut().x());
        for (int y = 0; y < 100; y++) {
            for (int x = 205; x < 295; x++) {
                picture.argb()[y * 300 + x] = 0xFF000000 | (x * 7919 + y * 104729 & 0xFF) * 0x010101;
            }
        }
        int x = Geometry.of(picture, GeometryTest.params("preset=square_1_1 anchor=smart"), Blocks.GO_ON).cut().x();
        assertTrue(x >= 185, "x is " + x);
    }

    /** Pillow 12.3 makes 127 of the same pixels, and libvips 8.14 with --linear 188. */
    @ParameterizedTest
    @CsvSource({"false,128", "true,188"})
    void half_white_and_half_black_is_grey_in_numbers_or_in_light(boolean linear, int grey) throws IOException {
        Picture board = new Picture(400, 400, false);
        for (int i = 0; i < board.argb().length; i++) {
            board.argb()[i] = (i % 400 + i / 400) % 2 == 0 ? 0xFFFFFFFF : 0xFF000000;
        }
        Path file = folder.resolve("board.png");
        images.write(board, file, Encoding.PNG);
        Picture small = images.read(run(file, "width=50 linear=" + linear).file());
        for (int pixel : small.part(10, 10, 30, 30).argb()) {
            assertEquals(grey, pixel & 255, 1);
        }
    }

    @Test
    void light_is_averaged_without_the_colour_of_what_is_invisible() throws IOException {
        Picture picture = new Picture(64, 64, true);
        for (int i = 0; i < picture.argb().length; i++) {
            picture.argb()[i] = i % 64 < 32 ? 0x0000FF00 : 0xFFFF0000;
        }
        Path file = folder.resolve("cut.png");
        images.write(picture, file, Encoding.PNG);
        Picture small = images.read(run(file, "width=9 linear=true").file());
        int edge = small.argb()[4 * 9 + 4];
        assertEquals(128, edge >>> 24, 2);
        assertEquals(0xFF0000, edge & 0xFFFFFF);
    }

    @Test
    void a_palette_has_no_more_colours_than_wanted() throws IOException {
        Picture few = images.read(run(sample(folder), "colours=16").file());
        assertTrue(Arrays.stream(few.argb()).distinct().count() <= 16);
    }

    @ParameterizedTest
    @CsvSource({"width=1920,2", "width=2001,1", "width=1000,4", "width=300,8", "width=300 filter=nearest,1",
            "width=300 linear=true,1", "preset=square_1_1 width=300,1", "width=400 height=400 mode=fill,8",
            "width=400 height=2000 mode=stretch,1"})
    void a_jpeg_is_decoded_at_the_fraction_that_the_result_needs(String parameters, int reduction) {
        ImageHeader photo = new ImageHeader(ImageFormat.JPEG, 6000, 4000, false);
        Params params = GeometryTest.params(parameters);
        assertEquals(reduction, Reduction
                .form(photo, 8, Encoding.PNG, params, Geometry.of(new Size(6000, 4000), params)).reduction());
    }

    /**
     * Of 600 to 200 pixels: what Pillow 12.3 makes with draft mode and Lanczos is 45.1 dB from what it makes of all pixels, and no more may be
     * lost here.
     */
    @Test
    void decoding_a_fraction_looks_like_all_of_it() throws IOException {
        Path jpeg = folder.resolve("coffee.jpg");
        images.write(images.read(Path.of("..", "..", "releng", "samples", "coffee.png")), jpeg, Encoding.jpeg(89));
        Picture quick = images.read(run(jpeg, "width=200 format=png").file());
        Picture whole = Resizer.resize(images.read(jpeg), quick.width(), quick.height(), Filter.LANCZOS);
        assertTrue(decibels(whole, quick) > 44.5, "it is " + decibels(whole, quick));
    }

    private static double decibels(Picture one, Picture two) {
        double sum = 0;
        for (int i = 0; i < one.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                double difference = (one.argb()[i] >> shift & 255) - (two.argb()[i] >> shift & 255);
                sum += difference * difference;
            }
        }
        return 10 * Math.log10(255 * 255 * 3.0 * one.argb().length / sum);
    }

    @Test
    void sharpening_raises_edges_and_leaves_areas() throws IOException {
        Picture picture = new Picture(20, 20, false);
        for (int i = 0; i < 400; i++) {
            picture.argb()[i] = i % 20 < 10 ? 0xFF404040 : 0xFFC0C0C0;
        }
        Picture sharp = Sharpening.apply(picture, 1, Blocks.GO_ON);
        assertEquals(0xFF404040, sharp.argb()[3]);
        assertTrue((sharp.argb()[9] & 255) < 0x40 && (sharp.argb()[10] & 255) > 0xC0);
    }

    @Test
    void a_turned_photo_is_cropped_as_it_is_seen() throws IOException {
        Path turned = Path.of("..", "org.podstudio.imaging", "src", "test", "resources", "turned-6.jpg");
        Output output = run(turned, "box=0,0,16,32 format=png");
        int pixel = images.read(output.file()).argb()[5 * 16 + 5];
        assertTrue((pixel & 255) > 200 && (pixel >> 16 & 255) < 60,
                "blue corner comes to the top left, not " + Integer.toHexString(pixel));
    }

    @Test
    void a_result_without_end_is_refused() throws IOException {
        Path photo = sample(folder);
        var e = assertThrows(ProcessingException.class, () -> run(photo, "width=30000 height=30000 mode=stretch"));
        assertEquals("crop.too-large", e.code());
    }

    @Test
    void formats_that_are_not_written_become_png_with_a_note() throws IOException {
        Path gif = Path.of("..", "org.podstudio.imaging", "src", "test", "resources", "plain.gif");
        FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("gif")));
        Output output = crop.process(new Request<>(List.of(gif), Params.DEFAULTS, 0), run).outputs().getFirst();
        assertEquals(Optional.of(ImageFormat.PNG), images.sniff(output.file()));
        assertEquals(1, run.notes().size());
    }

    @Test
    void needs_grow_with_the_picture() throws IOException {
        Path large = folder.resolve("large.jpg");
        images.write(new Picture(4000, 3000, false), large, Encoding.jpeg(50));
        assertTrue(crop.needs(new Request<>(List.of(large), Params.DEFAULTS, 0)).heapBytes() > 12_000_000L * 8);
    }

    @Test
    void what_the_header_forbids_is_known_before_the_work() throws IOException {
        Path photo = SampleMedia.photo(folder, 30, 3000);
        var e = assertThrows(ProcessingException.class, () -> heap(photo, "width=400"));
        assertEquals("crop.too-large", e.code());
        assertEquals("crop.box-outside",
                assertThrows(ProcessingException.class, () -> heap(photo, "box=0,0,99,99")).code());
    }

    @Test
    void needs_follow_the_shape_of_the_picture() throws IOException {
        Path square = SampleMedia.photo(folder, 1000, 1000);
        assertTrue(heap(square, "width=15000") > 15_000L * 15_000 * 4);
        Path wide = SampleMedia.photo(Files.createDirectory(folder.resolve("wide")), 2000, 100);
        assertTrue(heap(wide, "preset=square_1_1 mode=fill") - heap(wide, "") > 2000 * 1900 * 4);
        assertTrue(heap(wide, "width=30000 height=30000") < 1_000_000_000, "it fits into 30000 x 1500");
    }

    private long heap(Path input, String parameters) {
        return crop.needs(new Request<>(List.of(input), GeometryTest.params(parameters), 0)).heapBytes();
    }

    @Test
    void what_the_format_cannot_hold_is_refused_before_it_is_read() throws IOException {
        Path wide = SampleMedia.photo(folder, 400, 20);
        FakeRun run = new FakeRun(folder);
        var e = assertThrows(ProcessingException.class, () -> crop
                .process(new Request<>(List.of(wide), GeometryTest.params("width=17000 format=webp"), 0), run));
        assertEquals("image.format-too-small", e.code());
        assertEquals(List.of("decode"), run.stages());
    }

    @Test
    void it_stops_half_way() throws IOException {
        Path photo = SampleMedia.photo(folder, 400, 300);
        for (double at : new double[]{0.4, 0.8}) {
            FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("stop-" + at))).cancelAt(at);
            assertThrows(CanceledException.class, () -> crop.process(
                    new Request<>(List.of(photo), GeometryTest.params("width=3000 sharpen=1 anchor=smart"), 0), run));
        }
        AtomicInteger asked = new AtomicInteger();
        assertThrows(CanceledException.class, () -> Sharpening.apply(new Picture(2000, 2000, false), 1, () -> {
            if (asked.incrementAndGet() > 2) {
                throw new CanceledException();
            }
        }));
    }

    private Output run(Path input, String parameters) throws IOException {
        FakeRun run = new FakeRun(Files.createDirectory(folder.resolve("run-" + runs++)));
        return crop.process(new Request<>(List.of(input), GeometryTest.params(parameters), 0), run).outputs()
                .getFirst();
    }
}
