package org.podstudio.imaging;

/** The formats that are known by their signature. */
public enum ImageFormat {
    /** JPEG, baseline or progressive. */
    JPEG("image/jpeg", "jpg"),
    /** PNG. */
    PNG("image/png", "png"),
    /** WebP, lossy or lossless. */
    WEBP("image/webp", "webp"),
    /** GIF; the first frame counts. */
    GIF("image/gif", "gif"),
    /** TIFF and BigTIFF; the first page counts. */
    TIFF("image/tiff", "tif"),
    /** Windows bitmap. */
    BMP("image/bmp", "bmp"),
    /** AVIF; of a sequence the still picture that it carries. */
    AVIF("image/avif", "avif");

    private final String mime;
    private final String extension;

    ImageFormat(String mime, String extension) {
        this.mime = mime;
        this.extension = extension;
    }

    /** Media type: {@code image/jpeg}. */
    public String mime() {
        return mime;
    }

    /** Usual extension without the dot: {@code jpg}. */
    public String extension() {
        return extension;
    }

    /** As people write it: {@code WebP}. */
    public String title() {
        return this == WEBP ? "WebP" : name();
    }

    /** The longest side that its files hold, pixels; as long as pictures get where the format sets no limit of its own. */
    public int longestSide() {
        return switch (this) {
            case WEBP -> 16_383;
            // of 65535, what libjpeg takes
            case JPEG -> 65_500;
            case AVIF -> 65_536;
            default -> Integer.MAX_VALUE;
        };
    }

    /** Whether {@link Images#write} can make it. */
    public boolean writable() {
        return this == JPEG || this == PNG || this == WEBP || this == AVIF;
    }
}
