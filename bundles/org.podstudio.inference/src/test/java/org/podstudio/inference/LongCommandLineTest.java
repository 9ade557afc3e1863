package org.podstudio.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.models.onnx.OnnxWriter;
import org.podstudio.testkit.FakeRun;

/** ONNX Runtime 1.29 dies of command lines from some 4,000 characters on; a program to which many files are named has those. */
@EnabledOnOs(OS.LINUX)
class LongCommandLineTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(120)
    void many_files_on_the_command_line_do_not_end_the_process() throws IOException, InterruptedException {
        OnnxWriter net = new OnnxWriter("same", 13).input("input", 1, 3, 4, 4);
        net.node("Identity", List.of("input"), List.of("output"), Map.of());
        Path model = net.output("output", 1, 3, 4, 4).save(folder.resolve("same.onnx"));
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(), model.toString(), "x".repeat(60_000)).redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile()).start();
        try {
            assertEquals(true, child.waitFor(100, TimeUnit.SECONDS), "it ends");
            assertEquals(0, child.exitValue());
        } finally {
            child.destroyForcibly();
        }
    }

    /** A process that asks a network something. */
    static final class Child {

        /** @param arguments a model, and whatever makes the command line long */
        public static void main(String... arguments) {
            try (Sessions sessions = new Sessions(Path.of("target", "natives"), 0);
                    Session session = sessions.open(Path.of(arguments[0]), Tuning.matting(Device.CPU))) {
                session.run(Tensor.direct(1, 3, 4, 4), new FakeRun(Path.of("unused")));
            }
        }
    }
}
