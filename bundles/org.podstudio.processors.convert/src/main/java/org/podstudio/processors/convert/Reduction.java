package org.podstudio.processors.convert;

import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageHeader;

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

    /** As {@link Form#needed}. */
    static int needed(ImageHeader header, Goal goal, Params params) {
        return Form.needed(header, of(header, goal, params));
    }

    /** How it is decoded. @param depth bits a channel */
    static Form form(ImageHeader header, int depth, Goal goal, Params params) {
        return Form.of(header, depth, goal.encoding(), of(header, goal, params), params.keepProfile());
    }
}
