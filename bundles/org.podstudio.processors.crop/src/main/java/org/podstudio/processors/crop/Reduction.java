package org.podstudio.processors.crop;

import org.podstudio.imaging.Encoding;
import java.util.Set;

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
    /** Made smaller while they are read, where all of them does not fit into memory. */
    private static final Set<ImageFormat> STRIPS = Set.of(ImageFormat.PNG, ImageFormat.TIFF);

    private Reduction() {
    }

    /** 1, 2, 4 or 8; 1 where single pixels count: for a part of the picture, the nearest pixel, averages of light, and colours as they are stored. */
    static int of(ImageHeader header, Params params, Geometry geometry) {
        boolean whole = !geometry.cuts(new Size(header.width(), header.height()))
                && params.filter() != Params.Resampling.NEAREST && !params.linear()
                && !params.keepProfile();
        boolean reducible = header.format() == ImageFormat.JPEG || header.large() && STRIPS.contains(header.format());
        int reduction = reducible && whole ? MOST : 1;
        while (reduction > 1 && !(fits(header, header.width(), geometry.scaled().width(), reduction)
                && fits(header, header.height(), geometry.scaled().height(), reduction))) {
            reduction /= 2;
        }
        return reduction;
    }

    /** The same where the whole would not fit into memory, else 1: what is reckoned with, as one job may decode several forms. */
    static int needed(ImageHeader header, Params params, Geometry geometry) {
        return header.large() ? of(header, params, geometry) : 1;
    }

    /**
     * A size that cannot be divided would be rounded up, and all of the picture shifted by a part of a pixel, which is borne where it would not
     * fit into memory; one wanted pixel more or less is rounding.
     */
    private static boolean fits(ImageHeader header, int stored, int wanted, int reduction) {
        return (header.large() || stored % reduction == 0) && wanted - 1 < stored / (MARGIN * reduction);
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
