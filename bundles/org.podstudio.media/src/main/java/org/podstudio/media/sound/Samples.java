package org.podstudio.media.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;

/** The samples of a sound one after the other, from the disk where they lie there, else from ffmpeg. For one thread. */
final class Samples implements AutoCloseable {

    private final Optional<PcmFile> pcm;
    private final Optional<Decoding> decoding;

    private Samples(Optional<PcmFile> pcm, Optional<Decoding> decoding) {
        this.pcm = pcm;
        this.decoding = decoding;
    }

    /** @throws ProcessingException {@code media.no-stream} for a file without sound */
    static Samples of(Ffmpeg ffmpeg, Path sound, Run run) throws IOException {
        Optional<PcmFile> pcm = PcmFile.open(sound);
        return new Samples(pcm, pcm.isPresent() ? Optional.empty() : Optional.of(Decoding.of(ffmpeg, sound, run)));
    }

    SoundForm form() {
        return pcm.map(file -> file.header().form()).or(() -> decoding.map(Decoding::form)).orElseThrow();
    }

    /** Reads all of it, in the calling thread. @param run whose current stage it fills */
    void read(Run run, Decoding.Taker taker) throws IOException {
        if (decoding.isPresent()) {
            decoding.get().read(run, taker);
            return;
        }
        PcmFile file = pcm.orElseThrow();
        long frames = file.header().frames();
        PcmFile.Reader reader = file.new Reader(0, frames);
        float[][] channels = reader.channels();
        long done = 0;
        for (int n; (n = reader.read(channels)) > 0;) {
            run.checkCanceled();
            taker.take(channels, 0, n);
            done += n;
            run.progress((double) done / frames);
        }
    }

    @Override
    public void close() throws IOException {
        if (pcm.isPresent()) {
            pcm.get().close();
        }
    }
}
