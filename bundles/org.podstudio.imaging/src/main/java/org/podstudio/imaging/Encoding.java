package org.podstudio.imaging;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/**
 * How a picture is written.
 *
 * @param format JPEG, PNG or WebP
 * @param quality 1 to 100 on libjpeg's or libwebp's scale; JPEG keeps full colour resolution (4:4:4) from 90 on and halves it (4:2:0)
 *            below; ignored by PNG and by lossless WebP
 * @param lossless for WebP: every visible pixel comes back exactly
 */
public record Encoding(ImageFormat format, int quality, boolean lossless) {

    /** PNG. */
    public static final Encoding PNG = new Encoding(ImageFormat.PNG, 100, true);

    /** Refuses a quality outside 1 to 100 and a format that cannot be written. */
    public Encoding {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be 1 to 100 but is " + quality);
        }
        if (!format.writable()) {
            throw new IllegalArgumentException("pictures cannot be written as " + format);
        }
    }

    /**
     * Refuses a picture that is too wide or too high for the format; ask before computing for an hour.
     *
     * @throws ProcessingException {@code image.format-too-small}
     */
    public void requireRoom(int width, int height) {
        if (Math.max(width, height) > format.longestSide()) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "image.format-too-small",
                    (format == ImageFormat.WEBP ? "WebP" : format.name()) + " holds at most " + format.longestSide()
                            + " pixels a side; the picture has " + width + " x " + height + ".",
                    "Choose PNG or a smaller size.");
        }
    }

    /** JPEG of a quality from 1 to 100. */
    public static Encoding jpeg(int quality) {
        return new Encoding(ImageFormat.JPEG, quality, false);
    }

    /** Lossy WebP of a quality from 1 to 100. */
    public static Encoding webp(int quality) {
        return new Encoding(ImageFormat.WEBP, quality, false);
    }
}
