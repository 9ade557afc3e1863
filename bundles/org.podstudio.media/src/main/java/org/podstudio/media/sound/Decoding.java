package org.podstudio.media.sound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.AudioStream;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.Shortfall;
import org.podstudio.media.Wholeness;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;

/**
 * Sound that ffmpeg decodes.
 *
 * @param file to be decoded
 * @param form of what comes out
 * @param info what its header says
 * @param chain that it goes through
 */
record Decoding(Ffmpeg ffmpeg, Path file, SoundForm form, MediaInfo info, Chain chain) {

    /** Sound that begins after the pictures, or has gaps, is filled with silence, so that samples tell the time. */
    private static final Chain IN_STEP = Chain.of(Filter.of("aresample").with("async", 1).with("first_pts", 0));
    private static final int FRAMES = 8192;

    /** Takes what was decoded. */
    @FunctionalInterface
    interface Taker {
        /** Called for each block, from 0 to the number of its frames. The arrays are used again. */
        void take(float[][] channels, int from, int to) throws IOException;
    }

    /** @throws ProcessingException {@code media.no-stream} for a file without sound */
    static Decoding of(Ffmpeg ffmpeg, Path file, Run run) {
        MediaInfo info = ffmpeg.probe(file, run);
        AudioStream audio = sound(info, file);
        return new Decoding(ffmpeg, file, new SoundForm(audio.sampleRate(), audio.channels(), audio.layout()),
                info, info.video().isPresent() ? IN_STEP : Chain.of());
    }

    static AudioStream sound(MediaInfo info, Path file) {
        return info.openSound(file, "media.no-stream");
    }

    /**
     * Decodes the first stream of sound, in the calling thread.
     *
     * @param run whose current stage it fills
     * @throws ProcessingException as {@link Ffmpeg#pipe}; {@code media.cut-short} when less comes than the file says
     */
    void read(Run run, Taker taker) {
        Coding floats = Coding.by("pcm_f32le").with("ar", form.sampleRate()).with("ac", form.channels());
        Lane lane = Lane.of(StreamRef.sound(0), floats);
        Output pipe = Output.pipe("f32le").with(chain.isEmpty() ? lane : lane.through(chain));
        AtomicLong frames = new AtomicLong();
        ffmpeg.pipe(Command.of(Input.file(file), pipe), info.seconds(), run, in -> frames.set(read(in, run, taker)));
        double there = (double) frames.get() / form.sampleRate();
        if (Shortfall.of(there, said())) {
            Wholeness.require(ffmpeg, file, run); // gaps are no loss: the clock tells them from a missing end
        }
    }

    /** How long the sound says that it lasts, or else the file; 0: neither does. */
    private double said() {
        double own = info.audio().map(sound -> sound.track().seconds()).orElse(0.0);
        return info.guessed() ? 0 : own > 0 ? own : info.seconds();
    }

    /** @return how many frames there were */
    private long read(InputStream in, Run run, Taker taker) throws IOException {
        float[][] channels = new float[form.channels()][FRAMES];
        int frame = SampleFormat.F32.bytes() * form.channels();
        byte[] bytes = new byte[FRAMES * frame];
        double expected = info.seconds() * form.sampleRate();
        long done = 0;
        for (int n; (n = in.readNBytes(bytes, 0, bytes.length) / frame) > 0;) {
            SampleFormat.F32.decode(bytes, channels, n);
            taker.take(channels, 0, n);
            done += n;
            if (expected > 0) {
                run.progress(Math.min(1, done / expected));
            }
        }
        return done;
    }
}
