package org.podstudio.processors.upscale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Device;
import org.podstudio.inference.Session;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.Tensor;
import org.podstudio.inference.Tiling;
import org.podstudio.inference.Tuning;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;
import org.podstudio.models.onnx.OnnxWriter;
import org.podstudio.testkit.FakeRun;

/** Memory that runs short, nets that want even sides, and the model that ships on a real photograph. */
class UpscalerTest {

    private static final Path SAMPLES = Path.of("..", "..", "releng", "samples");
    private static final Path SHIPPED = Path.of("..", "..", "models", "org.podstudio.models.realesr-animevideov3",
            "cards");

    @TempDir
    private Path folder = Path.of("");

    private final FakeRun run = new FakeRun(Path.of("unused"));
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void when_memory_is_short_tiles_of_256_and_then_of_128_are_tried() {
        Card card = card("{\"scale\": 4, \"reach\": 8}");
        Picture picture = new Picture(600, 500, false);
        Pixels large = new Upscaler(fake(200), card, 4).fitting(new EightBits(picture), new Size(2400, 2000),
                Tiling.of(512, 8, 1), card, run);
        assertEquals(2400, large.width());
        assertEquals(List.of("Memory was too short for tiles of 512 px; tiles of 256 px were used.",
                "Memory was too short for tiles of 256 px; tiles of 128 px were used."), run.notes());
        assertTrue(asked.getLast() <= 128, "asked for " + asked.getLast());
    }

    @Test
    void when_even_the_smallest_do_not_fit_it_is_said() {
        Card card = card("{\"scale\": 4, \"reach\": 8}");
        var e = assertThrows(ProcessingException.class, () -> new Upscaler(fake(20), card, 4)
                .fitting(new EightBits(new Picture(600, 500, false)), new Size(2400, 2000), Tiling.of(512, 8, 1), card,
                        run));
        assertEquals("inference.no-memory", e.code());
    }

    @Test
    void a_net_that_unshuffles_pixels_is_given_even_sides() throws IOException {
        OnnxWriter net = new OnnxWriter("unshuffle", 13).input("input", 1, 3, "height", "width");
        String folded = net.apply("SpaceToDepth", Map.of("blocksize", 2), "input");
        String same = net.apply("DepthToSpace", Map.of("blocksize", 2), folded);
        String twice = net.floats("twice", new float[]{1, 1, 2, 2}, 4);
        net.node("Resize", List.of(same, "", twice), List.of("output"), Map.of("mode", "nearest"));
        Path file = net.output("output", 1, 3, "h", "w").save(folder.resolve("x2.onnx"));
        Card card = card("{\"scale\": 2, \"reach\": 3, \"multiple\": 2}");
        Picture odd = new Picture(71, 53, false);
        odd.argb()[52 * 71 + 70] = 0xFF4080C0;
        try (Sessions sessions = new Sessions(Path.of("target", "natives"), 0);
                Session session = sessions.open(file, Tuning.upscaling(Device.CPU))) {
            Pixels large = new Upscaler(session, card, 2).fitting(new EightBits(odd), new Size(142, 106),
                    Tiling.of(512, 3, 2), card, run);
            assertEquals(0xFF4080C0, large.seen().argb()[105 * 142 + 141]);
        }
    }

    @Test
    void the_model_that_ships_leaves_no_seams_in_a_photograph() throws IOException {
        Picture photo = new Images().read(SAMPLES.resolve("astronaut.png")).part(100, 40, 280, 240);
        Picture whole = shipped(photo, 512);
        Picture tiled = shipped(photo, 128);
        int most = 0;
        for (int i = 0; i < whole.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                most = Math.max(most, Math.abs((whole.argb()[i] >> shift & 255) - (tiled.argb()[i] >> shift & 255)));
            }
        }
        assertTrue(most <= 1, "levels: " + most);
    }

    @Test
    void a_grey_photograph_stays_grey() throws IOException {
        Picture photo = new Images().read(SAMPLES.resolve("cat.png")).part(100, 60, 96, 80);
        for (int i = 0; i < photo.argb().length; i++) {
            photo.argb()[i] = 0xFF000000 | (photo.argb()[i] >> 8 & 255) * 0x010101;
        }
        for (int pixel : shipped(photo, 512).argb()) {
            assertTrue((pixel >> 16 & 255) == (pixel & 255) && (pixel >> 8 & 255) == (pixel & 255), "a tint");
        }
    }

    private Picture shipped(Picture photo, int tile) {
        Catalogue catalogue = new Catalogue(List.of(SHIPPED), folder.resolve("models"));
        Params params = new Params("realesr-animevideov3", 4, tile, Params.OutputFormat.PNG, Device.CPU);
        try (Sessions sessions = new Sessions(Path.of("target", "natives"), 0)) {
            return Upscaler.enlarge(new EightBits(photo), new Size(photo.width() * 4, photo.height() * 4), params,
                    catalogue.card("realesr-animevideov3"), catalogue.require("realesr-animevideov3"), sessions, run)
                    .picture().seen();
        }
    }

    /** A network on the processor that has memory for tiles of so many pixels a side. */
    private Session fake(int most) {
        return (Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[]{Session.class},
                (proxy, method, arguments) -> {
                    int width = ((Tensor) arguments[0]).size(-1);
                    asked.add(width);
                    if (width > most) {
                        throw new ProcessingException(ErrorKind.RESOURCE, "inference.no-memory", "Too little.",
                                "Have more.");
                    }
                    return null;
                });
    }

    private Card card(String contract) {
        try {
            Path cards = Files.createDirectories(folder.resolve("some"));
            Files.writeString(cards.resolve("some.json"), """
                {"id": "some", "title": "Some", "task": "upscale", "rank": 1, "contract": %s,
                 "licence": {"spdx": "CC0-1.0", "name": "CC0", "url": "", "permissive": true},
                 "bytes": 0, "sha256": "", "sources": []}""".formatted(contract));
            return new Catalogue(List.of(cards), folder.resolve("models")).card("some");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
