package org.podstudio.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.models.onnx.HalfNetwork;
import org.podstudio.models.onnx.OnnxWriter;
import org.podstudio.testkit.FakeRun;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** Networks of half precision (see halves.py and joins.py), as they are stored and as processors are given them. */
class HalfNetworkTest {

    private static final Path HALVES = Path.of("src", "test", "resources", "halves.onnx");

    @TempDir
    private Path folder = Path.of("");

    private final Sessions sessions = new Sessions(Path.of("target", "natives"), 1 << 20);
    private final FakeRun run = new FakeRun(Path.of("unused"));

    @AfterEach
    void free() {
        sessions.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"halves.onnx", "joins.onnx", "refused.onnx"})
    void it_answers_as_it_is_stored_to_three_digits(String network) throws IOException {
        Path copy = Files.copy(HALVES.resolveSibling(network), folder.resolve("with a blank.onnx"));
        Tensor stored = answer(copy, Tuning.upscaling(Device.CPU));
        Tensor widened = answer(copy, Tuning.matting(Device.CPU));
        assertArrayEquals(stored.shape(), widened.shape());
        float most = 0;
        float least = 1;
        for (int i = 0; i < stored.values().limit(); i++) {
            assertEquals(stored.values().get(i), widened.values().get(i), 2e-3);
            most = Math.max(most, widened.values().get(i));
            least = Math.min(least, widened.values().get(i));
        }
        assertTrue(most - least > 0.1, "it answers something");
    }

    /** Each joined value that one convolution alone wants is the most that a network holds at a time. */
    @Test
    void what_one_convolution_wants_is_not_joined() throws IOException {
        String text = new String(HalfNetwork.widened(HALVES.resolveSibling("joins.onnx"), true).orElseThrow(),
                StandardCharsets.ISO_8859_1);
        assertEquals(3, text.split("FusedConv", -1).length - 1);
        assertEquals(2, text.split("Concat", -1).length - 1, "one that is wanted twice and one of unknown channels");
    }

    /** Networks that are refused are used as they are stored: that must not hide what is written wrongly. */
    @ParameterizedTest
    @CsvSource({"halves.onnx,true", "joins.onnx,true", "refused.onnx,false"})
    void what_is_written_anew_is_accepted(String network, boolean accepted) throws IOException, OrtException {
        Path model = HALVES.resolveSibling(network);
        answer(model, Tuning.matting(Device.CPU));
        byte[] widened = HalfNetwork.widened(model, true).orElseThrow();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.addConfigEntry("session.model_external_initializers_file_folder_path",
                    model.toAbsolutePath().getParent().toString());
            if (accepted) {
                environment.createSession(widened, options).close();
            } else {
                assertThrows(OrtException.class, () -> environment.createSession(widened, options));
            }
        }
    }

    @Test
    void outputs_that_nobody_asks_for_are_gone_or_stay() throws IOException {
        assertEquals(List.of("mask"), outputs(Tuning.matting(Device.CPU)));
        assertEquals(List.of("mask", "raw"), outputs(Tuning.lean(Device.CPU)));
        try (Session session = sessions.open(HALVES, Tuning.lean(Device.CPU))) {
            Map<String, Tensor> both = session.run(Map.of("input", ramp()), Set.of("mask", "raw"), run);
            double raw = both.get("raw").values().get(77);
            assertEquals(1 / (1 + Math.exp(-raw)), both.get("mask").values().get(77), 1e-5);
        }
    }

    /** What is known of it would be known of all that is made of it. */
    @ParameterizedTest
    @ValueSource(strings = {"halves.onnx", "joins.onnx"})
    void the_size_of_the_input_is_hidden_from_the_runtime_but_not_from_others(String network) throws IOException {
        Path model = HALVES.resolveSibling(network);
        String text = new String(HalfNetwork.widened(model, true).orElseThrow(), StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("Reshape") && text.contains("input of some size"));
        // field 1 of 5 bytes
        assertEquals(2, text.split("\n\5input", -1).length - 1,
                "the graph's input, and that of no node but the Reshape");
        try (Session session = sessions.open(model, Tuning.matting(Device.CPU));
                Session stored = sessions.open(model, Tuning.upscaling(Device.CPU))) {
            assertEquals(stored.inputs(), session.inputs());
        }
    }

    @Test
    void weights_stay_in_the_file() throws IOException {
        byte[] graph = HalfNetwork.widened(HALVES, true).orElseThrow();
        String text = new String(graph, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("halves.onnx") && text.contains("widen w1"));
        assertTrue(graph.length < Files.size(HALVES) - 1200, "it has " + graph.length);
    }

    @Test
    void what_computes_in_32_bits_or_is_no_network_stays_as_it_is() throws IOException {
        OnnxWriter usual = new OnnxWriter("usual", 13).input("input", 1, 3, "h", "w").output("output", 1, 3, "h", "w");
        usual.halves("two", new float[]{2}, 1);
        usual.node("Mul", List.of("input", "two"), List.of("output"), Map.of());
        assertEquals(Optional.empty(), HalfNetwork.widened(usual.save(folder.resolve("usual.onnx")), true));
        Path text = Files.writeString(folder.resolve("text.onnx"), "no network at all");
        assertEquals(Optional.empty(), HalfNetwork.widened(text, true));
        byte[] cut = java.util.Arrays.copyOf(Files.readAllBytes(HALVES), 900);
        assertEquals(Optional.empty(), HalfNetwork.widened(Files.write(folder.resolve("cut.onnx"), cut), true));
    }

    private List<String> outputs(Tuning tuning) {
        try (Session session = sessions.open(HALVES, tuning)) {
            return session.outputs().stream().map(Port::name).toList();
        }
    }

    private Tensor answer(Path model, Tuning tuning) {
        try (Session session = sessions.open(model, tuning)) {
            return session.run(ramp(), run);
        }
    }

    private static Tensor ramp() {
        Tensor picture = Tensor.direct(1, 3, 20, 30);
        for (int i = 0; i < picture.values().limit(); i++) {
            picture.values().put(i, (float) Math.sin(i * 0.1));
        }
        return picture;
    }
}
