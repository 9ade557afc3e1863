package org.podstudio.imaging;

import java.nio.file.Path;

/**
 * A small picture that is wanted of a file.
 *
 * @param target file to create or replace; its extension does not count
 * @param size side of the square that it fits into, pixels; it is never larger than its source
 * @param encoding how it is written; a format without alpha gets transparent parts in white
 */
public record Thumbnail(Path target, int size, Encoding encoding) {

    /** What a grid shows: pixels on the longer side. */
    public static final int USUAL_SIZE = 200;
    /** The usual way of writing them. */
    public static final Encoding JPEG = Encoding.jpeg(85);
    /** The smaller way of writing them. */
    public static final Encoding WEBP = Encoding.webp(80);

    /** Refuses a size below 1. */
    public Thumbnail {
        if (size < 1) {
            throw new IllegalArgumentException("a thumbnail cannot have " + size + " pixels");
        }
    }
}
