package org.podstudio.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.models.onnx.OnnxWriter;
import org.podstudio.testkit.FakeRun;

class SessionsTest {

    private static final Path NATIVES = Path.of("target", "natives");

    @TempDir
    private Path folder = Path.of("");

    private final Sessions sessions = new Sessions(NATIVES, 1 << 20);
    private final FakeRun run = new FakeRun(Path.of("unused"));

    @AfterEach
    void free() {
        sessions.close();
    }

    @Test
    void answers_with_the_first_output() throws IOException {
        try (Session session = sessions.open(doubling("a", 2), Tuning.matting(Device.AUTO))) {
            assertEquals("CPU", session.device());
            assertArrayEquals(new long[]{1, 3, -1, -1}, session.inputShape());
            Tensor answer = session.run(ramp(), run);
            assertArrayEquals(new long[]{1, 3, 4, 5}, answer.shape());
            assertEquals(2 * 59, answer.values().get(59));
        }
    }

    @Test
    void writes_where_the_caller_says() throws IOException {
        try (Session session = sessions.open(doubling("a", 3), Tuning.upscaling(Device.CPU))) {
            Tensor answer = Tensor.direct(1, 3, 4, 5);
            session.run(ramp(), answer, run);
            session.run(ramp(), answer, run);
            assertEquals(3 * 17, answer.values().get(17));
        }
    }

    @Test
    void a_network_stays_warm_until_others_need_the_room() throws IOException {
        try (Sessions small = new Sessions(NATIVES, 300)) {
            Path a = doubling("a", 2);
            assertTrue(Files.size(a) > 100 && Files.size(a) < 300, "size " + Files.size(a));
            small.open(a, Tuning.matting(Device.CPU)).close();
            small.open(a, Tuning.matting(Device.CPU)).close();
            assertEquals(1, small.loaded());
            small.open(doubling("b", 2), Tuning.matting(Device.CPU)).close();
            assertEquals(1, small.loaded());
        }
    }

    @Test
    void a_network_that_is_held_is_not_freed() throws IOException {
        Session held = sessions.open(doubling("a", 2), Tuning.matting(Device.CPU));
        sessions.close();
        assertEquals(2 * 59, held.run(ramp(), run).values().get(59));
        held.close();
        held.close();
        assertEquals(0, sessions.loaded());
    }

    @Test
    void a_canceled_run_does_not_compute() throws IOException {
        try (Session session = sessions.open(doubling("a", 2), Tuning.matting(Device.CPU))) {
            FakeRun canceled = new FakeRun(folder).cancelAt(0);
            assertThrows(CanceledException.class, () -> session.run(ramp(), canceled));
        }
    }

    @Test
    void what_is_no_network_is_said_so() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "hello");
        var e = assertThrows(ProcessingException.class, () -> sessions.open(text, Tuning.matting(Device.CPU)));
        assertEquals("inference.failed", e.code());
        assertTrue(e.message().contains("text.onnx"));
    }

    @Test
    void libraries_are_unpacked_once() throws IOException {
        Path first = Natives.unpack(folder);
        Path library = first.resolve(System.mapLibraryName("onnxruntime"));
        var modified = Files.getLastModifiedTime(library);
        assertEquals(first, Natives.unpack(folder));
        assertEquals(modified, Files.getLastModifiedTime(library));
    }

    private Path doubling(String name, float factor) throws IOException {
        OnnxWriter net = new OnnxWriter(name, 13).input("input", 1, 3, "height", "width");
        net.node("Mul", List.of("input", net.floats("factor", new float[]{factor})), List.of("output"), Map.of());
        return net.output("output", 1, 3, "height", "width").save(folder.resolve(name + ".onnx"));
    }

    private static Tensor ramp() {
        Tensor tensor = Tensor.direct(1, 3, 4, 5);
        for (int i = 0; i < 60; i++) {
            tensor.values().put(i, i);
        }
        return tensor;
    }
}
