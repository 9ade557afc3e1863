package org.podstudio.processors.convert;

import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Original;

/**
 * At which fraction of its size a JPEG is decoded, which is cheaper than the whole. It depends on one result alone, so that a result is the same
 * whether others are made beside it or not.
 */
final class Reduction {

    /** What is decoded has so many times the pixels a side: the resampling decides how it looks, not the decoder. */
    private static final double MARGIN = 1.5;
    private static final int MOST = 8;

    private Reduction() {
    }

    /** 1, 2, 4 or 8; a size that cannot be divided would be rounded up, and all of the picture shifted. */
    static int of(ImageHeader header, Goal goal) {
        int reduction = header.format() == ImageFormat.JPEG ? MOST : 1;
        double wanted = MARGIN * Math.max(goal.width(), goal.height());
        while (reduction > 1 && (header.width() % reduction != 0 || header.height() % reduction != 0
                || Math.max(goal.cutWidth(), goal.cutHeight()) < reduction * wanted)) {
            reduction /= 2;
        }
        return reduction;
    }

    /**
     * How the picture is to be decoded. Deep stays deep in a format with room for it.
     *
     * @param depth bits a channel
     */
    static Form form(ImageHeader header, int depth, Goal goal, Params params) {
        boolean deep = Original.deep(depth) && goal.encoding().deep();
        return new Form(deep || params.keepProfile() ? 1 : of(header, goal), params.keepProfile(), deep);
    }
}
