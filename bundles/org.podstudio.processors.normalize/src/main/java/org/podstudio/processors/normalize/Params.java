package org.podstudio.processors.normalize;

import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;

/**
 * How loud, and in what format.
 *
 * @param preset a target by name, which takes the place of {@code targetLufs}
 * @param targetLufs integrated loudness
 * @param truePeakDbtp ceiling for the peaks
 * @param limiter whether peaks may be limited to reach the target
 * @param outputFormat of the result
 */
record Params(Preset preset, @Range(min = -40, max = -5) @Unit("LUFS") double targetLufs,
        @Range(min = -9, max = 0) @Unit("dBTP") double truePeakDbtp, boolean limiter, OutputFormat outputFormat) {

    static final Params DEFAULTS = new Params(Preset.NONE, -14, -1, true, OutputFormat.SAME);

    /** The loudness to reach, LUFS. */
    double target() {
        return switch (preset) {
            case NONE -> targetLufs;
            case STREAMING -> -14;
            case PODCAST -> -16;
            case BROADCAST -> -23;
        };
    }

    /** Targets that have a name. */
    enum Preset { NONE, STREAMING, PODCAST, BROADCAST }

    /** Formats to choose from. */
    enum OutputFormat { SAME, WAV, FLAC, MP3, M4A, OPUS }
}
