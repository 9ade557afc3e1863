package org.podstudio.processors.normalize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Findings;
import org.podstudio.media.sound.Loudness;
import org.podstudio.media.sound.LoudnessMeter;
import org.podstudio.media.sound.Measurement;

/**
 * How loud several files are in a row. What was measured is remembered, for a plan is made anew whenever somebody changes a value. For any
 * thread.
 */
final class Album {

    /** More than any album has. */
    private static final int MOST = 4096;

    private final Ffmpeg ffmpeg;
    private final LoudnessMeter meter;
    private final Findings<Optional<Measurement>> measured = new Findings<>(MOST);

    Album(Ffmpeg ffmpeg, LoudnessMeter meter) {
        this.ffmpeg = ffmpeg;
        this.meter = meter;
    }

    /**
     * All that have sound, gated as one.
     *
     * @param run whose current stage it fills, each file the same share
     * @throws ProcessingException when one of them cannot be read: the others are not the album
     */
    Loudness loudness(List<Path> files, Run run) throws IOException {
        List<Measurement> pieces = new ArrayList<>();
        int looked = 0;
        for (Path file : files) {
            double upTo = (double) ++looked / files.size();
            Run part = run.part(upTo);
            try {
                measured.of(file, part, () -> measure(file, part)).ifPresent(pieces::add);
                run.progress(upTo);
            } catch (ProcessingException e) {
                throw new ProcessingException(e.kind(), e.code(), "The album cannot be measured as a whole. "
                        + e.message(), e.advice() + " Or leave " + file.getFileName() + " out.", e);
            }
        }
        return Measurement.album(pieces).loudness();
    }

    private Optional<Measurement> measure(Path file, Run run) throws IOException {
        return ffmpeg.probe(file, run).audio().isPresent()
                ? Optional.of(meter.measure(file, run))
                : Optional.empty();
    }
}
