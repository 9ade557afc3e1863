package org.podstudio.media;

import java.nio.file.Path;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;

/** Whether sources hold what they say. A part that is missing is told: nobody shall take what is left for all there was. */
public final class Wholeness {

    private Wholeness() {
    }

    /**
     * Decodes a source whose end may be missing.
     *
     * @return how long it lasts in truth, seconds
     * @throws ProcessingException {@code media.broken}, or {@code media.cut-short} when it ends without a word before it says
     */
    public static double require(Ffmpeg ffmpeg, Path source, Run run) {
        MediaInfo info = ffmpeg.probe(source, run);
        double there = ffmpeg.decode(source, info, run);
        if (!info.guessed()) {
            Shortfall.refuse(source, there, info.seconds());
        }
        return there;
    }
}
