package org.podstudio.imaging;

/**
 * What is known of a picture file without decoding it.
 *
 * @param format by signature
 * @param width pixels, right way up
 * @param height pixels, right way up
 * @param alpha whether its pixels may be transparent
 */
public record ImageHeader(ImageFormat format, int width, int height, boolean alpha) {

    private static final int MOST_PIXEL_BYTES = 16;

    /** Whether all pixels at once may be more than fits into memory: it is to be asked for at a fraction of its size where that will do. */
    public boolean large() {
        return !Heap.holds(MOST_PIXEL_BYTES * pixels());
    }

    /** Number of pixels. */
    public long pixels() {
        return (long) width * height;
    }
}
