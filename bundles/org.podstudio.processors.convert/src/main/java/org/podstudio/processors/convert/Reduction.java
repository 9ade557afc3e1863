package org.podstudio.processors.convert;

import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Original;

/** In which form a picture is decoded to be converted. */
final class Reduction {

    private Reduction() {
    }

    /** 1, 2, 4 or 8; 1 for colours as they are stored. */
    static int of(ImageHeader header, Goal goal, Params params) {
        double scale = (double) goal.width() / goal.cutWidth();
        return params.keepProfile()
                ? 1
                : Form.reduction(header, (int) Math.ceil(header.width() * scale),
                        (int) Math.ceil(header.height() * scale));
    }

    /** The same where the whole would not fit into memory, else 1: what is reckoned with, as one job may decode several forms. */
    static int needed(ImageHeader header, Goal goal, Params params) {
        return header.large() ? of(header, goal, params) : 1;
    }

    /** How it is decoded. Deep stays deep in a format with room for it, where it fits into memory. @param depth bits a channel */
    static Form form(ImageHeader header, int depth, Goal goal, Params params) {
        boolean deep = Original.deep(depth) && goal.encoding().deep() && needed(header, goal, params) == 1;
        return new Form(deep ? 1 : of(header, goal, params), params.keepProfile(), deep);
    }
}
