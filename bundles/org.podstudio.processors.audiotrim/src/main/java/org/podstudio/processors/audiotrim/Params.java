package org.podstudio.processors.audiotrim;

import java.util.OptionalDouble;

import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;

/**
 * What stays of sound.
 *
 * @param start where it begins
 * @param end where it ends; empty: by the duration, or with the source
 * @param duration how long it is, instead of an end
 * @param fadeIn how long it takes to come up
 * @param fadeOut how long it takes to go down
 * @param curve how it comes up and goes down
 * @param silence which silent ends are cut off, after the start and before the end
 * @param thresholdDb what is not above it is silence
 * @param keepSilence how much silence stays at an end that is cut off
 * @param mode whether sound is cut to the sample or copied
 * @param outputFormat of the result
 */
record Params(@Range(min = 0, max = 604_800) @Unit("s") double start,
        @Range(min = 0, max = 604_800) @Unit("s") OptionalDouble end,
        @Range(min = 0.001, max = 604_800) @Unit("s") OptionalDouble duration,
        @Range(min = 0, max = 3600) @Unit("s") double fadeIn, @Range(min = 0, max = 3600) @Unit("s") double fadeOut,
        Curve curve, Silence silence, @Range(min = -120, max = 0) @Unit("dB") double thresholdDb,
        @Range(min = 0, max = 60) @Unit("s") double keepSilence, Mode mode, OutputFormat outputFormat) {

    static final Params DEFAULTS = new Params(0, OptionalDouble.empty(), OptionalDouble.empty(), 0, 0, Curve.SINE,
            Silence.KEEP, -60, 0.05, Mode.EXACT, OutputFormat.SAME);

    /** Curves of fades, with ffmpeg's names. */
    enum Curve {
        /** Equal steps of amplitude. */
        LINEAR("tri"),
        /** A quarter of a sine: equal power. */
        SINE("qsin"),
        /** Half of a sine: slow at both ends. */
        S_CURVE("hsin"),
        /** Equal steps of level: slow, then fast. */
        EXPONENTIAL("exp"),
        /** Fast, then slow. */
        LOGARITHMIC("log"),
        /** The square of equal steps. */
        QUADRATIC("qua");

        private final String ffmpeg;

        Curve(String ffmpeg) {
            this.ffmpeg = ffmpeg;
        }

        String ffmpeg() {
            return ffmpeg;
        }
    }

    /** Silent ends to cut off. */
    enum Silence {
        KEEP, START, END, BOTH;

        boolean atStart() {
            return this == START || this == BOTH;
        }

        boolean atEnd() {
            return this == END || this == BOTH;
        }
    }

    /** Ways of cutting. */
    enum Mode {
        /** To the sample; encoded again, which formats without loss do not show. */
        EXACT,
        /** Between packets, some hundredths of a second long; nothing is encoded. */
        COPY
    }

    /** Formats to choose from. */
    enum OutputFormat { SAME, WAV, FLAC, MP3, M4A, OPUS }

    boolean fades() {
        return fadeIn > 0 || fadeOut > 0;
    }
}
