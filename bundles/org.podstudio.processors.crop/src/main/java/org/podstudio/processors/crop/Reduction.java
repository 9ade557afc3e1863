package org.podstudio.processors.crop;

import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Original;
import org.podstudio.imaging.pixels.Filter;

/** In which form a picture is decoded to be cut and brought to a size. */
final class Reduction {

    private Reduction() {
    }

    /** 1, 2, 4 or 8; 1 where single pixels count: for a part of the picture, the nearest pixel, averages of light, and colours as they are stored. */
    static int of(ImageHeader header, Params params, Geometry geometry) {
        return whole(header, params, geometry)
                ? Form.reduction(header, geometry.scaled().width(), geometry.scaled().height())
                : 1;
    }

    private static boolean whole(ImageHeader header, Params params, Geometry geometry) {
        return !geometry.cuts(new Size(header.width(), header.height()))
                && params.filter() != Params.Resampling.NEAREST && !params.linear()
                && !params.keepProfile();
    }

    /** Whether it can be made by {@link Original#shrunk}, where that makes it. */
    static boolean shrinks(ImageHeader header, Params params, Geometry geometry) {
        return whole(header, params, geometry) && Drawing.filter(params, geometry) == Filter.LANCZOS;
    }

    /** As {@link Form#needed}. */
    static int needed(ImageHeader header, Params params, Geometry geometry) {
        return Form.needed(header, of(header, params, geometry));
    }

    /** How it is decoded. @param depth bits a channel */
    static Form form(ImageHeader header, int depth, Encoding encoding, Params params, Geometry geometry) {
        return Form.of(header, depth, encoding, of(header, params, geometry), params.keepProfile());
    }
}
