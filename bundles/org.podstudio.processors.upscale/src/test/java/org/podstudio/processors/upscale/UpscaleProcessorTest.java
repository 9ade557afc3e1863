package org.podstudio.processors.upscale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;
import org.podstudio.inference.Device;
import org.podstudio.inference.Reduced;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.Tensor;
import org.podstudio.inference.TileMemory;
import org.podstudio.models.Catalogue;
import org.podstudio.models.onnx.OnnxWriter;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleMedia;

/** The net of this test blurs a little and then enlarges four times by repetition. */
class UpscaleProcessorTest extends ProcessorContract<Params> {

    private static final String MODEL = "blur-x4";

    /** Files that ExifTool told of Jane Doe and of a place, and others of linear light or 16 bits. */
    private static final Path FIXTURES = Path.of("..", "org.podstudio.imaging", "src", "test", "resources");

    private final Images images = new Images();

    @Override
    protected Processor<Params> processor() {
        return new UpscaleProcessor(images, new Catalogue(List.of(cards()), folder.resolve("models")),
                new Sessions(Path.of("target", "natives"), 1 << 20));
    }

    @Override
    protected Path sample(Path where) throws IOException {
        return SampleMedia.photo(where, 70, 50);
    }

    @Override
    protected Params parameters() {
        return params(4);
    }

    @Override
    protected Map<String, Path> models() {
        return Map.of(MODEL, cards().resolve("blur-x4.onnx"));
    }

    @ParameterizedTest
    @CsvSource({"1, 70, 50, x1", "1.5, 105, 75, x1-5", "2, 140, 100, x2", "3, 210, 150, x3", "4, 280, 200, x4",
            "8, 560, 400, x8"})
    void any_factor_gives_its_exact_size(double scale, int width, int height, String operation) throws IOException {
        Result result = process(sample(folder), params(scale));
        Picture picture = images.read(result.outputs().getFirst().file());
        assertEquals(width, picture.width());
        assertEquals(height, picture.height());
        assertEquals(operation, result.outputs().getFirst().operation());
    }

    @Test
    void small_tiles_give_the_same_picture_as_large_ones() throws IOException {
        Path photo = SampleMedia.photo(folder, 300, 210);
        Picture large = images.read(process(photo, params(4)).outputs().getFirst().file());
        Picture small = images.read(process(photo, new Params(MODEL, 4, 128, Params.OutputFormat.PNG, Device.CPU))
                .outputs().getFirst().file());
        assertTrue(difference(large, small, 0) <= 1, "levels: " + difference(large, small, 0));
    }

    @Test
    void half_the_factor_is_the_whole_one_shrunk() throws IOException {
        Picture half = images.read(process(sample(folder), params(2)).outputs().getFirst().file());
        Picture whole = images.read(process(sample(folder), params(4)).outputs().getFirst().file());
        int levels = difference(half, Resizer.resize(whole, 140, 100, Filter.LANCZOS), 8);
        assertTrue(levels <= 2, "levels: " + levels);
    }

    @Test
    void transparency_is_enlarged_too() throws IOException {
        Path cutout = SampleMedia.cutout(folder, 120, 90);
        Picture picture = images.read(process(cutout, params(4)).outputs().getFirst().file());
        assertTrue(picture.alpha());
        assertEquals(0, picture.argb()[0]);
        assertEquals(255, picture.argb()[180 * 480 + 240] >>> 24);
        assertTrue(Arrays.stream(picture.argb()).anyMatch(p -> p >>> 24 > 40 && p >>> 24 < 215), "the edge is soft");
    }

    @Test
    void invisible_colours_do_not_bleed_into_the_edge() {
        int[] argb = {0x00000000, 0xFFFF8000, 0x00000000, 0x00000000};
        assertEquals(0xFFFF8000, Transparency.carriedOn(argb, 4, 1)[0]);
        assertEquals(0xFFFF8000, Transparency.carriedOn(argb, 2, 2)[3]);
    }

