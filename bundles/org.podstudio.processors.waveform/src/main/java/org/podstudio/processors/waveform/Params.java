package org.podstudio.processors.waveform;

import org.podstudio.api.parameters.Pattern;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;

/**
 * What the outline looks like.
 *
 * @param width of the picture
 * @param height of the picture
 * @param color of the sound
 * @param background behind it
 * @param channels whether all are mixed, or drawn one below the other
 * @param fit whether the loudest peak reaches the edge
 * @param data whether the outline is written as numbers as well
 * @param samplesPerPixel of the data
 * @param bits of the data
 */
record Params(@Range(min = 1, max = 8192) @Unit("px") int width, @Range(min = 1, max = 4096) @Unit("px") int height,
        @Pattern("#[0-9a-fA-F]{6}") String color, @Pattern("transparent|#[0-9a-fA-F]{6}") String background,
        Channels channels, boolean fit, Data data, @Range(min = 1, max = 10_000_000) int samplesPerPixel, Bits bits) {

    static final Params DEFAULTS = new Params(400, 100, "#3b82f6", "transparent", Channels.MIXED, false, Data.NONE, 256,
            Bits.BITS_16);

    /** What is drawn. */
    enum Channels { MIXED, SPLIT }

    /** What is written beside the picture. */
    enum Data { NONE, JSON }

    /** How fine the numbers are. */
    enum Bits { BITS_8, BITS_16 }
}
