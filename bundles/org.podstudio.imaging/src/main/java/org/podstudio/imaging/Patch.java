package org.podstudio.imaging;

import java.util.Optional;

import org.podstudio.imaging.pixels.Picture;

/**
 * A picture that is one colour throughout, give or take a few levels.
 *
 * @param width pixels
 * @param height pixels
 * @param argb its first pixel
 */
record Patch(int width, int height, int argb) {

    private static final int TOLERANCE = 3;
    private static final int INVISIBLE_BELOW = 4;

    /** What it looks like. */
    enum Look {
        /** Wholly transparent. */
        INVISIBLE,
        /** Black. */
        BLACK,
        /** Any other colour. */
        FLAT
    }

    /** The patch that a picture is; empty when it has more than one colour, or a single pixel, which cannot have more. */
    static Optional<Patch> of(Picture picture) {
        Patch patch = new Patch(picture.width(), picture.height(), picture.argb()[0]);
        for (int pixel : picture.argb()) {
            if (!patch.like(pixel, TOLERANCE)) {
                return Optional.empty();
            }
        }
        return picture.argb().length == 1 ? Optional.empty() : Optional.of(patch);
    }

    Look look() {
        if (argb >>> 24 < INVISIBLE_BELOW) {
            return Look.INVISIBLE;
        }
        return (argb >> 16 & 255) + (argb >> 8 & 255) + (argb & 255) < 12 ? Look.BLACK : Look.FLAT;
    }

    /** Whether the source holds an area of this colour and, as far as the source goes, of this size. */
    boolean isFoundIn(Picture source) {
        int wide = Math.min(width, source.width());
        int high = Math.min(height, source.height());
        int[] depth = new int[source.width()];
        for (int y = 0; y < source.height(); y++) {
            int run = 0;
            for (int x = 0; x < depth.length; x++) {
                // lossy formats and resampling move colours a little, so the source is looked at more mildly
                depth[x] = like(source.argb()[y * depth.length + x], 3 * TOLERANCE) ? depth[x] + 1 : 0;
                run = depth[x] >= high ? run + 1 : 0;
                if (run >= wide) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean like(int pixel, int tolerance) {
        int a = argb >>> 24;
        int b = pixel >>> 24;
        if (a < INVISIBLE_BELOW && b < INVISIBLE_BELOW) {
            return true;
        }
        return Math.abs(a - b) <= tolerance && Math.abs((argb >> 16 & 255) - (pixel >> 16 & 255)) <= tolerance
                && Math.abs((argb >> 8 & 255) - (pixel >> 8 & 255)) <= tolerance
                && Math.abs((argb & 255) - (pixel & 255)) <= tolerance;
    }
}
