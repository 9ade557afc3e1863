package org.podstudio.media.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.podstudio.api.Run;

/**
 * Work on a file of samples in pieces, as many at once as there are cores. What has a memory, as a filter has, is warmed up
 * on what lies before its piece; the pieces are the same on every machine, so the result is.
 */
final class Segments {

    private final PcmFile file;
    private final long length;
    private final long warmUp;
    private final int every;
    private final Run run;
    private final AtomicLong done = new AtomicLong();

    /**
     * @param length of a piece, frames
     * @param warmUp before it, frames
     * @param run whose current stage this fills
     */
    Segments(PcmFile file, long length, long warmUp, Run run) {
        this(file, length, warmUp, 1, run);
    }

    private Segments(PcmFile file, long length, long warmUp, int every, Run run) {
        this.file = file;
        this.length = length;
        this.warmUp = warmUp;
        this.every = every;
        this.run = run;
    }

    /** The first of each so many of them alone. */
    Segments every(int number) {
        return new Segments(file, length, warmUp, number, run);
    }

    /**
     * A piece.
     *
     * @param number from 0
     * @param warmUp frame from which on it is to be warmed up
     * @param from first frame
     * @param to first frame after it
     */
    record Segment(int number, long warmUp, long from, long to) {}

    /** What works on one piece, in some thread. */
    @FunctionalInterface
    interface Worker<T> {
        T work(Segment segment, Steps steps) throws IOException;
    }

    /** To be called as the work goes on, with the number of frames that are done with. */
    @FunctionalInterface
    interface Steps {
        void done(int frames);
    }

    /** @return what was made of each, in their order */
    <T> List<T> each(Worker<T> worker) throws IOException {
        long frames = file.header().frames();
        long apart = every * length;
        int count = (int) ((frames + apart - 1) / apart);
        try {
            return IntStream.range(0, count).parallel().mapToObj(i -> {
                long from = i * apart;
                return work(worker, new Segment(i, Math.max(0, from - warmUp), from, Math.min(frames, from + length)));
            }).toList();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }

    private <T> T work(Worker<T> worker, Segment segment) {
        run.checkCanceled();
        try {
            return worker.work(segment, this::progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void progress(int frames) {
        run.checkCanceled();
        run.progress(Math.min(1, (double) done.addAndGet(frames) / file.header().frames()));
    }
}
