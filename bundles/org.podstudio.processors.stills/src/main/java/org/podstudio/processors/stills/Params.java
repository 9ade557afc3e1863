package org.podstudio.processors.stills;

import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.podstudio.api.parameters.Pattern;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;
import org.podstudio.imaging.Encoding;

/** Which pictures of a film are taken, and how large they become. */
record Params(Kind kind, @Pattern(value = "best|\\d{1,3}(\\.\\d+)?%|[0-9:.,hms]+",
        hint = "best, a share such as 25%, or a time such as 90, 1:30 or 1h2m3s") String at,
        @Range(min = 1, max = 8192) @Unit("px") OptionalInt size, Format format,
        @Range(min = 1, max = 100) int quality, @Range(min = 1, max = 400) int count,
        @Range(min = 0.04, max = 3600) @Unit("s") OptionalDouble every, @Range(min = 0, max = 100) int columns,
        boolean exact, @Range(min = 0, max = 100) double threshold,
        @Range(min = 0, max = 60) @Unit("s") double shortest) {

    static final Params DEFAULTS = new Params(Kind.THUMBNAIL, "25%", OptionalInt.empty(), Format.JPEG, 85, 20,
            OptionalDouble.empty(), 0, false, 10, 0.5);

    private static final int SMALL = 200;

    /** What is made. */
    enum Kind { THUMBNAIL, SHEET, SCENES }

    /** How pictures are coded. */
    enum Format {
        JPEG("jpg"), WEBP("webp"), PNG("png");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        String extension() {
            return extension;
        }
    }

    /** Longest edge of a picture, pixels. */
    int edge() {
        return size.orElse(SMALL);
    }

    Encoding encoding() {
        return switch (format) {
            case JPEG -> Encoding.jpeg(quality);
            case WEBP -> Encoding.webp(quality);
            case PNG -> Encoding.PNG;
        };
    }
}
