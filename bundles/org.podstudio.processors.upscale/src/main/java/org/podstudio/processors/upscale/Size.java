package org.podstudio.processors.upscale;

import java.util.Locale;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/**
 * Pixels a side.
 *
 * @param width at least 1
 * @param height at least 1
 */
record Size(int width, int height) {

    private static final int LARGEST = 16_384;

    /** The size enlarged; refused when a side would be beyond {@value #LARGEST}. */
    Size times(double factor, String name) {
        Size result = new Size((int) Math.max(1, Math.round(width * factor)),
                (int) Math.max(1, Math.round(height * factor)));
        if (Math.max(result.width, result.height) > LARGEST) {
            double most = Math.floor(10.0 * LARGEST / Math.max(width, height)) / 10;
            throw new ProcessingException(ErrorKind.INPUT, "upscale.too-large",
                    "%s would become %d x %d px, and %d a side is the most.".formatted(name, result.width,
                            result.height, LARGEST),
                    most < 1
                            ? "Make the picture smaller first."
                            : String.format(Locale.ROOT, "Choose a factor of at most %.1f.", most));
        }
        return result;
    }

    long pixels() {
        return (long) width * height;
    }
}
