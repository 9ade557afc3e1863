package org.podstudio.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.models.onnx.OnnxWriter;
import org.podstudio.testkit.FakeRun;

class SessionsTest {

    private static final int INT64 = 7;
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
    void an_answer_of_another_size_than_is_declared_is_taken() throws IOException {
        OnnxWriter net = new OnnxWriter("stale", 13).input("input", 1, 3, "height", "width");
        net.node("Relu", List.of("input"), List.of("output"), Map.of()).output("output", 1, 3, 8, 8);
        try (Session session = sessions.open(net.save(folder.resolve("stale.onnx")), Tuning.matting(Device.CPU))) {
            assertEquals(List.of(1L, 3L, 8L, 8L), session.outputs().getFirst().shape());
            Tensor answer = session.run(ramp(), run);
            assertArrayEquals(new long[]{1, 3, 4, 5}, answer.shape());
            assertEquals(59, answer.values().get(59));
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
    void the_network_used_last_stays_however_large() throws IOException {
        try (Sessions tiny = new Sessions(NATIVES, 1)) {
            Path a = doubling("a", 2);
            for (int i = 0; i < 3; i++) {
                tiny.open(a, Tuning.matting(Device.CPU)).close();
            }
            assertEquals(1, tiny.loads());
        }
    }

    @Test
    void a_network_that_asks_for_several_things_gets_them_by_name() throws IOException {
        OnnxWriter net = new OnnxWriter("mix", 13).wideInput("weight").input("face", 1, 3, 2, 2);
        net.node("Cast", List.of("weight"), List.of("w"), Map.of("to", 1));
        net.node("Mul", List.of("face", "w"), List.of("product"), Map.of());
        net.node("Identity", List.of("face"), List.of("same"), Map.of());
        net.output("product", 1, 3, 2, 2).output("same", 1, 3, 2, 2);
        try (Session session = sessions.open(net.save(folder.resolve("mix.onnx")), Tuning.matting(Device.CPU))) {
            assertArrayEquals(new long[]{1, 3, 2, 2}, session.inputShape(), "the picture, though it comes second");
            assertEquals(List.of("weight", "face"), session.inputs().stream().map(Port::name).toList());
            assertEquals(List.of(false, true), session.inputs().stream().map(Port::picture).toList());
            Tensor weight = Tensor.direct();
            weight.values().put(0, 0.5f);
            Tensor face = Tensor.direct(1, 3, 2, 2);
            face.values().put(7, 8f);
            Map<String, Tensor> answers = session.run(Map.of("weight", weight, "face", face), Set.of("product"), run);
            assertEquals(Set.of("product"), answers.keySet());
            assertEquals(4f, answers.get("product").values().get(7));
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
    void a_computation_is_canceled_while_it_runs() throws Exception {
        try (Session session = sessions.open(slow(), Tuning.upscaling(Device.CPU))) {
            Tensor picture = Tensor.direct(1, 3, 256, 256);
            long start = System.nanoTime();
            try (var timer = Executors.newSingleThreadScheduledExecutor()) {
                timer.schedule(run::cancel, 300, TimeUnit.MILLISECONDS);
                assertThrows(CanceledException.class, () -> session.run(picture, run));
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis >= 300 && millis < 2300, "ended after " + millis + " ms");
        }
    }

    @Test
    void a_hook_that_comes_late_touches_nothing() throws IOException {
        AtomicReference<Runnable> late = new AtomicReference<>(() -> {
        });
        Run keeps = (Run) Proxy.newProxyInstance(Run.class.getClassLoader(), new Class<?>[]{Run.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("onCancel")) {
                        return null;
                    }
                    late.set((Runnable) arguments[0]);
                    Run.Registration none = () -> {
                    };
                    return none;
                });
        try (Session session = sessions.open(doubling("a", 2), Tuning.matting(Device.CPU))) {
            session.run(ramp(), keeps);
            late.get().run();
            assertEquals(2 * 59, session.run(ramp(), run).values().get(59));
        }
    }

    @Test
    void one_device_has_one_network_whatever_it_is_called() throws IOException {
        Path a = doubling("a", 2);
        sessions.open(a, Tuning.matting(Device.AUTO)).close();
        sessions.open(a, Tuning.matting(Device.GPU)).close();
        try (Session cpu = sessions.open(a, Tuning.matting(Device.AUTO))) {
            assertEquals(1, sessions.loaded(), "on " + cpu.device());
        }
        if (!SessionOptions.triesGpu(Device.AUTO)) {
            sessions.open(a, Tuning.matting(Device.CPU)).close();
            assertEquals(1, sessions.loaded());
        }
    }

    @Test
    void a_network_opened_once_is_not_kept() throws IOException {
        try (Session session = sessions.openOnce(doubling("a", 2), Tuning.matting(Device.CPU))) {
            assertEquals(2 * 59, session.run(ramp(), run).values().get(59));
        }
        assertEquals(0, sessions.loaded());
    }

    @Test
    void what_does_not_take_or_give_floats_is_said_so() throws IOException {
        OnnxWriter none = new OnnxWriter("none", 13);
        none.node("Identity", List.of(none.floats("c", new float[]{1})), List.of("output"), Map.of());
        Path noInput = none.output("output", 1).save(folder.resolve("none.onnx"));
        assertEquals("inference.unsupported-input", refusal(noInput));
        OnnxWriter whole = new OnnxWriter("whole", 13).input("input", 1, 3, "height", "width");
        whole.node("Cast", List.of("input"), List.of("output"), Map.of("to", INT64));
        Path integers = whole.output("output", 1, 3, "height", "width").save(folder.resolve("whole.onnx"));
        assertEquals("inference.unsupported-output", refusal(retyped(integers)));
    }

    /** The writer declares floats; the last declaration of a file is that of the output. */
    private static Path retyped(Path model) throws IOException {
        String latin = Files.readString(model, StandardCharsets.ISO_8859_1);
        int type = latin.indexOf("\b\1", latin.lastIndexOf("output"));
        return Files.writeString(model, latin.substring(0, type + 1) + (char) INT64 + latin.substring(type + 2),
                StandardCharsets.ISO_8859_1);
    }

    private String refusal(Path model) {
        return assertThrows(ProcessingException.class, () -> sessions.open(model, Tuning.matting(Device.CPU))).code();
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

    /** A chain of convolutions that takes many seconds. */
    private Path slow() throws IOException {
        OnnxWriter net = new OnnxWriter("slow", 13).input("input", 1, 3, "height", "width");
        String wide = net.floats("wide", new float[32 * 3 * 9], 32, 3, 3, 3);
        String same = net.floats("same", new float[32 * 32 * 9], 32, 32, 3, 3);
        String value = net.apply("Conv", Map.of("pads", new long[]{1, 1, 1, 1}), "input", wide);
        for (int i = 0; i < 400; i++) {
            value = net.apply("Conv", Map.of("pads", new long[]{1, 1, 1, 1}), value, same);
        }
        net.node("Relu", List.of(value), List.of("output"), Map.of());
        return net.output("output", 1, 32, "height", "width").save(folder.resolve("slow.onnx"));
    }

    private static Tensor ramp() {
        Tensor tensor = Tensor.direct(1, 3, 4, 5);
        for (int i = 0; i < 60; i++) {
            tensor.values().put(i, i);
        }
        return tensor;
    }
}
