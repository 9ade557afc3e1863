package org.podstudio.media.sound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.AudioStream;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;

/**
 * Sound that ffmpeg decodes.
 *
 * @param file to be decoded
 * @param form of what comes out
 * @param seconds how long it says that it lasts; 0: unknown
 * @param filter ffmpeg's chain that it goes through; {@code anull}: none
 */
record Decoding(Ffmpeg ffmpeg, Path file, SoundForm form, double seconds, String filter) {

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
                info.seconds(), "anull");
    }

    Decoding through(String chain) {
        return new Decoding(ffmpeg, file, form, seconds, chain);
    }

    static AudioStream sound(MediaInfo info, Path file) {
        return info.audio().orElseThrow(() -> ProcessingException.input("media.no-stream", file.getFileName()
                + " has no sound.", "Choose a file with sound."));
    }

    /** Decodes the first stream of sound, in the calling thread. @param run whose current stage it fills */
    void read(Run run, Taker taker) {
        ffmpeg.pipe(
                List.of("-i", Ffmpeg.file(file), "-map", "0:a:0", "-af", filter, "-ar",
                        Integer.toString(form.sampleRate()), "-ac",
                        Integer.toString(form.channels()), "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1"),
                seconds, run,
                in -> read(in, run, taker));
    }

    private void read(InputStream in, Run run, Taker taker) throws IOException {
        float[][] channels = new float[form.channels()][FRAMES];
        int frame = SampleFormat.F32.bytes() * form.channels();
        byte[] bytes = new byte[FRAMES * frame];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        double expected = seconds * form.sampleRate();
        long done = 0;
        for (int n; (n = in.readNBytes(bytes, 0, bytes.length) / frame) > 0;) {
            SampleFormat.F32.decode(buffer.clear(), channels, n);
            taker.take(channels, 0, n);
            done += n;
            if (expected > 0) {
                run.progress(Math.min(1, done / expected));
            }
        }
    }
}
