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

    /** As large as the source, or with so many lines; never more than the source has. */
    static Shape of(VideoStream source, OptionalInt lines) {
        if (lines.isEmpty() || lines.getAsInt() >= source.height()) {
            return new Shape(source.width(), source.height());
        }
        int height = lines.getAsInt() / 2 * 2;
        double width = (double) source.width() * height / source.height();
        return new Shape(Math.max(2, (int) Math.round(width / 2) * 2), height);
    }

    int width() {
        return scaledWidth / 2 * 2;
    }

    int height() {
        return scaledHeight / 2 * 2;
    }

    /** The filter chain; the pictures come to it upright already. Passes through what has the size. */
    String filter() {
        return "scale=%d:%d:flags=bicubic,setsar=1,crop=%d:%d:0:0,format=yuv420p".formatted(scaledWidth, scaledHeight,
                width(), height());
    }
}
