package org.podstudio.processors.facerestore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.podstudio.inference.Device;
import org.podstudio.inference.Session;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.Tuning;
import org.podstudio.testkit.FakeRun;

/** Each dialect: the face arrives in the right channels and range, the fidelity arrives, the answer is read right. */
class NeuralRestorerTest {

    private static final int SIDE = Template.SIDE;
    private static final float CLOSE = 1e-5f;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(Nets.Dialect.class)
    void the_answer_is_what_the_dialect_promises(Nets.Dialect dialect) throws IOException {
        Path model = Nets.restorer(folder.resolve("restorer.onnx"), dialect);
        try (Sessions sessions = new Sessions(Path.of("target", "natives"), 0);
                Session session = sessions.open(model, Tuning.matting(Device.CPU))) {
            for (double fidelity : new double[]{0, 0.25, 1}) {
                Crop face = face();
                Crop made = new NeuralRestorer(session, fidelity).restored(face, 1, new FakeRun(folder));
                double kept = dialect == Nets.Dialect.WITHOUT ? 0.5 : fidelity;
                for (int i : new int[]{100 * SIDE + 100, SIDE * SIDE + 37 * SIDE + 411,
                        2 * SIDE * SIDE + 300 * SIDE + 9}) {
                    assertEquals(kept * face.values()[i] + (1 - kept) * mean(face, i), made.values()[i], CLOSE);
                }
            }
        }
    }

    private static double mean(Crop face, int middle) {
        double sum = 0;
        for (int k = 0; k < 25; k++) {
            sum += face.values()[middle + (k / 5 - 2) * SIDE + k % 5 - 2];
        }
        return sum / 25;
    }

    private static Crop face() {
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 31 % 97 + i / SIDE * 17 % 101) / 200f;
        }
        return new Crop(SIDE, values);
    }
}
