package org.podstudio.media;

import java.nio.file.Path;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.Run;

/** Measures loudness by ITU-R BS.1770-4. */
@Component(service = LoudnessMeter.class)
public final class LoudnessMeter {

    private final Ffmpeg ffmpeg;

    /** @param ffmpeg decodes */
    @Activate
    public LoudnessMeter(@Reference Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /**
     * Measures the first stream of sound.
     *
     * @param run whose current stage this fills
     */
    public Loudness measure(Path sound, Run run) {
        throw new UnsupportedOperationException(sound + " " + ffmpeg);
    }
}
