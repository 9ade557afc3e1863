package org.podstudio.media.sound;

import java.io.IOException;
import java.nio.file.Path;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;

/**
 * Where sound is to be heard between silence at its ends.
 *
 * @param from first frame above the threshold
 * @param to first frame after the last one above it; as {@code from} when all is silence
 * @param frames of all
 */
public record Sounding(long from, long to, long frames) {

    /** Whether nothing is to be heard. */
    public boolean silent() {
        return from == to;
    }

    /**
     * Looks for it in the first stream of sound.
     *
     * @param start first frame to listen to
     * @param end first frame not to listen to any more
     * @param thresholdDb dB of full scale that a sample of any channel has to pass
     * @param run whose current stage this fills
     * @throws ProcessingException {@code media.no-stream} for a file without sound, and as {@link Ffmpeg#run}
     * @throws IOException of the file system
     */
    public static Sounding of(Ffmpeg ffmpeg, Path sound, long start, long end, double thresholdDb, Run run)
            throws IOException {
        Search search = new Search((float) Math.pow(10, thresholdDb / 20), start, end);
        try (Samples samples = Samples.of(ffmpeg, sound, run)) {
            samples.read(run, search::look);
        }
        run.progress(1);
        return new Sounding(Math.max(0, search.first), search.last + 1, search.done);
    }

    /** The samples so far. */
    private static final class Search {

        private final float threshold;
        private final long start;
        private final long end;
        private long first = -1;
        private long last = -1;
        private long done;

        Search(float threshold, long start, long end) {
            this.threshold = threshold;
            this.start = start;
            this.end = end;
        }

        void look(float[][] channels, int from, int to) {
            int begin = from + (int) Math.clamp(start - done, 0L, to - from);
            int stop = from + (int) Math.clamp(end - done, 0L, to - from);
            for (float[] channel : channels) {
                forward(channel, begin, stop, done - from);
                back(channel, begin, stop, done - from);
            }
            done += to - from;
        }

        private void forward(float[] channel, int from, int to, long offset) {
            for (int i = from; i < to && (first < 0 || offset + i < first); i++) {
                if (Math.abs(channel[i]) > threshold) {
                    first = offset + i;
                }
            }
        }

        private void back(float[] channel, int from, int to, long offset) {
            for (int i = to - 1; i >= from && offset + i > last; i--) {
                if (Math.abs(channel[i]) > threshold) {
                    last = offset + i;
                }
            }
        }
    }
}