    @Test
    void the_format_of_the_original_is_kept() throws IOException {
        Path jpeg = SampleMedia.jpeg(folder, 64, 48);
        Params same = new Params(MODEL, 2, 512, Params.OutputFormat.SAME, Device.AUTO);
        assertEquals(ImageFormat.JPEG, images.header(process(jpeg, same).outputs().getFirst().file()).format());
    }

    @ParameterizedTest
    @CsvSource({"told.jpg,SAME", "told.png,JPEG", "told.webp,PNG", "told.tif,SAME", "told.avif,WEBP"})
    void authors_place_and_resolution_go_along_and_nothing_stale(String name, Params.OutputFormat format)
            throws IOException {
        Params params = new Params(MODEL, 2, 512, format, Device.CPU);
        Path file = process(FIXTURES.resolve(name), params).outputs().getFirst().file();
        Map<String, String> found = images.metadata(file);
        assertTrue(found.getOrDefault("exif.Artist", "").startsWith("Jane"), found.toString());
        assertTrue(found.containsKey("gps.GPSLatitude"), found.toString());
        assertEquals("1", found.get("orientation"));
        assertEquals(images.metadata(FIXTURES.resolve(name)).get("dpi"), found.get("dpi"));
        assertTrue(found.keySet().stream().noneMatch(key -> key.contains("Thumbnail")), found.toString());
    }

    @ParameterizedTest
    @CsvSource({"linear.jpg", "linear.png", "linear.webp"})
    void colours_stay_in_their_profile(String name) throws IOException {
        Path wide = FIXTURES.resolve(name);
        Path file = process(wide, params(1)).outputs().getFirst().file();
        assertEquals(images.metadata(wide).get("icc"), images.metadata(file).get("icc"));
        long levels = 0;
        Picture before = images.read(wide);
        Picture after = images.read(file);
        for (int i = 0; i < before.argb().length; i++) {
            levels += (after.argb()[i] >> 8 & 255) - (before.argb()[i] >> 8 & 255);
        }
        assertTrue(Math.abs(levels) < 6L * before.argb().length, "it is no lighter or darker: " + levels);
    }

    @Test
    void sixteen_bits_stay_where_the_format_has_room() throws IOException {
        Path deep = FIXTURES.resolve("sixteen.png");
        FakeRun run = run();
        Path file = processor().process(new Request<>(List.of(deep), params(1.5), 0), run).outputs().getFirst().file();
        assertEquals(List.of(), run.notes());
        assertEquals(16, images.depth(file));
        DeepPicture result = images.readDeep(file, run::checkCanceled);
        assertTrue(between(result, 0) > result.samples().length / 12, "no more than eight bits");
        int[] expected = inEightBits(deep).argb();
        int[] argb = result.rounded().argb();
        for (int i = 0; i < argb.length; i++) {
            assertEquals(expected[i] >> 8 & 255, argb[i] >> 8 & 255, 2);
        }
    }

    /** From the left: invisible, more and more to be seen, opaque. */
    @Test
    void sixteen_bits_of_transparency_stay_too() throws IOException {
        DeepPicture fading = new DeepPicture(80, 40, true);
        for (int i = 0, k = 0; i < 80 * 40; i++, k += 4) {
            int x = i % 80;
            fading.samples()[k] = (short) (x < 20 ? 0 : 52_000 - 97 * x);
            fading.samples()[k + 1] = (short) (9_000 + 311 * (i / 80));
            fading.samples()[k + 3] = (short) Math.clamp((x - 20) * 1_641L, 0, 65_535);
        }
        Path deep = folder.resolve("fading.png");
        images.write(fading, deep, Encoding.PNG, Beside.NOTHING, () -> {
        });
        FakeRun run = run();
        Path file = processor().process(new Request<>(List.of(deep), params(1.5), 0), run).outputs().getFirst().file();
        assertEquals(List.of(), run.notes());
        assertEquals(16, images.depth(file));
        DeepPicture result = images.readDeep(file, run::checkCanceled);
        assertTrue(result.alpha());
        assertTrue(between(result, 0) > 120 * 60 / 4, "no more than eight bits of colour");
        assertTrue(between(result, 3) > 120 * 60 / 4, "no more than eight bits of transparency");
        int[] expected = inEightBits(deep).argb();
        int[] argb = result.rounded().argb();
        for (int i = 0; i < argb.length; i++) {
            assertEquals(expected[i] >>> 24, argb[i] >>> 24, 2, "alpha at " + i % 120);
            // where little can be seen a colour is worth little
            assertEquals(expected[i] >>> 24 < 8 ? 0 : expected[i] >> 16 & 255,
                    expected[i] >>> 24 < 8 ? 0 : argb[i] >> 16 & 255, 2, "red at " + i % 120);
        }
        assertEquals(0, argb[30 * 120]);
        assertEquals(255, argb[30 * 120 + 119] >>> 24);
    }

