package org.podstudio.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ffmpeg that the product unpacked, asked without the product.
 *
 * @param natives where the product unpacks what is not Java
 */
record Ffmpeg(Path natives) {

    /** What it wrote to its output. @param failed whether it did not end well */
    record Answer(byte[] out, boolean failed) {}

    /** @param program {@code ffmpeg} or {@code ffprobe} */
    Answer ask(String program, String... words) throws IOException, InterruptedException {
        Path file;
        try (Stream<Path> files = Files.walk(natives, 2)) {
            file = files.filter(path -> path.endsWith(program)).findFirst().orElseThrow();
        }
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("LD_LIBRARY_PATH", file.getParent() + ":" + natives.resolve("stand-ins"));
        Process asked = builder.start();
        byte[] out = asked.getInputStream().readAllBytes();
        return new Answer(out, asked.waitFor() != 0);
    }
}
