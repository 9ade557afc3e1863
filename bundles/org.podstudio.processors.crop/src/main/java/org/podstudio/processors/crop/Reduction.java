package org.podstudio.processors.crop;

import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Original;

/**
 * At which fraction of its size a JPEG is decoded, which takes half of the time and a quarter of the memory. It depends on one result alone, so
 * that a result is the same whether others are made beside it or not.
 */
final class Reduction {

    /** What is decoded has so many times the pixels a side: the resampling decides how it looks, not the decoder. */
    private static final double MARGIN = 1.5;
    private static final int MOST = 8;

    private Reduction() {
    }

    /** 1, 2, 4 or 8; 1 where single pixels count: for a part of the picture, the nearest pixel, averages of light, and colours as they are stored. */
    static int of(ImageHeader header, Params params, Geometry geometry) {
        boolean whole = !geometry.cuts(new Size(header.width(), header.height()))
                && params.filter() != Params.Resampling.NEAREST && !params.linear()
                && !params.keepProfile();
        int reduction = header.format() == ImageFormat.JPEG && whole ? MOST : 1;
        while (reduction > 1 && !(fits(header.width(), geometry.scaled().width(), reduction)
                && fits(header.height(), geometry.scaled().height(), reduction))) {
            reduction /= 2;
        }
        return reduction;
    }

    /** A size that cannot be divided would be rounded up, and all of the picture shifted; one wanted pixel more or less is rounding. */
    private static boolean fits(int stored, int wanted, int reduction) {
        return stored % reduction == 0 && wanted - 1 < stored / (MARGIN * reduction);
    }

    /** Deep stays deep in a format with room for it. @param depth bits a channel */
    static Form form(ImageHeader header, int depth, Encoding encoding, Params params, Geometry geometry) {
        boolean deep = Original.deep(depth) && encoding.deep();
        return new Form(deep ? 1 : of(header, params, geometry), params.keepProfile(), deep);
    }
}
