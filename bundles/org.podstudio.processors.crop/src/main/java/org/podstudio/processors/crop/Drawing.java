package org.podstudio.processors.crop;

import java.util.Arrays;

import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

/**
 * Cuts, resizes, sharpens and lays pixels as it was decided, in 8 or in 16 bits.
 *
 * @param check called several times a second, by several threads; what it throws ends the work
 */
record Drawing(Geometry geometry, Params params, Runnable check) {

    private static final int WHITE = 0xFFFFFF;

    Picture of(Picture source) {
        Area cut = geometry.cut();
        Picture kept = part(source.width(), source.height())
                ? source.part(cut.x(), cut.y(), cut.size().width(), cut.size().height())
                : source;
        Size scaled = geometry.scaled();
        Picture resized = light()
                ? Resizer.resizeLight(kept, scaled.width(), scaled.height(), filter(), check)
                : Resizer.resize(kept, scaled.width(), scaled.height(), filter(), check);
        Picture sharp = Sharpening.apply(resized, params.sharpen(), check);
        check.run();
        return scaled.equals(geometry.canvas()) ? sharp : onCanvas(sharp);
    }

    DeepPicture of(DeepPicture source) {
        Area cut = geometry.cut();
        DeepPicture kept = part(source.width(), source.height())
                ? source.part(cut.x(), cut.y(), cut.size().width(), cut.size().height())
                : source;
        Size scaled = geometry.scaled();
        DeepPicture resized = kept.resized(scaled.width(), scaled.height(), filter(), light(), check);
        DeepPicture sharp = Sharpening.apply(resized, params.sharpen(), check);
        check.run();
        return scaled.equals(geometry.canvas()) ? sharp : onCanvas(sharp);
    }

    private boolean part(int width, int height) {
        return geometry.cut().size().width() < width || geometry.cut().size().height() < height;
    }

    private boolean light() {
        return params.linear() && geometry.scaled().pixels() < geometry.cut().size().pixels();
    }

    private Filter filter() {
        return filter(params, geometry);
    }

    /** How pixels are resampled. */
    static Filter filter(Params params, Geometry geometry) {
        return switch (params.filter()) {
            case AUTO -> geometry.scaled().pixels() < geometry.cut().size().pixels() ? Filter.LANCZOS : Filter.BICUBIC;
            case NEAREST -> Filter.NEAREST;
            case BILINEAR -> Filter.BILINEAR;
            case BICUBIC -> Filter.BICUBIC;
            case LANCZOS -> Filter.LANCZOS;
        };
    }

    private Picture onCanvas(Picture picture) {
        Size size = geometry.canvas();
        boolean clear = params.background().equals("transparent");
        Picture laid = clear ? picture : picture.on(colour(params));
        Picture canvas = new Picture(size.width(), size.height(), clear);
        if (!clear) {
            Arrays.fill(canvas.argb(), 0xFF000000 | colour(params));
        }
        int x = params.anchor().left(size.width() - picture.width());
        int y = params.anchor().top(size.height() - picture.height());
        for (int row = 0; row < picture.height(); row++) {
            System.arraycopy(laid.argb(), row * picture.width(), canvas.argb(), (y + row) * size.width() + x,
                    picture.width());
        }
        return canvas;
    }

    private DeepPicture onCanvas(DeepPicture picture) {
        Size size = geometry.canvas();
        boolean clear = params.background().equals("transparent");
        DeepPicture laid = clear ? picture : picture.on(colour(params));
        // what is transparent, laid on a colour, is that colour
        DeepPicture empty = new DeepPicture(size.width(), size.height(), true);
        DeepPicture canvas = clear ? empty : empty.on(colour(params));
        int x = params.anchor().left(size.width() - picture.width());
        int y = params.anchor().top(size.height() - picture.height());
        for (int row = 0; row < picture.height(); row++) {
            System.arraycopy(laid.samples(), 4 * row * picture.width(), canvas.samples(),
                    4 * ((y + row) * size.width() + x), 4 * picture.width());
        }
        return canvas;
    }

    /** The background, white where none is given. */
    static int colour(Params params) {
        return params.background().startsWith("#") ? Integer.parseInt(params.background().substring(1), 16) : WHITE;
    }
}
