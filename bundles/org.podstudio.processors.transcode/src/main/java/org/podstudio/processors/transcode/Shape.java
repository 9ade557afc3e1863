package org.podstudio.processors.transcode;

import java.util.OptionalInt;

import org.podstudio.media.VideoStream;

/**
 * Size of the result in square pixels, both numbers even, as yuv420p has them.
 *
 * @param scaledWidth before a last odd column is cut off
 * @param scaledHeight before a last odd line is cut off
 */
record Shape(int scaledWidth, int scaledHeight) {

    /** As large as the source, or as fits into a width and a height; never more than the source has. */
    static Shape of(VideoStream source, OptionalInt width, OptionalInt height) {
        double across = (double) width.orElse(Integer.MAX_VALUE) / source.width();
        double down = (double) height.orElse(Integer.MAX_VALUE) / source.height();
        if (Math.min(across, down) >= 1) {
            return new Shape(source.width(), source.height());
        }
        if (down <= across) {
            int lines = height.getAsInt() / 2 * 2;
            return new Shape(even((double) source.width() * lines / source.height()), lines);
        }
        int columns = width.getAsInt() / 2 * 2;
        return new Shape(columns, even((double) source.height() * columns / source.width()));
    }

    int width() {
        return Math.max(2, scaledWidth / 2 * 2);
    }

    int height() {
        return Math.max(2, scaledHeight / 2 * 2);
    }

    /** Whether scaling leaves an odd line or column to cut off. */
    boolean odd() {
        return width() < scaledWidth || height() < scaledHeight;
    }

    private static int even(double pixels) {
        return Math.max(2, (int) Math.round(pixels / 2) * 2);
    }
}
