package org.podstudio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of its own, for what a test cannot do to itself. */
public final class OwnProgram {

    private OwnProgram() {
    }

    /** The command that runs the main method of a class with the class path of the caller. */
    public static List<String> command(Class<?> program, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(words));
        return command;
    }

    /**
     * Runs a command to its end. Fails, with all that it said, when it does not end well in time; then it is killed, with its children.
     *
     * @param said gets what it writes
     */
    public static void run(List<String> command, Path said, Duration limit) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertTrue(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS), () -> words(said));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), () -> words(said));
    }

    private static String words(Path said) {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
