package org.podstudio.processors.normalize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.podstudio.api.ProcessingException;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Unattended;
import org.podstudio.media.sound.Loudness;
import org.podstudio.media.sound.LoudnessMeter;
import org.podstudio.media.sound.Measurement;

/**
 * How loud several files are in a row. What was measured is remembered, for a plan is made anew whenever somebody changes a value. For any
 * thread.
 */
final class Album {

    /** So many files are remembered; each takes some 200 KB. */
    private static final int MOST = 64;

    private final Ffmpeg ffmpeg;
    private final LoudnessMeter meter;
    private final Map<Stamp, Measurement> known = new LinkedHashMap<>();

    Album(Ffmpeg ffmpeg, LoudnessMeter meter) {
        this.ffmpeg = ffmpeg;
        this.meter = meter;
    }

    /** A file as it was when it was measured. */
    private record Stamp(Path file, long bytes, FileTime changed) {

        static Stamp of(Path file) throws IOException {
            return new Stamp(file, Files.size(file), Files.getLastModifiedTime(file));
        }
    }

    /**
     * All that have sound, gated as one.
     *
     * @throws ProcessingException when one of them cannot be read: the others are not the album
     */
    Loudness loudness(List<Path> files) throws IOException {
        List<Measurement> pieces = new ArrayList<>();
        for (Path file : files) {
            try {
                if (ffmpeg.probe(file).audio().isPresent()) {
                    pieces.add(measurement(file));
                }
            } catch (ProcessingException e) {
                throw new ProcessingException(e.kind(), e.code(), "The album cannot be measured as a whole. "
                        + e.message(), e.advice() + " Or leave " + file.getFileName() + " out.", e);
            }
        }
        return Measurement.album(pieces).loudness();
    }

    private Measurement measurement(Path file) throws IOException {
        Stamp stamp = Stamp.of(file);
        synchronized (known) {
            if (known.containsKey(stamp)) {
                return known.get(stamp);
            }
        }
        Measurement measured = meter.measure(file, Unattended.RUN);
        synchronized (known) {
            known.put(stamp, measured);
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return measured;
    }
}
