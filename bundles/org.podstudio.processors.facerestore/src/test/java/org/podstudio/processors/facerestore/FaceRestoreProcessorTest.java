package org.podstudio.processors.facerestore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Device;
import org.podstudio.inference.Sessions;
import org.podstudio.models.Catalogue;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleMedia;

/** With networks whose answers are known beforehand; no trained restorer is run here. */
class FaceRestoreProcessorTest extends ProcessorContract<Params> {

    /** Files that ExifTool told of Jane Doe and of a place. */
    private static final Path FIXTURES = Path.of("..", "org.podstudio.imaging", "src", "test", "resources");

    private final Images images = new Images();
    private FakeRun last = new FakeRun(folder);

    @Override
    protected Processor<Params> processor() {
        return new FaceRestoreProcessor(images, new Catalogue(List.of(cards()), folder.resolve("models")),
                new Sessions(Path.of("target", "natives"), 8 << 20));
    }

    @Override
    protected Path sample(Path where) throws IOException {
        return SampleMedia.photo(where, 120, 90);
    }

    @Override
    protected Params parameters() {
        return params("facefusion", 0.3, "sees");
    }

    @Override
    protected Map<String, Path> models() {
        Map<String, Path> models = new TreeMap<>();
        for (String id : List.of("facefusion", "x_and_w", "unnamed", "without", "floats", "stranger", "lighter", "sees",
                "blind")) {
            models.put(id, cards().resolve(id + ".onnx"));
        }
        return models;
    }

    @ParameterizedTest
    @EnumSource(value = Nets.Dialect.class, names = "WITHOUT", mode = EnumSource.Mode.EXCLUDE)
    void a_fidelity_of_one_leaves_every_pixel(Nets.Dialect dialect) throws IOException {
        Path photo = sample(folder);
        Result result = process(photo, params(dialect.name().toLowerCase(Locale.ROOT), 1, "sees"));
        assertArrayEquals(images.read(photo).argb(), images.read(result.outputs().getFirst().file()).argb());
        assertEquals("1", result.facts().get("faces"));
        assertTrue(result.facts().get("face.1").startsWith("drift 0.000"), result.facts().get("face.1"));
    }

    @Test
    void a_fidelity_of_nothing_blurs_the_face_and_nothing_else() throws IOException {
        Path photo = sample(folder);
        Picture before = images.read(photo);
        Picture after = images.read(process(photo, params("facefusion", 0, "sees")).outputs().getFirst().file());
        assertEquals(before.argb()[0], after.argb()[0]);
        assertEquals(before.argb()[89 * 120 + 119], after.argb()[89 * 120 + 119]);
        int changed = 0;
        for (int y = 30; y < 60; y++) {
            for (int x = 45; x < 75; x++) {
                changed += before.argb()[y * 120 + x] == after.argb()[y * 120 + x] ? 0 : 1;
            }
        }
        assertTrue(changed > 450, "pixels of the face that changed, of 900: " + changed);
    }

    @Test
    void a_model_without_a_choice_of_fidelity_says_so() throws IOException {
        process(sample(folder), params("without", 0.3, "sees"));
        assertEquals(List.of("The model without has no choice of fidelity."), last.notes());
    }

    @Test
    void the_change_fades_out_so_that_no_border_shows() throws IOException {
        Picture grey = new Picture(120, 90, false);
        for (int i = 0; i < grey.argb().length; i++) {
            grey.argb()[i] = 0xFF000000 | (100 + i % 3) * 0x010101;
        }
        Path file = folder.resolve("grey.png");
        images.write(grey, file, Encoding.PNG);
        Picture after = images.read(process(file, params("lighter", 0.5, "sees")).outputs().getFirst().file());
        int most = 0;
        int steepest = 0;
        for (int i = 0; i < grey.argb().length; i++) {
            int change = (after.argb()[i] & 255) - (grey.argb()[i] & 255);
            int next = i % 120 == 119 ? change : (after.argb()[i + 1] & 255) - (grey.argb()[i + 1] & 255);
            most = Math.max(most, change);
            steepest = Math.max(steepest, Math.abs(next - change));
        }
        assertTrue(most >= 24 && most <= 27, "a tenth of white in the middle: " + most);
        assertTrue(steepest <= 4, "levels from one pixel to the next: " + steepest);
    }

    @Test
    void a_stranger_drifts_and_is_told_of() throws IOException {
        Result result = process(sample(folder), params("stranger", 0.5, "sees"));
        assertFalse(result.facts().get("face.1").startsWith("drift 0.0"), result.facts().get("face.1"));
        assertTrue(last.notes().getLast().contains("has changed a lot"), last.notes().toString());
    }

