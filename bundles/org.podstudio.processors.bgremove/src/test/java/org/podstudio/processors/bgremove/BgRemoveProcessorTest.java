package org.podstudio.processors.bgremove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Shelf;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Device;
import org.podstudio.inference.Sessions;
import org.podstudio.models.Catalogue;
import org.podstudio.models.onnx.OnnxWriter;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleMedia;

/** The net of this test takes what is red for the subject. */
class BgRemoveProcessorTest extends ProcessorContract<Params> {

    private static final int SIZE = 64;

    /** Files that ExifTool told of Jane Doe and of a place. */
    private static final Path FIXTURES = Path.of("..", "org.podstudio.imaging", "src", "test", "resources");

    private final Images images = new Images();

    @Override
    protected Processor<Params> processor() {
        return new BgRemoveProcessor(images, new Catalogue(List.of(cards()), folder.resolve("models")),
                new Sessions(Path.of("target", "natives"), 1 << 20));
    }

    @Override
    protected Path sample(Path where) throws IOException {
        return SampleMedia.photo(where, 150, 100);
    }

    @Override
    protected Params parameters() {
        return new Params("redness", Params.OutputFormat.PNG, true, true, Device.AUTO);
    }

    @Override
    protected Map<String, Path> models() {
        return Map.of("redness", cards().resolve("redness.onnx"));
    }

    @Test
    void keeps_the_size_and_cuts_the_subject_out() throws IOException {
        Result result = process(disc(), parameters());
        Picture cutout = images.read(result.outputs().getFirst().file());
        assertEquals(200, cutout.width());
        assertEquals(120, cutout.height());
        assertTrue(cutout.alpha());
        assertEquals(255, alpha(cutout, 100, 60));
        assertEquals(0, cutout.argb()[0], "what is removed is not in the file either");
        assertEquals("redness", result.facts().get("model"));
    }

    @Test
    void a_batch_loads_its_net_once() throws IOException {
        try (Sessions sessions = new Sessions(Path.of("target", "natives"), 1)) {
            var processor = new BgRemoveProcessor(images, new Catalogue(List.of(cards()), folder.resolve("models")),
                    sessions);
            for (int i = 0; i < 5; i++) {
                FakeRun run = new FakeRun(Files.createTempDirectory(folder, "run"));
                models().forEach(run::withModel);
                processor.process(new Request<>(List.of(disc()), parameters(), 0), run);
            }
            assertEquals(1, sessions.loads());
        }
    }

    @Test
    void authors_and_resolution_go_along_with_the_cutout_and_nothing_with_the_mask() throws IOException {
        Path told = folder.resolve("told.png");
        Picture disc = images.read(disc());
        images.write(disc, told, Encoding.PNG, images.beside(FIXTURES.resolve("told.jpg")), () -> {
        });
        assertEquals("6", images.metadata(told).get("orientation"));
        Result result = process(told, parameters());
        Map<String, String> found = images.metadata(result.outputs().getFirst().file());
        assertEquals("JaneDoe 300 1",
                found.get("exif.Artist") + " " + found.get("dpi") + " " + found.get("orientation"));
        assertTrue(found.containsKey("gps.GPSLatitude"), found.toString());
        assertFalse(images.metadata(result.outputs().getLast().file()).containsKey("exif.Artist"));
    }

    @Test
    void a_loss_of_depth_is_told() throws IOException {
        DeepPicture deep = new DeepPicture(40, 30, false);
        for (int i = 0; i < deep.samples().length; i += 4) {
            deep.samples()[i] = (short) (i / 4 % 40 < 20 ? 65_535 : 0);
        }
        Path file = folder.resolve("deep.png");
        images.write(deep, file, Encoding.PNG, Beside.NOTHING, () -> {
        });
        FakeRun run = new FakeRun(Files.createTempDirectory(folder, "run"));
        models().forEach(run::withModel);
        processor().process(new Request<>(List.of(file), parameters(), 0), run);
        assertEquals(List.of("The original has 16 bits a channel, the result 8."), run.notes());
    }

    @Test
    void the_mask_goes_to_the_masks() throws IOException {
        Result result = process(disc(), parameters());
        assertEquals(Shelf.MASKS, result.outputs().get(1).shelf());
        Picture mask = images.read(result.outputs().get(1).file());
        assertEquals(0xFFFFFFFF, mask.argb()[60 * 200 + 100]);
        assertEquals(0xFF000000, mask.argb()[0]);
    }

    @Test
    void soft_edges_lose_the_colour_of_the_background() throws IOException {
        assertTrue(worstBlue(true) < 40, "blue left in the edge: " + worstBlue(true));
        assertTrue(worstBlue(false) > 80, "the test shows something: " + worstBlue(false));
    }

