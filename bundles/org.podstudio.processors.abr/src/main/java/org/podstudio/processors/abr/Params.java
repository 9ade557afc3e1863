package org.podstudio.processors.abr;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.parameters.Pattern;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;
import org.podstudio.media.command.Speed;

/** How the film is streamed. Refuses, before anything starts, what no player plays. */
record Params(Pieces pieces, VideoCodec videoCodec, @Range(min = 1, max = 12) @Unit("s") double segmentSeconds,
        @Range(min = 240, max = 1440) @Unit("px") int largest, boolean contentAware, Speed speed, boolean encrypt,
        @Pattern(value = "|https?://[!-~]+|[A-Za-z0-9][A-Za-z0-9._/-]*",
                hint = "an address with http or https, or a path without spaces") String keyUri,
        boolean stills) {

    static final Params DEFAULTS = new Params(Pieces.CMAF, VideoCodec.H264, 4, 1440, false, Speed.MEDIUM, false, "",
            true);

    Params {
        if (pieces == Pieces.TS && videoCodec != VideoCodec.H264) {
            throw ProcessingException.parameter("video_codec", "abr.not-in-ts",
                    "Transport streams are played with H.264 alone.", "Choose h264, or the pieces cmaf.");
        }
        if (!encrypt && !keyUri.isEmpty()) {
            throw ProcessingException.parameter("key_uri", "abr.no-key",
                    "There is no key to fetch from " + keyUri + ": the film is not encrypted.",
                    "Set encrypt, or leave the key's address out.");
        }
    }

    /** Whether there is a manifest for DASH: its players open neither transport streams nor pieces that are locked as a whole. */
    boolean dash() {
        return pieces == Pieces.CMAF && !encrypt;
    }

    /** Containers of the pieces. */
    enum Pieces {
        CMAF, TS
    }

    /** How the pictures are coded. */
    enum VideoCodec {
        H264, H265, AV1
    }
}
