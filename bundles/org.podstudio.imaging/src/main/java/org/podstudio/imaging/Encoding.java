package org.podstudio.imaging;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/**
 * How a picture is written.
 *
 * @param format JPEG, PNG, WebP or AVIF
 * @param quality 1 to 100 on the scale of libjpeg, libwebp or libavif; JPEG and AVIF keep full colour resolution (4:4:4) from 90 on and
 *            halve it (4:2:0) below; ignored by PNG and by what is lossless
 * @param lossless for WebP and AVIF: every visible pixel comes back exactly
 * @param progressive for JPEG: in scans from coarse to fine with codes made for the picture, so that it appears early and is smaller
 * @param colours for PNG: at most so many, 2 to 256, as a palette, dithered where there are more; 0 for all
 * @param effort for WebP and AVIF: 0 quickest to 6 smallest
 */
public record Encoding(ImageFormat format, int quality, boolean lossless, boolean progressive, int colours,
        int effort) {

    /** What libwebp calls its method when nobody chooses. */
    public static final int USUAL_EFFORT = 4;

    /** PNG. */
    public static final Encoding PNG = new Encoding(ImageFormat.PNG, 100, true);

    /** Refuses a quality outside 1 to 100, a format that cannot be written, and numbers out of range. */
    public Encoding {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be 1 to 100 but is " + quality);
        }
        if (!format.writable()) {
            throw new IllegalArgumentException("pictures cannot be written as " + format);
        }
        if (colours < 0 || colours == 1 || colours > 256) {
            throw new IllegalArgumentException("colours must be 0 or 2 to 256 but are " + colours);
        }
        if (effort < 0 || effort > 6) {
            throw new IllegalArgumentException("effort must be 0 to 6 but is " + effort);
        }
    }

    /** With usual effort, in one scan, of all colours. */
    public Encoding(ImageFormat format, int quality, boolean lossless) {
        this(format, quality, lossless, false, 0, USUAL_EFFORT);
    }

    /** The same from coarse to fine, or not; for JPEG. */
    public Encoding withProgressive(boolean inScans) {
        return new Encoding(format, quality, lossless, inScans, colours, effort);
    }

    /** The same with a palette; for PNG. @param most 2 to 256, or 0 for all */
    public Encoding withColours(int most) {
        return new Encoding(format, quality, lossless, progressive, most, effort);
    }

    /** The same with another effort; for WebP and AVIF. @param chosen 0 quickest to 6 smallest */
    public Encoding withEffort(int chosen) {
        return new Encoding(format, quality, lossless, progressive, colours, chosen);
    }

    /** Whether it has room for more than eight bits a channel: ten in an AVIF, sixteen in a PNG of all colours. */
    public boolean deep() {
        return format == ImageFormat.AVIF || format == ImageFormat.PNG && colours == 0;
    }

    /**
     * Refuses a picture that is too wide or too high for the format; ask before computing for an hour.
     *
     * @throws ProcessingException {@code image.format-too-small}
     */
    public void requireRoom(int width, int height) {
        if (Math.max(width, height) > format.longestSide()) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "image.format-too-small",
                    format.title() + " holds at most " + format.longestSide()
                            + " pixels a side; the picture has " + width + " x " + height + ".",
                    "Choose PNG or a smaller size.");
        }
    }

    /** Whether a JPEG has one colour for two by two pixels. */
    public boolean halvesColours() {
        return format == ImageFormat.JPEG && quality < Encoder.FULL_COLOUR_FROM;
    }

    /** JPEG of a quality from 1 to 100. */
    public static Encoding jpeg(int quality) {
        return new Encoding(ImageFormat.JPEG, quality, false);
    }

    /** Lossy WebP of a quality from 1 to 100. */
    public static Encoding webp(int quality) {
        return new Encoding(ImageFormat.WEBP, quality, false);
    }

    /** Lossy AVIF of a quality from 1 to 100. */
    public static Encoding avif(int quality) {
        return new Encoding(ImageFormat.AVIF, quality, false);
    }
}
