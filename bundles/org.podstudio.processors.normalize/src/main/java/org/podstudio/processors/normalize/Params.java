package org.podstudio.processors.normalize;

import java.util.OptionalDouble;

import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;
import org.podstudio.media.sound.Loudness;

/**
 * How loud, and in what format.
 *
 * @param preset a target by name, which takes the place of {@code targetLufs}
 * @param targetLufs integrated loudness
 * @param truePeakDbtp ceiling for the peaks; a preset may ask for a lower one
 * @param mode whether loud and soft keep their distance, and pieces theirs
 * @param limiter whether peaks may be limited to reach the target
 * @param rangeLu loudness range to bring the sound to when the mode is dynamic
 * @param albumLufs loudness of the album that this is a piece of: all its pieces get the same gain. Empty: it is measured, for an album
 * @param albumPeakDbtp highest peak of the album; as the loudness
 * @param outputFormat of the result
 */
record Params(Preset preset, @Range(min = -40, max = -5) @Unit("LUFS") double targetLufs,
        @Range(min = -9, max = 0) @Unit("dBTP") double truePeakDbtp, Mode mode, boolean limiter,
        @Range(min = 1, max = 50) @Unit("LU") double rangeLu,
        @Range(min = -70, max = 10) @Unit("LUFS") OptionalDouble albumLufs,
        @Range(min = -70, max = 20) @Unit("dBTP") OptionalDouble albumPeakDbtp, OutputFormat outputFormat) {

    static final Params DEFAULTS = new Params(Preset.NONE, -14, -1, Mode.LINEAR, true, 11, OptionalDouble.empty(),
            OptionalDouble.empty(), OutputFormat.SAME);

    /** Whether there is an album to be measured. */
    boolean ofUnknownAlbum() {
        return mode == Mode.ALBUM && albumLufs.isEmpty();
    }

    /** With what was measured of all pieces; as it is when they are silent. */
    Params ofAlbum(Loudness album) {
        return album.silent()
                ? this
                : new Params(preset, targetLufs, truePeakDbtp, mode, limiter, rangeLu, hundredths(album
                        .integratedLufs()), hundredths(album.truePeakDbtp()), outputFormat);
    }

    private static OptionalDouble hundredths(double value) {
        return OptionalDouble.of(Math.round(value * 100) / 100.0);
    }

    /** The loudness to reach, LUFS. */
    double target() {
        return preset == Preset.NONE ? targetLufs : preset.lufs;
    }

    /** What no peak may pass, dBTP. */
    double ceiling() {
        return Math.min(truePeakDbtp, preset.dbtp);
    }

    /** Targets that have a name. */
    enum Preset {
        NONE(-14, 0), STREAMING(-14, -1), SPOTIFY(-14, -1), YOUTUBE(-14, -1), TIDAL(-14, -1), AMAZON(-14, -2), DEEZER(
                -15, -1), APPLE_MUSIC(-16, -1), PODCAST(-16, -1), AUDIOBOOK(-20, -3), AES_STREAMING(-18,
                        -1), REPLAYGAIN(-18, -1), BROADCAST(-23, -1), EBU_R128(-23, -1), ATSC_A85(-24, -2);

        private final double lufs;
        private final double dbtp;

        Preset(double lufs, double dbtp) {
            this.lufs = lufs;
            this.dbtp = dbtp;
        }
    }

    /** Ways to the target. */
    enum Mode {
        /** One gain for the whole piece. */
        LINEAR,
        /** One gain for all pieces. */
        ALBUM,
        /** A gain that follows the sound, which narrows its range. */
        DYNAMIC
    }

    /** Formats to choose from. */
    enum OutputFormat { SAME, WAV, FLAC, MP3, M4A, OPUS }
}
