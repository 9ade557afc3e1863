package org.podstudio.media.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;

/**
 * Measures loudness by ITU-R BS.1770-4 and EBU Tech 3342, in Java, and for comparison by ffmpeg's own filter. WAV files are read by several
 * threads as they lie on the disk, all else is decoded by ffmpeg. For any thread; takes 8 bytes of memory for a tenth of a second.
 */
@Component(service = LoudnessMeter.class)
public final class LoudnessMeter {

    private static final Pattern SUMMARY = Pattern.compile("(I|LRA|Peak):\\s+(-?[0-9.]+|-?inf|nan) (LUFS|LU|dBFS)");
    /** The filters forget what is longer ago than half a second to the last bit of a double. */
    static final int WARM_UP_STEPS = 5;
    private static final int SEGMENT_STEPS = 300;

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
     * @throws IOException of the file system
     */
    public Measurement measure(Path sound, Run run) throws IOException {
        Optional<PcmFile> pcm = PcmFile.open(sound);
        if (pcm.isPresent()) {
            try (PcmFile file = pcm.get()) {
                return measure(file, run);
            }
        }
        return decoded(sound, run);
    }

    /** Measures what ffmpeg decodes, whatever the file is. */
    Measurement decoded(Path sound, Run run) {
        return measure(Decoding.of(ffmpeg, sound, run), run);
    }

    private static Measurement measure(Decoding decoding, Run run) {
        Gating gating = new Gating(decoding.form().step());
        Meter meter = new Meter(decoding.form(), gating::add);
        decoding.read(run, meter::add);
        run.progress(1);
        return gating.end(meter.leftEnergy(), meter.leftFrames(), meter.peak());
    }

    private static Measurement measure(PcmFile file, Run run) throws IOException {
        int step = file.header().form().step();
        AtomicInteger peak = new AtomicInteger();
        List<Piece> pieces = new Segments(file, (long) SEGMENT_STEPS * step, (long) WARM_UP_STEPS * step, run)
                .each((segment, done) -> piece(file, segment, peak, done));
        run.progress(1);
        return Piece.measurement(file.header().form(), pieces);
    }

    static Piece piece(PcmFile file, Segments.Segment segment, AtomicInteger peak, Segments.Steps done)
            throws IOException {
        DoubleStream.Builder steps = DoubleStream.builder();
        Meter meter = new Meter(file.header().form(), steps, peak);
        PcmFile.Reader before = file.new Reader(segment.warmUp(), segment.from());
        float[][] channels = before.channels();
        for (int n; (n = before.read(channels)) > 0;) {
            meter.warmUp(channels, 0, n);
        }
        PcmFile.Reader reader = file.new Reader(segment.from(), segment.to());
        for (int n; (n = reader.read(channels)) > 0;) {
            meter.add(channels, 0, n);
            done.done(n);
        }
        int after = file.new Reader(segment.to(), segment.to() + TruePeak.REACH).read(channels);
        meter.after(channels, 0, after);
        return new Piece(steps.build().toArray(), meter);
    }

    /**
     * Measures by ffmpeg's {@code ebur128}: another implementation, to check the first one's word.
     *
     * @param peak whether to measure the true peak as well, which takes three times as long; else it is negative
     *        infinity
     */
    public Loudness reference(Path sound, boolean peak, Run run) {
        MediaInfo info = ffmpeg.probe(sound);
        Decoding.sound(info, sound);
        Filter filter = Filter.of("ebur128").with("framelog", "quiet");
        Lane lane = Lane.of(StreamRef.sound(0), Coding.by("pcm_f64le")).through(Chain.of(peak
                ? filter.with("peak", "true")
                : filter));
        Input input = info.format().equals("wav") ? Input.wav(sound) : Input.file(sound);
        List<String> words = ffmpeg.report(Command.of(input, Output.nowhere().with(lane)), info.seconds(),
                run);
        double integrated = value(words, "I");
        return new Loudness(integrated <= -70 ? Double.NEGATIVE_INFINITY : integrated, value(words, "LRA"),
                value(words, "Peak"));
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