    /** Samples of a channel that eight bits could not tell. */
    private static int between(DeepPicture picture, int channel) {
        int between = 0;
        for (int i = channel; i < picture.samples().length; i += 4) {
            between += (picture.samples()[i] & 0xFFFF) % 257 == 0 ? 0 : 1;
        }
        return between;
    }

    /** What comes of a picture that was rounded before. */
    private Picture inEightBits(Path deep) throws IOException {
        Path shallow = folder.resolve("eight.png");
        images.write(images.read(deep), shallow, Encoding.PNG);
        return images.read(process(shallow, params(1.5)).outputs().getFirst().file());
    }

    @Test
    void a_loss_of_depth_is_told() throws IOException {
        FakeRun run = run();
        Params jpeg = new Params(MODEL, 2, 512, Params.OutputFormat.JPEG, Device.CPU);
        processor().process(new Request<>(List.of(FIXTURES.resolve("sixteen.png")), jpeg, 0), run);
        assertEquals(List.of("The original has 16 bits a channel, the result 8."), run.notes());
    }

    /** By 2.1 a net of 4 makes four times the sides, of which the result is made. */
    @Test
    void sixteen_bits_stay_where_one_array_holds_what_the_net_makes_and_there_is_memory() {
        Size source = new Size(7800, 7800);
        Size result = new Size(16_380, 16_380);
        assertFalse(Memory.fitsDeep(source, new Size(31_200, 31_200), result, false, bytes -> true));
        assertTrue(Memory.fitsDeep(source, new Size(23_170, 23_170), result, false, bytes -> true));
        assertFalse(Memory.fitsDeep(source, new Size(23_171, 23_171), result, false, bytes -> true));
        long bytes = 2 * Memory.heapBytes(source, source, source, false);
        assertTrue(Memory.fitsDeep(source, source, source, false, needed -> needed <= bytes));
        assertFalse(Memory.fitsDeep(source, source, source, false, needed -> needed < bytes));
    }

    @Test
    void a_result_beyond_16_k_is_refused_with_the_largest_factor_that_works() throws IOException {
        Path wide = SampleMedia.photo(folder, 4200, 2);
        var e = assertThrows(ProcessingException.class, () -> process(wide, params(4)));
        assertEquals("upscale.too-large", e.code());
        assertTrue(e.advice().contains("3.9"), e.advice());
    }

    @Test
    void tiles_shrink_until_they_fit() {
        var card = new Catalogue(List.of(cards()), folder.resolve("models")).card(MODEL);
        Size huge = new Size(4000, 4000);
        assertTrue(TileMemory.nativeBytes(card,
                TileMemory.tiling(card, 2048, huge.width(), huge.height()), huge.width(), huge.height()) <= 4L << 30);
    }

    @Test
    void webp_beyond_its_longest_side_is_refused_before_the_net_runs() throws IOException {
        Path wide = SampleMedia.photo(folder, 4096, 2);
        FakeRun run = new FakeRun(folder);
        var e = assertThrows(ProcessingException.class, () -> processor().process(
                new Request<>(List.of(wide), new Params(MODEL, 4, 512, Params.OutputFormat.WEBP, Device.CPU), 0), run));
        assertEquals("image.format-too-small", e.code());
        assertEquals(List.of("decode"), run.stages());
    }

