package org.podstudio.processors.facerestore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;
import org.podstudio.inference.Device;
import org.podstudio.inference.Session;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.Tuning;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;
import org.podstudio.testkit.FakeRun;

/** The detector that ships, on real photographs. */
class RealFacesTest {

    private static final Path SAMPLES = Path.of("..", "..", "releng", "samples");

    @TempDir
    private Path folder = Path.of("");

    private final Sessions sessions = new Sessions(Path.of("target", "natives"), 0);

    @AfterEach
    void free() {
        sessions.close();
    }

    @Test
    void an_astronaut_has_one_face_and_its_eyes_are_where_they_are() throws IOException {
        List<Face> faces = faces(new Images().read(SAMPLES.resolve("astronaut.png")));
        assertEquals(1, faces.size());
        Similarity aligning = Similarity.aligning(faces.getFirst().marks(), Template.SIDE);
        // measured by eye in the picture: the pupils
        assertEquals(Template.RIGHT_EYE.x(), aligning.u(202.5, 100.5), 15);
        assertEquals(Template.RIGHT_EYE.y(), aligning.v(202.5, 100.5), 15);
        assertEquals(Template.LEFT_EYE.x(), aligning.u(246, 102.5), 15);
        assertEquals(Template.LEFT_EYE.y(), aligning.v(246, 102.5), 15);
    }

    @Test
    void a_cup_a_rocket_and_a_cat_have_none() throws IOException {
        for (String name : List.of("coffee.png", "rocket.jpg", "cat.png")) {
            assertEquals(List.of(), faces(new Images().read(SAMPLES.resolve(name))), name);
        }
    }

    @Test
    void a_blurred_astronaut_stays_herself_when_she_is_sharpened() throws IOException {
        Picture astronaut = new Images().read(SAMPLES.resolve("astronaut.png"));
        Picture soft = Resizer.resize(Resizer.resize(astronaut, 256, 256, Filter.BILINEAR), 512, 512, Filter.BICUBIC);
        Card card = catalogue().card("blazeface");
        try (Session session = sessions.open(catalogue().require("blazeface"), Tuning.matting(Device.CPU))) {
            Detector detector = new Detector(session, card);
            FakeRun run = new FakeRun(folder);
            Restoration.Restored sharp = new Restoration(new Sharpening(), detector).restored(soft,
                    detector.faces(soft, run), run);
            assertTrue(error(sharp.picture(), astronaut) < error(soft, astronaut), "closer to the sharp one");
            assertTrue(sharp.facts().get("face.1").startsWith("drift 0.0"), sharp.facts().toString());
        }
    }

    /** Of the face alone. */
    private static double error(Picture a, Picture b) {
        double sum = 0;
        for (int i = 0; i < 100 * 100; i++) {
            int at = (80 + i / 100) * 512 + 175 + i % 100;
            sum += Math.pow((a.argb()[at] & 255) - (b.argb()[at] & 255), 2);
        }
        return sum;
    }

    @Test
    void small_faces_in_a_large_picture_are_found() throws IOException {
        Picture astronaut = new Images().read(SAMPLES.resolve("astronaut.png"));
        Picture wall = new Picture(2000, 1400, false);
        Arrays.fill(wall.argb(), 0xFF607080);
        int[][] places = {{100, 100, 512}, {900, 60, 400}, {1500, 700, 300}, {700, 900, 256}, {200, 800, 200}};
        for (int[] place : places) {
            lay(Resizer.resize(astronaut, place[2], place[2], Filter.LANCZOS), wall, place[0], place[1]);
        }
        assertEquals(places.length, faces(wall).size());
    }

    /** The photograph of the Solvay conference of 1927 in 2126 by 1463 px, of Debian's package visp-images-data. */
    @Test
    @EnabledIfSystemProperty(named = "podstudio.solvay", matches = ".+")
    void of_the_29_at_solvay_all_are_found() throws IOException {
        List<Face> faces = faces(new Images().read(Path.of(System.getProperty("podstudio.solvay"))));
        assertTrue(Math.abs(faces.size() - 29) <= 3, "faces: " + faces.size());
    }

    private List<Face> faces(Picture picture) {
        Card card = catalogue().card("blazeface");
        try (Session session = sessions.open(catalogue().require("blazeface"), Tuning.matting(Device.CPU))) {
            return new Detector(session, card).faces(picture, new FakeRun(folder));
        }
    }

    private Catalogue catalogue() {
        return new Catalogue(List.of(Path.of("..", "..", "models", "org.podstudio.models.blazeface", "cards")),
                folder.resolve("models"));
    }

    private static void lay(Picture small, Picture large, int x, int y) {
        for (int row = 0; row < small.height(); row++) {
            System.arraycopy(small.argb(), row * small.width(), large.argb(), (y + row) * large.width() + x,
                    small.width());
        }
    }
}
