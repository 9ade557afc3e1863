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

    /** Number of pixels. */
    public long pixels() {
        return (long) width * height;
    }
}
