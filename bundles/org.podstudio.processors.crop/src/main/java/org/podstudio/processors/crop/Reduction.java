package org.podstudio.processors.crop;

import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Original;

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

    /** The same where the whole would not fit into memory, else 1: what is reckoned with, as one job may decode several forms. */
    static int needed(ImageHeader header, Params params, Geometry geometry) {
        return header.large() ? of(header, params, geometry) : 1;
    }

    /** Whether deep stays deep: in a format with room for it, of a picture that fits into memory. @param depth bits a channel */
    static boolean deep(ImageHeader header, int depth, Encoding encoding, Params params, Geometry geometry) {
        return Original.deep(depth) && encoding.deep() && needed(header, params, geometry) == 1;
    }

    /** How it is decoded. @param depth bits a channel */
    static Form form(ImageHeader header, int depth, Encoding encoding, Params params, Geometry geometry) {
        boolean deep = deep(header, depth, encoding, params, geometry);
        return new Form(deep ? 1 : of(header, params, geometry), params.keepProfile(), deep);
    }
}
