package org.podstudio.media.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;

/**
 * Reads the outlines of sounds. WAV files are read by several threads as they lie on the disk, all else is decoded by ffmpeg; the memory it
 * takes does not grow with the length. For any thread.
 */
@Component(service = Waveforms.class)
public final class Waveforms {

    /** Spans that a picture of the widest kind has use for. */
    private static final int SPANS = 1 << 14;
    private static final long PIECE = 1 << 20;

    private final Ffmpeg ffmpeg;

    /** @param ffmpeg decodes */
    @Activate
    public Waveforms(@Reference Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /** Takes the spans of a sound, one after the other. */
    public interface Spans {

        /** Called once, before all spans. @param channels how many values come a span */
        void begin(int sampleRate, int channels) throws IOException;

        /** Called for each channel of each span. @param low -1 to 1, as a rule */
        void add(float low, float high) throws IOException;
    }

    /**
     * Reads the outline of the first stream of sound.
     *
     * @param split each channel for itself; else all mixed in equal parts
     * @param run whose current stage this fills
     * @throws ProcessingException {@code media.no-stream} for a file without sound, and as {@link Ffmpeg#run}
     * @throws IOException of the file system
     */
    public Waveform outline(Path sound, boolean split, Run run) throws IOException {
        Optional<PcmFile> pcm = PcmFile.open(sound);
        if (pcm.isPresent()) {
            try (PcmFile file = pcm.get()) {
                return outline(file, split ? file.header().form().channels() : 1, run);
            }
        }
        Decoding decoding = Decoding.of(ffmpeg, sound, run);
        WaveformBuilder builder = new WaveformBuilder(split ? decoding.form().channels() : 1);
        decoding.read(run, builder::add);
        run.progress(1);
        return builder.build(decoding.form().sampleRate());
    }

    /**
     * As the other, and gives all spans of a given length on the way, which is slower.
     *
     * @param perSpan frames, at least 1
     * @param spans takes them in the calling thread
     */
    public Waveform outline(Path sound, boolean split, int perSpan, Spans spans, Run run) throws IOException {
        try (Samples samples = Samples.of(ffmpeg, sound, run)) {
            int channels = split ? samples.form().channels() : 1;
            WaveformBuilder builder = new WaveformBuilder(channels);
            Outline fine = new Outline(channels, perSpan, (c, low, high, energy, frames) -> spans.add(low, high));
            spans.begin(samples.form().sampleRate(), channels);
            samples.read(run, (block, from, to) -> {
                builder.add(block, from, to);
                fine.add(block, from, to);
            });
            fine.end();
            run.progress(1);
            return builder.build(samples.form().sampleRate());
        }
    }

    private static Waveform outline(PcmFile file, int channels, Run run) throws IOException {
        WavHeader header = file.header();
        long perSpan = Math.max(1, (header.frames() + SPANS - 1) / SPANS);
        int spansPerPiece = (int) Math.max(1, PIECE / perSpan);
        List<List<Waveform.Trace>> pieces = new Segments(file, spansPerPiece * perSpan, 0, run)
                .each((segment, done) -> piece(file, segment, channels, perSpan, done));
        List<Waveform.Trace> traces = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            int channel = c;
            traces.add(joined(pieces.stream().map(piece -> piece.get(channel)).toList()));
        }
        run.progress(1);
        return new Waveform(traces, header.form().sampleRate(), header.frames());
    }

    private static List<Waveform.Trace> piece(PcmFile file, Segments.Segment segment, int channels, long perSpan,
            Segments.Steps done) throws IOException {
        int spans = (int) ((segment.to() - segment.from() + perSpan - 1) / perSpan);
        List<Waveform.Trace> traces = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            traces.add(new Waveform.Trace(new float[spans], new float[spans], new float[spans]));
        }
        int[] at = new int[channels];
        Outline outline = new Outline(channels, perSpan, (c, low, high, energy, frames) -> {
            Waveform.Trace trace = traces.get(c);
            trace.low()[at[c]] = low;
            trace.high()[at[c]] = high;
            trace.rms()[at[c]++] = (float) Math.sqrt(energy / frames);
        });
        PcmFile.Reader reader = file.new Reader(segment.from(), segment.to());
        float[][] samples = reader.channels();
        for (int n; (n = reader.read(samples)) > 0;) {
            outline.add(samples, 0, n);
            done.done(n);
        }
        outline.end();
        return traces;
    }

    private static Waveform.Trace joined(List<Waveform.Trace> pieces) {
        int size = pieces.stream().mapToInt(Waveform.Trace::size).sum();
        Waveform.Trace all = new Waveform.Trace(new float[size], new float[size], new float[size]);
        int at = 0;
        for (Waveform.Trace piece : pieces) {
            System.arraycopy(piece.low(), 0, all.low(), at, piece.size());
            System.arraycopy(piece.high(), 0, all.high(), at, piece.size());
            System.arraycopy(piece.rms(), 0, all.rms(), at, piece.size());
            at += piece.size();
        }
        return all;
    }
}