    @Test
    void a_picture_without_faces_stays_as_it_is() throws IOException {
        Path photo = sample(folder);
        Result result = process(photo, params("facefusion", 0, "blind"));
        assertArrayEquals(Files.readAllBytes(photo), Files.readAllBytes(result.outputs().getFirst().file()));
        assertEquals(List.of("No face was found; the picture is unchanged."), last.notes());
        assertEquals("0", result.facts().get("faces"));
    }

    @Test
    void without_a_model_faces_are_sharpened_and_that_is_said() throws IOException {
        Path soft = folder.resolve("soft.png");
        Picture edge = new Picture(120, 90, false);
        for (int i = 0; i < edge.argb().length; i++) {
            edge.argb()[i] = 0xFF000000 | (int) (80 + 90 * Math.clamp((i % 120 - 56) / 8.0, 0, 1)) * 0x010101;
        }
        images.write(edge, soft, Encoding.PNG);
        Result result = process(soft, params("auto", 0.5, "sees"));
        Picture sharp = images.read(result.outputs().getFirst().file());
        int row = 48 * 120;
        assertTrue(contrast(sharp, row) > contrast(edge, row), contrast(sharp, row) + " " + contrast(edge, row));
        assertEquals("none: sharpened", result.facts().get("model"));
        assertTrue(last.notes().getFirst().contains("were sharpened"), last.notes().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sees", "blind"})
    void authors_and_resolution_go_along_and_nothing_stale(String detector) throws IOException {
        Path told = folder.resolve("told.webp");
        Picture upright = images.read(sample(folder));
        images.write(upright, told, Encoding.webp(95), images.beside(FIXTURES.resolve("told.jpg")), () -> {
        });
        assertEquals("6", images.metadata(told).get("orientation"));
        Map<String, String> found = images.metadata(
                process(told, params("facefusion", 0.3, detector)).outputs().getFirst().file());
        assertEquals("JaneDoe 300 1",
                found.get("exif.Artist") + " " + found.get("dpi") + " " + found.get("orientation"));
        assertTrue(found.containsKey("gps.GPSLatitude"), found.toString());
        assertTrue(found.keySet().stream().noneMatch(key -> key.contains("Thumbnail")), found.toString());
    }

    /** Not of a picture without faces, which is copied. */
    @ParameterizedTest
    @CsvSource({"sees,1", "blind,0"})
    void a_loss_of_depth_is_told(String detector, int times) throws IOException {
        process(FIXTURES.resolve("sixteen.png"), params("facefusion", 0.3, detector));
        assertEquals(times, last.notes().stream()
                .filter("The original has 16 bits a channel, the result 8."::equals).count(), last.notes().toString());
    }

    @Test
    void transparency_stays() throws IOException {
        Path cutout = SampleMedia.cutout(folder, 120, 90);
        Picture before = images.read(cutout);
        Picture after = images.read(process(cutout, params("facefusion", 0, "sees")).outputs().getFirst().file());
        for (int i = 0; i < before.argb().length; i++) {
            assertEquals(before.argb()[i] >>> 24, after.argb()[i] >>> 24);
        }
    }

    private static int contrast(Picture picture, int row) {
        return (picture.argb()[row + 65] & 255) - (picture.argb()[row + 55] & 255);
    }

    private static Params params(String model, double fidelity, String detector) {
        return new Params(model, fidelity, detector, Params.OutputFormat.PNG, Device.CPU);
    }

    private Result process(Path input, Params params) throws IOException {
        last = new FakeRun(Files.createTempDirectory(folder, "run"));
        models().forEach(last::withModel);
        return processor().process(new Request<>(List.of(input), params, 0), last);
    }

    private Path cards() {
        Path cards = folder.resolve("cards");
        if (Files.exists(cards.resolve("blind.json"))) {
            return cards;
        }
        try {
            Files.createDirectories(cards);
            for (Nets.Dialect dialect : Nets.Dialect.values()) {
                String id = dialect.name().toLowerCase(Locale.ROOT);
                Nets.restorer(cards.resolve(id + ".onnx"), dialect);
                Nets.card(cards, id, "face-restore", "");
            }
            Nets.stranger(cards.resolve("stranger.onnx"));
            Nets.card(cards, "stranger", "face-restore", "");
            Nets.lighter(cards.resolve("lighter.onnx"));
            Nets.card(cards, "lighter", "face-restore", "");
            for (String id : List.of("sees", "blind")) {
                Nets.yunet(cards.resolve(id + ".onnx"), id.equals("sees"));
                Nets.card(cards, id, "face-detect", "\"family\": \"yunet\", \"size\": 64, \"threshold\": 0.7");
            }
            return cards;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
