package org.podstudio.processors.convert;

import java.util.Set;

import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.processors.convert.Params.Format;
import org.podstudio.processors.convert.Params.Preset;
import org.podstudio.processors.convert.Params.Quality;

/**
 * What is to be made of one picture: its parameters, with the values of a preset where the user gave none.
 *
 * @param encoding how it is written, before a size of file is solved
 * @param cutWidth of the part that is kept, from the middle; the whole width unless a square is wanted
 * @param cutHeight of the part that is kept
 * @param width of the result
 * @param height of the result
 */
record Goal(Encoding encoding, int cutWidth, int cutHeight, int width, int height) {

    private static final int THUMBNAIL_SIDE = 150;
    private static final int THUMBNAIL_LEVEL = 80;
    private static final int WEB_SIDE = 1920;
    private static final int WEB_LEVEL = 85;
    private static final Set<ImageFormat> LOSSY = Set.of(ImageFormat.JPEG, ImageFormat.WEBP, ImageFormat.AVIF);

    static Goal of(ImageHeader source, Params params) {
        Encoding encoding = encoding(source, params).withProgressive(params.progressive())
                .withEffort(params.effort());
        boolean square = params.preset() == Preset.THUMBNAIL;
        int cutWidth = square ? Math.min(source.width(), source.height()) : source.width();
        int cutHeight = square ? cutWidth : source.height();
        int most = params.longestSide().orElse(switch (params.preset()) {
            case THUMBNAIL -> THUMBNAIL_SIDE;
            case WEB_OPTIMIZED -> WEB_SIDE;
            case NONE, ARCHIVE_QUALITY -> Integer.MAX_VALUE;
        });
        double scale = Math.min(1, (double) most / Math.max(cutWidth, cutHeight));
        return new Goal(encoding, cutWidth, cutHeight, scaled(cutWidth, scale), scaled(cutHeight, scale));
    }

    /** How the source is decoded for it. @param depth bits a channel */
    Form form(ImageHeader source, int depth, Params params) {
        double scale = (double) width / cutWidth;
        int reduction = params.keepProfile()
                ? 1
                : Form.reduction(source, (int) Math.ceil(source.width() * scale),
                        (int) Math.ceil(source.height() * scale));
        Form form = Form.of(source, depth, encoding, reduction, params.keepProfile());
        boolean whole = cutWidth == source.width() && cutHeight == source.height();
        // the quality that is solved for a size of file may have full colours
        boolean halved = encoding.halvesColours() && params.maxSize().isEmpty();
        return whole ? form.shrinking(source, width, height, halved) : form;
    }

    /** Whether its pixels are those of the source, in a quality that is known. */
    boolean copies(ImageHeader source, Params params) {
        return width == source.width() && height == source.height() && params.maxSize().isEmpty();
    }

    /** Whether it has fewer pixels than what is kept of the source. */
    boolean smaller() {
        return width < cutWidth || height < cutHeight;
    }

    long pixels() {
        return (long) width * height;
    }

    private static int scaled(int side, double scale) {
        return (int) Math.max(1, Math.round(side * scale));
    }

    private static Encoding encoding(ImageHeader source, Params params) {
        ImageFormat format = format(source, params);
        if (params.level().isPresent() && format != ImageFormat.PNG) {
            return new Encoding(format, params.level().getAsInt(), false);
        }
        if (params.quality() != Quality.AUTO) {
            return Levels.of(format, params.quality());
        }
        return switch (params.preset()) {
            case THUMBNAIL -> format == ImageFormat.PNG ? Encoding.PNG : new Encoding(format, THUMBNAIL_LEVEL, false);
            case WEB_OPTIMIZED -> format == ImageFormat.PNG ? Encoding.PNG : new Encoding(format, WEB_LEVEL, false);
            case ARCHIVE_QUALITY -> format == ImageFormat.WEBP && !LOSSY.contains(source.format())
                    ? new Encoding(format, 100, true)
                    : Levels.of(format, Quality.MAXIMUM);
            case NONE -> Levels.of(format, Quality.HIGH);
        };
    }

    /** What was lossless stays so in an archive; else a format stays where it can be written. */
    private static ImageFormat format(ImageHeader source, Params params) {
        if (params.format() != Format.AUTO) {
            return ImageFormat.valueOf(params.format().name());
        }
        return switch (params.preset()) {
            case THUMBNAIL -> ImageFormat.JPEG;
            case WEB_OPTIMIZED -> ImageFormat.WEBP;
            case ARCHIVE_QUALITY, NONE -> source.format().writable() ? source.format() : ImageFormat.PNG;
        };
    }
}
