package org.podstudio.processors.crop;

import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageHeader;

/** In which form a picture is decoded to be cut and brought to a size. */
final class Reduction {

    private Reduction() {
    }

    /** 1, 2, 4 or 8; 1 where single pixels count: for a part of the picture, the nearest pixel, averages of light, and colours as they are stored. */
    static int of(ImageHeader header, Params params, Geometry geometry) {
        boolean whole = !geometry.cuts(new Size(header.width(), header.height()))
                && params.filter() != Params.Resampling.NEAREST && !params.linear()
                && !params.keepProfile();
        return whole ? Form.reduction(header, geometry.scaled().width(), geometry.scaled().height()) : 1;
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
