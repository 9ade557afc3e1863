package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

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
        Ffmpeg.Answer decoded = new Ffmpeg(natives).ask("ffmpeg", "-v", "error", "-xerror", "-i", file.toString(),
                "-ac", "1", "-ar", Integer.toString(PER_SECOND), "-f", "s8", "-");
        assertFalse(decoded.failed(), "cannot be decoded to its end: " + file);
        long samples = decoded.out().length;
        assertTrue(samples > 0, "holds no sound: " + file);
        return (double) samples / PER_SECOND;
    }
}
