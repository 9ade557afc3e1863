package org.podstudio.processors.crop;

import org.podstudio.imaging.pixels.Picture;

/**
 * What becomes of a picture, in whole pixels, decided before a pixel is touched.
 *
 * @param cut the part that is kept
 * @param scaled the size it is brought to
 * @param canvas the size of the result; larger than {@code scaled} when the rest is filled
 */
record Geometry(Area cut, Size scaled, Size canvas) {

    /** Places a cut of a size within an area. */
    @FunctionalInterface
    interface Placing {
        Area place(Area within, Size size);
    }

    /** @param check called while the picture is looked at; what it throws ends the work */
    static Geometry of(Picture picture, Params params, Runnable check) {
        Size whole = new Size(picture.width(), picture.height());
        return of(whole, params,
                params.anchor() == Params.Anchor.SMART ? new SmartPlacing(picture, check) : anchored(params.anchor()));
    }

    /** Sizes as they will be; the place of the cut only unless it depends on the picture. */
    static Geometry of(Size whole, Params params) {
        return of(whole, params, anchored(params.anchor()));
    }

    static Geometry of(Size whole, Params params, Placing placing) {
        Area area = params.box().isEmpty() ? Area.all(whole) : Area.parse(params.box());
        boolean fill = params.mode() == Params.Mode.FILL;
        Size shape = area.size();
        if (params.preset() != Params.Preset.NONE) {
            Size preset = params.preset().shape();
            shape = fill ? area.size().smallestOf(preset) : area.size().largestOf(preset);
            area = fill ? area : placing.place(area, shape);
        }
        Size frame = frame(shape, params);
        return switch (params.mode()) {
            case STRETCH -> new Geometry(area, frame, frame);
            case CROP -> new Geometry(placing.place(area, area.size().largestOf(frame)), frame, frame);
            case FIT -> new Geometry(area, inside(frame, area.size()), inside(frame, area.size()));
            case FILL -> new Geometry(area, inside(frame, area.size()), frame);
        };
    }

    private static Size frame(Size shape, Params params) {
        if (params.width().isPresent() && params.height().isPresent()) {
            return new Size(params.width().getAsInt(), params.height().getAsInt());
        }
        if (params.width().isPresent()) {
            return shape.ofWidth(params.width().getAsInt());
        }
        return params.height().isPresent() ? shape.ofHeight(params.height().getAsInt()) : shape;
    }

    /** The frame itself when only rounding tells the shapes apart, so that nobody gets 799 for 800. */
    private static Size inside(Size frame, Size picture) {
        boolean same = picture.ofWidth(frame.width()).equals(frame) || picture.ofHeight(frame.height()).equals(frame);
        return same ? frame : frame.largestOf(picture);
    }

    private static Placing anchored(Params.Anchor anchor) {
        return (within, size) -> new Area(within.x() + anchor.left(within.size().width() - size.width()),
                within.y() + anchor.top(within.size().height() - size.height()), size);
    }

    /** Whether anything of the picture is cut off. */
    boolean cuts(Size picture) {
        return cut.size().width() < picture.width() || cut.size().height() < picture.height();
    }
}
