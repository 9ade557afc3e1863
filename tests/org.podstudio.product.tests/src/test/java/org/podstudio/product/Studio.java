package org.podstudio.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The built product, run as a user runs it: a process a command.
 *
 * @param product its installation folder
 * @param home what PODSTUDIO_HOME names
 * @param starter the command that starts it with the words that follow; empty: it is started as it is
 */
record Studio(Path product, Path home, List<String> starter) {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    Studio(Path product, Path home) {
        this(product, home, List.of());
    }

    /** The same, with a disk that it alone sees. */
    Studio on(OwnDisk disk) throws IOException, InterruptedException {
        return new Studio(product, home, disk.starter());
    }

    /** What a command printed and how it ended. */
    record Outcome(int exit, String out, String err) {

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }

        String all() {
            return "exit " + exit + "\n" + out + "\n" + err;
        }
    }

    /** The product of this build with a user folder that all tests share, so that a model is fetched once. */
    static Studio built() {
        Path root = Path.of("..", "..").toAbsolutePath().normalize();
        return new Studio(root.resolve("product/target/products/org.podstudio.product/linux/gtk/x86_64/podstudio"),
                TARGET.resolve("home"));
    }

    /** A copy of the built product that a test may change. */
    static Studio copy(Path folder) throws IOException {
        Path from = built().product();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(from.relativize(file).toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new Studio(folder, built().home());
    }

    Outcome run(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, List.of(), arguments);
    }

    /** Runs a command in a folder, with {@code NAME=value} added to its environment. */
    Outcome run(Path folder, List<String> environment, String... arguments) throws IOException, InterruptedException {
        Process process = start(folder, environment, arguments);
        if (!process.waitFor(8, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("no end after 8 minutes: " + String.join(" ", arguments));
        }
        return new Outcome(process.exitValue(), Files.readString(output(process, "out")),
                Files.readString(output(process, "err")));
    }

    /** Starts a command; its output goes to files named after its process id. */
    Process start(Path folder, List<String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(starter);
        command.add(product.resolve("podstudio").toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(Files.createDirectories(TARGET.resolve("outputs")), "run", ".out");
        Path err = Path.of(out.toString().replace(".out", ".err"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("PODSTUDIO_HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        environment.forEach(
                e -> builder.environment().put(e.substring(0, e.indexOf('=')), e.substring(e.indexOf('=') + 1)));
        Process process = builder.start();
        Files.move(out, output(process, "out"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.move(err, output(process, "err"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return process;
    }

    /** What a started command has printed so far, messages and all. */
    String printed(Process process) throws IOException {
        return Files.readString(output(process, "out")) + Files.readString(output(process, "err"));
    }

    private static Path output(Process process, String kind) {
        return TARGET.resolve("outputs").resolve(process.pid() + "." + kind);
    }

    /** A file of the bundled samples. */
    Path sample(String name) {
        return product.resolve("samples").resolve(name);
    }

    /** Every regular file below a folder, relative and sorted. */
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()).sorted().toList();
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