    @Test
    void a_net_that_is_shrunk_answers_into_one_buffer() {
        Set<Tensor> answers = Collections.newSetFromMap(new IdentityHashMap<>());
        Reduced reduced = new Reduced((input, output) -> answers.add(output), 4, 2);
        Tensor input = Tensor.direct(1, 3, 16, 16);
        Tensor output = Tensor.direct(1, 3, 32, 32);
        reduced.apply(input, output);
        reduced.apply(input, output);
        assertEquals(1, answers.size());
    }

    @Test
    void transparent_pictures_take_memory_for_colours_and_alpha() {
        Size source = new Size(100, 100);
        Size made = new Size(400, 400);
        long more = Memory.heapBytes(source, made, made, true) - (64 << 20);
        assertTrue(more >= 3 * 4 * made.pixels() + 4 * source.pixels(), "bytes " + more);
        Size larger = new Size(800, 800);
        assertTrue(Memory.heapBytes(source, made, larger, true) > Memory.heapBytes(source, made, larger, false) - 1);
    }

    @Test
    void it_stops_half_way_and_progress_moves_all_the_time() throws IOException {
        Path cutout = SampleMedia.cutout(folder, 300, 300);
        FakeRun whole = run();
        Params small = new Params(MODEL, 2, 128, Params.OutputFormat.PNG, Device.CPU);
        processor().process(new Request<>(List.of(cutout), small, 0), whole);
        double widest = 0;
        List<Double> seen = whole.progressSeen();
        for (int i = 1; i < seen.size(); i++) {
            widest = Math.max(widest, seen.get(i) - seen.get(i - 1));
        }
        assertTrue(widest < 0.2, "progress stood still for " + widest);
        FakeRun stopped = run().cancelAt(0.5);
        assertThrows(CanceledException.class,
                () -> processor().process(new Request<>(List.of(cutout), small, 0), stopped));
        assertTrue(stopped.progressSeen().getLast() < 0.6, "went on to " + stopped.progressSeen().getLast());
    }

    private FakeRun run() throws IOException {
        FakeRun run = new FakeRun(Files.createTempDirectory(folder, "run"));
        models().forEach(run::withModel);
        return run;
    }

    private Params params(double scale) {
        return new Params(MODEL, scale, 512, Params.OutputFormat.PNG, Device.AUTO);
    }

    private Result process(Path input, Params params) throws IOException {
        return processor().process(new Request<>(List.of(input), params, 0), run());
    }

    /** Largest difference of a channel, a frame of pixels left out. */
    private static int difference(Picture a, Picture b, int frame) {
        int largest = 0;
        for (int y = frame; y < a.height() - frame; y++) {
            for (int x = frame; x < a.width() - frame; x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int i = y * a.width() + x;
                    largest = Math.max(largest, Math.abs((a.argb()[i] >> shift & 255) - (b.argb()[i] >> shift & 255)));
                }
            }
        }
        return largest;
    }

    private Path cards() {
        Path cards = folder.resolve("cards");
        if (Files.exists(cards.resolve("blur-x4.json"))) {
            return cards;
        }
        try {
            Files.createDirectories(cards);
            net().save(cards.resolve("blur-x4.onnx"));
            Files.writeString(cards.resolve("blur-x4.json"), """
                {"id": "blur-x4", "title": "Blur", "task": "upscale", "rank": 1,
                 "contract": {"scale": 4, "reach": 2, "multiple": 1},
                 "licence": {"spdx": "CC0-1.0", "name": "CC0", "url": "", "permissive": true},
                 "bytes": 0, "sha256": "", "sources": []}""");
            return cards;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OnnxWriter net() {
        OnnxWriter net = new OnnxWriter("blur", 13).input("input", 1, 3, "height", "width");
        float[] weights = new float[3 * 3 * 9];
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < 9; i++) {
                weights[(channel * 3 + channel) * 9 + i] = i == 4 ? 0.6f : 0.05f;
            }
        }
        String blurred = net.apply("Conv", Map.of("pads", new long[]{1, 1, 1, 1}), "input",
                net.floats("weights", weights, 3, 3, 3, 3));
        String scales = net.floats("scales", new float[]{1, 1, 4, 4}, 4);
        net.node("Resize", List.of(blurred, "", scales), List.of("output"), Map.of("mode", "nearest"));
        return net.output("output", 1, 3, "out_height", "out_width");
    }
}
