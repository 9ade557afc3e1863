package org.podstudio.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;
import org.podstudio.models.onnx.OnnxWriter;
import org.podstudio.testkit.FakeRun;

/** Models that users bring: converted, tried, registered. */
class ImportTest {

    /** A 1 by 1 convolution, then two times larger. */
    private static final String PARAM = """
        7767517
        3 3
        Input input 0 1 data
        Convolution conv 1 1 data same 0=3 1=1 5=1 6=9
        Interp larger 1 1 same output 0=1 1=2.0 2=2.0
        """;

    @TempDir
    private Path folder = Path.of("");

    private final Sessions sessions = new Sessions(Path.of("target", "natives"), 0);

    @AfterEach
    void free() {
        sessions.close();
    }

    @Test
    void an_ncnn_network_is_converted_tried_and_registered() throws IOException {
        Card card = catalogue().importNcnn("mine", param(), bin(1), run());
        assertEquals(2, card.number("scale", 0));
        assertEquals("upscale", card.task());
        try (Session session = sessions.open(catalogue().require("mine"), Tuning.upscaling(Device.CPU))) {
            Tensor input = Tensor.direct(1, 3, 1, 2);
            input.values().put(1, 0.5f);
            Tensor answer = session.run(input, run());
            assertEquals(0, answer.values().get(1));
            assertEquals(0.5f, answer.values().get(2));
        }
    }

    @Test
    void sixteen_bit_weights_are_read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 20 + 12).order(ByteOrder.LITTLE_ENDIAN).putInt(0x01306B47);
        for (int i = 0; i < 9; i++) {
            bytes.putShort(Float.floatToFloat16(i % 4 == 0 ? 1 : 0));
        }
        Path bin = Files.write(folder.resolve("net.bin"), bytes.array());
        assertEquals(2, catalogue().importNcnn("mine", param(), bin, run()).number("scale", 0));
    }

    @Test
    void a_network_whose_answer_has_nothing_to_do_with_the_picture_is_refused() throws IOException {
        Path negative = bin(-1);
        var e = assertThrows(ProcessingException.class, () -> catalogue().importNcnn("mine", param(), negative, run()));
        assertEquals("models.trial-failed", e.code());
        assertTrue(catalogue().cards().isEmpty());
    }

    @Test
    void a_network_that_answers_the_same_everywhere_is_refused() throws IOException {
        Path flat = bin(0);
        var e = assertThrows(ProcessingException.class, () -> catalogue().importNcnn("mine", param(), flat, run()));
        assertTrue(e.message().contains("same everywhere"), e.message());
    }

    @Test
    void a_matting_network_gets_the_usual_recipe_at_its_own_size() throws IOException {
        OnnxWriter net = new OnnxWriter("mean", 13).input("input", 1, 3, 96, 96);
        net.node("Conv", List.of("input", net.floats("w", new float[]{.3f, .3f, .3f}, 1, 3, 1, 1)), List.of("output"),
                Map.of()).output("output", 1, 1, 96, 96);
        Card card = catalogue().importOnnx("mine", net.save(folder.resolve("x.onnx")), "matting", run());
        assertEquals(96, card.number("size", 0));
        assertEquals("max", card.text("divideBy", ""));
    }

    @Test
    void a_matting_network_that_answers_with_one_number_is_refused() throws IOException {
        OnnxWriter net = new OnnxWriter("mean", 13).input("input", 1, 3, 96, 96);
        net.node("ReduceMean", List.of("input"), List.of("output"), Map.of("keepdims", 0)).output("output");
        Path file = net.save(folder.resolve("x.onnx"));
        var e = assertThrows(ProcessingException.class, () -> catalogue().importOnnx("mine", file, "matting", run()));
        assertEquals("models.trial-failed", e.code());
        assertTrue(e.message().contains("shape []"), e.message());
    }

    @Test
    void a_restorer_of_faces_is_tried_whatever_its_fidelity_is_called() throws IOException {
        OnnxWriter net = new OnnxWriter("same", 13).wideInput("onnx::Cast_1").input("face", 1, 3, 256, 256);
        net.node("Identity", List.of("face"), List.of("2936"), Map.of()).output("2936", 1, 3, 256, 256);
        Card card = catalogue().importOnnx("mine", net.save(folder.resolve("x.onnx")), "face-restore", run());
        assertEquals(256, card.number("size", 0));
    }

    @Test
    void what_answers_a_face_with_less_is_no_restorer() throws IOException {
        OnnxWriter net = new OnnxWriter("less", 13).input("face", 1, 3, 512, 512);
        net.node("GlobalAveragePool", List.of("face"), List.of("output"), Map.of()).output("output", 1, 3, 1, 1);
        Path file = net.save(folder.resolve("x.onnx"));
        var e = assertThrows(ProcessingException.class,
                () -> catalogue().importOnnx("mine", file, "face-restore", run()));
        assertEquals("models.trial-failed", e.code());
    }

    @Test
    void a_network_that_was_tried_is_not_kept_under_the_name_it_had_then() throws IOException {
        try (Sessions keeping = new Sessions(Path.of("target", "natives"), 1 << 20)) {
            catalogue(keeping).importNcnn("mine", param(), bin(1), run());
            assertEquals(0, keeping.loaded());
        }
    }

    private Catalogue catalogue() {
        return catalogue(sessions);
    }

    private Catalogue catalogue(Sessions tries) {
        return new Catalogue(List.of(), folder.resolve("models"), () -> Optional.of(new PictureTrial(tries)));
    }

    private FakeRun run() {
        return new FakeRun(folder);
    }

    private Path param() throws IOException {
        return Files.writeString(folder.resolve("net.param"), PARAM);
    }

    /** Weights that multiply each channel. */
    private Path bin(float factor) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 36 + 12).order(ByteOrder.LITTLE_ENDIAN).putInt(0);
        for (int i = 0; i < 9; i++) {
            bytes.putFloat(i % 4 == 0 ? factor : 0);
        }
        return Files.write(folder.resolve("net.bin"), bytes.array());
    }
}
