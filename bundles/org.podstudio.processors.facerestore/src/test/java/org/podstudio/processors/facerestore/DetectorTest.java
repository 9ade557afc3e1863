package org.podstudio.processors.facerestore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Device;
import org.podstudio.inference.Session;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.Tuning;
import org.podstudio.models.Catalogue;
import org.podstudio.testkit.FakeRun;

/** Which faces are believed, by a net whose answers are known beforehand. */
class DetectorTest {

    @TempDir
    private Path folder = Path.of("");

    /** Of faces of 119 px and of 75 px. */
    @ParameterizedTest
    @CsvSource({"190,0.95,0.22,1", "190,0.95,0.3,0", "190,0.8,0.15,1", "190,0.8,0.22,0", "190,0.7,0.05,0",
            "120,0.95,0.3,1", "120,0.8,0.15,1", "120,0.8,0.22,0"})
    void large_and_doubted_faces_must_look_like_one_when_seen_again(int side, double score, double unlike, int faces)
            throws IOException {
        Nets.card(folder, "portrait", "face-detect",
                "\"family\": \"yunet\", \"size\": 64, \"threshold\": 0.6, \"likely\": 0.75, \"sure\": 0.85");
        Path model = Nets.portrait(folder.resolve("portrait.onnx"), score, unlike);
        try (Sessions sessions = new Sessions(Path.of("target", "natives"), 0);
                Session session = sessions.open(model, Tuning.matting(Device.CPU))) {
            Detector detector = new Detector(session,
                    new Catalogue(List.of(folder), folder.resolve("models")).card("portrait"));
            assertEquals(faces, detector.faces(new Picture(side, side, false), new FakeRun(folder)).size());
        }
    }
}
