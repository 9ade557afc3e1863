package org.podstudio.processors.crop;

/**
 * A width and a height in pixels, or a shape as their ratio.
 *
 * @param width at least 1
 * @param height at least 1
 */
record Size(int width, int height) {

    /** The largest size of a shape within this one. */
    Size largestOf(Size shape) {
        long byWidth = (long) width * shape.height;
        long byHeight = (long) height * shape.width;
        return byHeight <= byWidth
                ? new Size(Math.min(width, ratio(byHeight, shape.height)), height)
                : new Size(width, Math.min(height, ratio(byWidth, shape.width)));
    }

    /** The smallest size of a shape around this one. */
    Size smallestOf(Size shape) {
        long byWidth = (long) width * shape.height;
        long byHeight = (long) height * shape.width;
        return byHeight >= byWidth
                ? new Size(Math.max(width, ratio(byHeight, shape.height)), height)
                : new Size(width, Math.max(height, ratio(byWidth, shape.width)));
    }

    /** The same shape with another width. */
    Size ofWidth(int other) {
        return new Size(other, ratio((long) other * height, width));
    }

    /** The same shape with another height. */
    Size ofHeight(int other) {
        return new Size(ratio((long) other * width, height), other);
    }

    long pixels() {
        return (long) width * height;
    }

    private static int ratio(long product, int divisor) {
        return (int) Math.max(1, Math.round((double) product / divisor));
    }
}
