package org.podstudio.processors.crop;

import java.util.OptionalInt;

import org.podstudio.api.parameters.Pattern;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;
import org.podstudio.imaging.metadata.MetadataPolicy;

/**
 * How to cut and resize.
 *
 * @param box {@code x,y,width,height} in pixels of the picture right way up; empty: all of it
 * @param width of the result; empty: follows
 * @param height of the result; empty: follows
 * @param mode how the picture comes into a frame of another shape
 * @param preset a shape to cut to first
 * @param anchor which part stays
 * @param filter resampling
 * @param linear whether light is averaged when shrinking, not numbers
 * @param sharpen strength of the unsharp mask after resizing
 * @param background colour of what the picture does not cover
 * @param format of the result
 * @param quality of JPEG, WebP and AVIF
 * @param colours most of a PNG, as a palette; empty: all
 * @param metadata what goes along of what is written beside the pixels
 * @param keepProfile whether colours stay in the profile that they are stored in, instead of being brought to sRGB
 */
record Params(@Pattern(value = "|[0-9]{1,6},[0-9]{1,6},[1-9][0-9]{0,5},[1-9][0-9]{0,5}",
        hint = "x,y,width,height in pixels") String box,
        @Range(min = 1, max = 30_000) @Unit("px") OptionalInt width,
        @Range(min = 1, max = 30_000) @Unit("px") OptionalInt height, Mode mode, Preset preset, Anchor anchor,
        Resampling filter, boolean linear, @Range(min = 0, max = 2) double sharpen,
        @Pattern(value = "#[0-9a-fA-F]{6}|transparent", hint = "#rrggbb or transparent") String background,
        Format format,
        @Range(min = 1, max = 100) int quality, @Range(min = 2, max = 256) OptionalInt colours,
        MetadataPolicy metadata, boolean keepProfile) {

    static final Params DEFAULTS = new Params("", OptionalInt.empty(), OptionalInt.empty(), Mode.FIT, Preset.NONE,
            Anchor.CENTER, Resampling.AUTO, false, 0, "#ffffff", Format.SAME, 92, OptionalInt.empty(),
            MetadataPolicy.PRESERVE_ALL, false);

    /** How a picture comes into a frame of another shape. */
    enum Mode {
        FIT, FILL, CROP, STRETCH
    }

    /** Shapes, width to height. */
    enum Preset {
        NONE(0, 0), SQUARE_1_1(1, 1), PORTRAIT_4_5(4, 5), LANDSCAPE_16_9(16, 9);

        private final int across;
        private final int down;

        Preset(int across, int down) {
            this.across = across;
            this.down = down;
        }

        Size shape() {
            return new Size(across, down);
        }
    }

    /** Which part stays: the share of what is cut off that goes at the left and at the top. */
    enum Anchor {
        CENTER(0.5, 0.5), TOP_LEFT(0, 0), TOP(0.5, 0), TOP_RIGHT(1, 0), LEFT(0, 0.5), RIGHT(1, 0.5), BOTTOM_LEFT(0,
                1), BOTTOM(0.5, 1), BOTTOM_RIGHT(1, 1),
        /** Where most detail is. */
        SMART(0.5, 0.5);

        private final double left;
        private final double top;

        Anchor(double left, double top) {
            this.left = left;
            this.top = top;
        }

        int left(int spare) {
            return (int) (spare * left);
        }

        int top(int spare) {
            return (int) (spare * top);
        }
    }

    /** Filters. */
    enum Resampling {
        AUTO, NEAREST, BILINEAR, BICUBIC, LANCZOS
    }

    /** Formats. */
    enum Format {
        SAME, JPEG, PNG, WEBP, AVIF
    }
}
