package org.podstudio.imaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Decoding by native code, which wants the whole file in memory. */
final class Quick {

    /** More is no picture but something hidden behind one; such a file is read in pieces. */
    private static final int MOST_BYTES_PER_PIXEL = 8;
    private static final long HEAD_BYTES = 16 << 20;

    private Quick() {
    }

    /** Empty when the file is out of proportion, or the reader refuses. */
    static <T> Optional<T> read(Path file, long pixels, Runnable check, Function<byte[], Optional<T>> reader)
            throws IOException {
        if (Files.size(file) > HEAD_BYTES + MOST_BYTES_PER_PIXEL * pixels) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        return Unhurried.call(pixels, check, () -> Objects.requireNonNull(reader.apply(bytes)));
    }
}
