package org.podstudio.engine.internal.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;

/**
 * How much work an input is, as far as that is known without opening it.
 *
 * @param unit {@code pixel-seconds} of a film, {@code pixels} of a picture, {@code seconds} of sound, else {@code bytes}
 * @param amount in that unit, more than 0
 */
public record Size(String unit, double amount) {

    /** Of an asset by what was found at its import, of a plain file by its length. */
    public static Size of(Optional<Asset> asset, Path file) {
        return asset.map(known -> of(known.content())).orElseGet(() -> bytes(length(file)));
    }

    private static Size of(Content content) {
        double pixels = number(content.width()) * number(content.height());
        double seconds = content.seconds().orElse(0);
        if (pixels > 0) {
            return seconds > 0 ? new Size("pixel-seconds", pixels * seconds) : new Size("pixels", pixels);
        }
        return seconds > 0 ? new Size("seconds", seconds) : bytes(content.bytes());
    }

    private static Size bytes(long count) {
        return new Size("bytes", Math.max(1, count));
    }

    private static double number(OptionalInt edge) {
        return edge.isPresent() ? edge.getAsInt() : 0;
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 1; // whoever opens it will say so
        }
    }
}
