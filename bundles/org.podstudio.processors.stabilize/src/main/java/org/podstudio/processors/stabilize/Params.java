package org.podstudio.processors.stabilize;

import java.util.OptionalInt;

import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;

/** How steady it becomes and what that may cost; names and meanings are those of vidstab. */
record Params(Method method, @Range(min = 1, max = 10) int shakiness, @Range(min = 1, max = 15) int accuracy,
        @Range(min = 0, max = 1) double mincontrast, @Range(min = 0, max = 1000) @Unit("frames") int smoothing,
        @Range(min = -1, max = 500) @Unit("px") int maxshift,
        @Range(min = -1, max = 3.14) @Unit("rad") double maxangle,
        Crop crop, @Range(min = -50, max = 100) @Unit("%") double zoom, Optzoom optzoom,
        @Range(min = 0, max = 5) @Unit("%") double zoomspeed, Interpol interpol,
        @Range(min = 0, max = 63) OptionalInt crf) {

    static final Params DEFAULTS = new Params(Method.AUTO, 5, 15, 0.25, 10, -1, -1, Crop.KEEP, 0, Optzoom.STATIC, 0.25,
            Interpol.BICUBIC, OptionalInt.empty());

    /** Whose eyes and hands. */
    enum Method { AUTO, VIDSTAB, OWN }

    /** What is shown where a picture was moved away. */
    enum Crop { KEEP, BLACK }

    /** How pictures are enlarged so that no border shows; the order is vidstab's. */
    enum Optzoom {
        NONE, STATIC, ADAPTIVE
    }

    /** How values between pixels are found. */
    enum Interpol { BILINEAR, BICUBIC }

    /** What the tracker spends on it: a shakiness of 5 looks for a picture as far as a fifth of its size away. */
    Tracker.Effort effort() {
        return new Tracker.Effort(60 + 16 * accuracy, shakiness / 25.0, mincontrast / 25);
    }
}