    @Test
    void a_cutout_keeps_the_colours_of_its_edge() throws IOException {
        Picture picture = new Picture(200, 120, true);
        for (int i = 0; i < picture.argb().length; i++) {
            double inside = Math.clamp(40 - Math.hypot(i % 200 - 100, i / 200 - 60) + 0.5, 0, 1);
            // black behind what cannot be seen
            picture.argb()[i] = inside == 0 ? 0 : (int) (255 * inside) << 24 | 0xC01010;
        }
        Path file = folder.resolve("cutout.png");
        images.write(picture, file, Encoding.PNG);
        Picture again = images.read(process(file, parameters()).outputs().getFirst().file());
        int worst = 0;
        for (int pixel : again.argb()) {
            for (int shift = 0; pixel >>> 24 > 0 && shift < 24; shift += 8) {
                worst = Math.max(worst, Math.abs((pixel >> shift & 255) - (0xC01010 >> shift & 255)));
            }
        }
        assertTrue(worst < 24, "levels off: " + worst);
    }

    @Test
    void it_stops_while_colours_are_cleaned() {
        Picture picture = new Picture(600, 400, false);
        int[] mask = new int[picture.argb().length];
        Arrays.fill(mask, 128);
        AtomicInteger checks = new AtomicInteger();
        Foreground.clean(picture, mask, checks::incrementAndGet);
        assertTrue(checks.get() > 100, checks::toString);
        AtomicInteger asked = new AtomicInteger();
        assertThrows(CanceledException.class, () -> Foreground.clean(picture, mask, () -> {
            if (asked.incrementAndGet() > checks.get() / 2) {
                throw new CanceledException();
            }
        }));
    }

    @Test
    void what_webp_cannot_hold_is_refused_before_the_net_runs() throws IOException {
        Path wide = folder.resolve("wide.png");
        images.write(new Picture(16_400, 2, false), wide, Encoding.PNG);
        var e = assertThrows(ProcessingException.class,
                () -> process(wide, new Params("redness", Params.OutputFormat.WEBP, false, true, Device.CPU)));
        assertEquals("image.format-too-small", e.code());
    }

    @Test
    void a_picture_without_a_subject_is_said_so() throws IOException {
        Picture grey = new Picture(80, 60, false);
        Arrays.fill(grey.argb(), 0xFF405060);
        Path file = folder.resolve("grey.png");
        images.write(grey, file, Encoding.PNG);
        var e = assertThrows(ProcessingException.class, () -> process(file, parameters()));
        assertEquals("bg-remove.nothing-found", e.code());
        assertTrue(e.message().contains("grey.png"));
    }

    private int worstBlue(boolean decontaminate) throws IOException {
        Result result = process(disc(),
                new Params("redness", Params.OutputFormat.PNG, false, decontaminate, Device.CPU));
        int worst = 0;
        for (int pixel : images.read(result.outputs().getFirst().file()).argb()) {
            int a = pixel >>> 24;
            worst = a > 40 && a < 215 ? Math.max(worst, pixel & 255) : worst;
        }
        return worst;
    }

    private Result process(Path input, Params params) throws IOException {
        FakeRun run = new FakeRun(Files.createTempDirectory(folder, "run"));
        models().forEach(run::withModel);
        return processor().process(new Request<>(List.of(input), params, 0), run);
    }

    /** A red disc with a soft edge on blue. */
    private Path disc() throws IOException {
        Picture picture = new Picture(200, 120, false);
        for (int i = 0; i < picture.argb().length; i++) {
            double inside = Math.clamp((40 - Math.hypot(i % 200 - 100, i / 200 - 60)) / 8 + 0.5, 0, 1);
            picture.argb()[i] = 0xFF000000 | (int) (255 * inside) << 16 | (int) (255 * (1 - inside));
        }
        Path file = folder.resolve("disc.png");
        images.write(picture, file, Encoding.PNG);
        return file;
    }

    private static int alpha(Picture picture, int x, int y) {
        return picture.argb()[y * picture.width() + x] >>> 24;
    }

    private Path cards() {
        Path cards = folder.resolve("cards");
        if (Files.exists(cards.resolve("redness.json"))) {
            return cards;
        }
        try {
            Files.createDirectories(cards);
            OnnxWriter net = new OnnxWriter("redness", 13).input("picture", 1, 3, SIZE, SIZE);
            String sum = net.apply("Conv", Map.of(), "picture",
                    net.floats("weights", new float[]{1, -1, -1}, 1, 3, 1, 1));
            net.node("Relu", List.of(sum), List.of("mask"), Map.of()).output("mask", 1, 1, SIZE, SIZE)
                    .save(cards.resolve("redness.onnx"));
            Files.writeString(cards.resolve("redness.json"), """
                {"id": "redness", "title": "Redness", "task": "matting", "rank": 1,
                 "contract": {"size": 64, "divideBy": 255, "resize": "lanczos", "stretch": false},
                 "licence": {"spdx": "CC0-1.0", "name": "CC0", "url": "", "permissive": true},
                 "bytes": 0, "sha256": "", "sources": []}""");
            return cards;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
