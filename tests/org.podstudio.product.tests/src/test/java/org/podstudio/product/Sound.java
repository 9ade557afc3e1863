package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Decodes sound to its end, by the ffmpeg that the product unpacked. */
final class Sound {

    private static final int PER_SECOND = 8000;

    private Sound() {
    }

    /**
     * How long it is, by what can be decoded of it.
     *
     * @param natives where the product unpacks what is not Java
     * @return seconds
     * @throws AssertionError when it cannot be decoded to its end
     */
    static double seconds(Path file, Path natives) throws IOException, InterruptedException {
        Path ffmpeg;
        try (Stream<Path> files = Files.walk(natives, 2)) {
            ffmpeg = files.filter(path -> path.endsWith("ffmpeg")).findFirst().orElseThrow();
        }
        ProcessBuilder builder = new ProcessBuilder(ffmpeg.toString(), "-nostdin", "-v", "error", "-xerror", "-i",
                file.toString(), "-ac", "1", "-ar", Integer.toString(PER_SECOND), "-f", "s8", "-")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LD_LIBRARY_PATH", ffmpeg.getParent() + ":" + natives.resolve("stand-ins"));
        Process decoder = builder.start();
        long samples = decoder.getInputStream().readAllBytes().length;
        assertEquals(0, decoder.waitFor(), "cannot be decoded to its end: " + file);
        assertTrue(samples > 0, "holds no sound: " + file);
        return (double) samples / PER_SECOND;
    }
}
