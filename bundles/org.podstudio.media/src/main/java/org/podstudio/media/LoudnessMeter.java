package org.podstudio.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;

/**
 * Measures loudness by ITU-R BS.1770-4 and EBU Tech 3342, in Java from ffmpeg's samples, and for comparison by ffmpeg's
 * own filter. For any thread; takes the same memory for a second and for a day.
 */
@Component(service = LoudnessMeter.class)
public final class LoudnessMeter {

    private static final int FRAMES = 8192;
    private static final Pattern SUMMARY = Pattern.compile("(I|LRA|Peak):\\s+(-?[0-9.]+|-?inf|nan) (LUFS|LU|dBFS)");

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
     * @throws ProcessingException {@code media.no-stream} for a file without sound, and as {@link Ffmpeg#run}
     */
    public Loudness measure(Path sound, Run run) {
        return measure(sound, Chain.of(Filter.of("anull")), run);
    }

    /**
     * Measures what a filter would make of the first stream of sound.
     *
     * @param filter a chain that keeps sample rate and channels
     * @param run whose current stage this fills
     */
    public Loudness measure(Path sound, Chain filter, Run run) {
        return measure(sound, filter.toString(), run);
    }

    /** As the other, of a chain as ffmpeg reads it. */
    public Loudness measure(Path sound, String filter, Run run) {
        MediaInfo info = ffmpeg.probe(sound);
        AudioStream audio = sound(info, sound);
        Meter meter = new Meter(audio.sampleRate(), Meter.weights(audio.layout(), audio.channels()));
        double frames = info.seconds() * audio.sampleRate();
        List<String> arguments = new ArrayList<>(List.of("-i", Ffmpeg.file(sound), "-map", "0:a:0", "-af", filter));
        arguments.addAll(List.of("-ar", Integer.toString(audio.sampleRate()), "-c:a", "pcm_f32le", "-f", "f32le",
                "pipe:1"));
        ffmpeg.pipe(arguments, run, in -> read(in, meter, audio.channels(), frames, run));
        run.progress(1);
        return meter.end();
    }

    /**
     * Measures by ffmpeg's {@code ebur128}: another implementation, to check the first one's word.
     *
     * @param peak whether to measure the true peak as well, which takes three times as long; else it is negative
     *        infinity
     */
    public Loudness reference(Path sound, boolean peak, Run run) {
        MediaInfo info = ffmpeg.probe(sound);
        sound(info, sound);
        Filter filter = Filter.of("ebur128").with("framelog", "quiet");
        Lane lane = Lane.of(StreamRef.sound(0), Coding.by("pcm_s16le")).through(Chain.of(peak
                ? filter.with("peak", "true")
                : filter));
        List<String> words = ffmpeg.report(Command.of(Input.file(sound), Output.nowhere().with(lane)), info.seconds(),
                run);
        double integrated = value(words, "I");
        return new Loudness(integrated <= -70 ? Double.NEGATIVE_INFINITY : integrated, value(words, "LRA"),
                value(words, "Peak"));
    }

    private static AudioStream sound(MediaInfo info, Path file) {
        return info.audio().orElseThrow(() -> ProcessingException.input("media.no-stream", file.getFileName()
                + " has no sound.",
                "Choose a file with sound."));
    }

    private static void read(InputStream in, Meter meter, int channels, double frames, Run run) throws IOException {
        byte[] bytes = new byte[FRAMES * channels * Float.BYTES];
        float[] samples = new float[FRAMES * channels];
        long done = 0;
        for (int n; (n = in.readNBytes(bytes, 0, bytes.length)) > 0;) {
            int count = n / (channels * Float.BYTES);
            ByteBuffer.wrap(bytes, 0, n).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(samples, 0,
                    count * channels);
            meter.add(samples, count);
            done += count;
            if (frames > 0) {
                run.progress(Math.min(1, done / frames));
            }
        }
    }

    private static double value(List<String> words, String name) {
        double value = Double.NEGATIVE_INFINITY;
        for (String line : words) {
            Matcher matcher = SUMMARY.matcher(line);
            if (matcher.find() && name.equals(matcher.group(1))) {
                value = number(String.valueOf(matcher.group(2)));
            }
        }
        if (value == Double.NEGATIVE_INFINITY && name.equals("I")) {
            throw new ProcessingException(ErrorKind.TOOL, "media.failed", "ffmpeg's ebur128 gave no summary.",
                    "Try again.");
        }
        return value;
    }

    private static double number(String text) {
        return text.contains("inf") || text.equals("nan") ? Double.NEGATIVE_INFINITY : Double.parseDouble(text);
    }
}
