package org.podstudio.processors.convert;

import java.util.OptionalInt;

import org.podstudio.api.parameters.Pattern;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;
import org.podstudio.imaging.metadata.MetadataPolicy;

/**
 * What to make of a picture. A preset gives values to what is left on {@code AUTO} or empty.
 *
 * @param preset a purpose
 * @param format of the result
 * @param quality in words, which mean the same in each format
 * @param level exact quality on the format's own scale; wins over the words
 * @param maxSize the file is made as good as it can be without being larger; the quality is solved
 * @param longestSide the picture is made smaller when it has more
 * @param progressive whether a JPEG appears from coarse to fine
 * @param effort of WebP and AVIF: 0 quickest, 6 smallest file
 * @param background colour of transparent parts where the format has none
 * @param metadata what goes along of what is written beside the pixels
 * @param keepProfile whether colours stay in the profile that they are stored in, instead of being brought to sRGB
 */
record Params(Preset preset, Format format, Quality quality, @Range(min = 1, max = 100) OptionalInt level,
        @Range(min = 1, max = 1_000_000) @Unit("kB") OptionalInt maxSize,
        @Range(min = 16, max = 30_000) @Unit("px") OptionalInt longestSide, boolean progressive,
        @Range(min = 0, max = 6) int effort,
        @Pattern(value = "#[0-9a-fA-F]{6}", hint = "#rrggbb") String background, Metadata metadata,
        boolean keepProfile) {

    static final Params DEFAULTS = new Params(Preset.NONE, Format.AUTO, Quality.AUTO, OptionalInt.empty(),
            OptionalInt.empty(), OptionalInt.empty(), true, 4, "#ffffff", Metadata.AUTO, false);

    /** Purposes. */
    enum Preset {
        NONE,
        /** A small square for a grid. */
        THUMBNAIL,
        /** For a page that shall appear soon. */
        WEB_OPTIMIZED,
        /** To be kept. */
        ARCHIVE_QUALITY
    }

    /** Formats. */
    enum Format {
        AUTO, JPEG, PNG, WEBP, AVIF
    }

    /** Quality in words. */
    enum Quality {
        AUTO, LOW, MEDIUM, HIGH, MAXIMUM
    }

    /** What goes along. */
    enum Metadata {
        AUTO, PRESERVE_ALL, PRESERVE_TECHNICAL, STRIP_ALL
    }

    /** A picture for a page tells nobody where it was taken, one for a grid nothing at all. */
    MetadataPolicy policy() {
        if (metadata != Metadata.AUTO) {
            return MetadataPolicy.valueOf(metadata.name());
        }
        return switch (preset) {
            case NONE, ARCHIVE_QUALITY -> MetadataPolicy.PRESERVE_ALL;
            case WEB_OPTIMIZED -> MetadataPolicy.PRESERVE_TECHNICAL;
            case THUMBNAIL -> MetadataPolicy.STRIP_ALL;
        };
    }

    /** 0xRRGGBB. */
    int rgb() {
        return Integer.parseInt(background.substring(1), 16);
    }
}
