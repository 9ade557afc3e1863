package org.podstudio.media.sound;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.command.Command;

/**
 * Writes sound with another gain, and limited where a ceiling is given, and measures it on the way. A WAV file is rewritten as it lies on the
 * disk, by several threads; everything else goes through ffmpeg. The same work gives the same bytes on every machine. For any thread.
 */
@Component(service = Leveller.class)
public final class Leveller {

    private static final int SEGMENT_STEPS = 300;
    /** A limiter that comes back by a third in 60 ms has by then forgotten what was before. */
    private static final int WARM_UP_STEPS = 20;
    private static final int BUFFER = 1 << 16;
    /** A guess listens to three seconds of each twenty-four, where there are at least eight such. */
    private static final int GUESS_STEPS = 30;
    private static final int GUESS_OF = 8;
    private static final int LONG_STEPS = 8 * GUESS_OF * GUESS_STEPS;
    /** Samples are not even put together for it. */
    private static final Target NOWHERE = (samples, frame) -> {};

    private final Ffmpeg ffmpeg;

    /** @param ffmpeg decodes and encodes */
    @Activate
    public Leveller(@Reference Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /**
     * Writes a WAV file levelled, with everything else in it as it was: rate, bits, channels, tags, markers.
     *
     * @param target replaced if it is there
     * @param run whose current stage this fills
     * @return empty, and nothing is written, for what is no whole WAV of a kind that is known
     * @throws IOException of the file system
     */
    public Optional<Levelled> rewrite(Path wav, Path target, Levelling levelling, Run run) throws IOException {
        Optional<PcmFile> pcm = PcmFile.open(wav);
        if (pcm.isEmpty()) {
            return Optional.empty();
        }
        try (PcmFile file = pcm.get();
                FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            return Optional.of(rewrite(file, out, levelling, run));
        }
    }

    /**
     * Measures what levelling would make of the first stream of sound.
     *
     * @param run whose current stage this fills
     * @throws ProcessingException as {@link Ffmpeg#run}
     * @throws IOException of the file system
     */
    public Levelled preview(Path sound, Levelling levelling, Run run) throws IOException {
        Optional<PcmFile> pcm = PcmFile.open(sound);
        if (pcm.isPresent()) {
            try (PcmFile file = pcm.get()) {
                return inPieces(file, NOWHERE, levelling, run);
            }
        }
        Decoding decoding = Decoding.of(ffmpeg, sound, run);
        return new Feeding(decoding, levelling, 0, run).preview();
    }

    /**
     * What a limiter takes from the loudness of a WAV file, as an eighth of it tells.
     *
     * @return LU, not below 0; 0 for what is short, or no whole WAV of a kind that is known
     * @throws IOException of the file system
     */
    public double guessLoss(Path wav, Levelling levelling, Run run) throws IOException {
        Optional<PcmFile> pcm = PcmFile.open(wav);
        if (pcm.isEmpty()) {
            return 0;
        }
        try (PcmFile file = pcm.get()) {
            return file.header().frames() < (long) LONG_STEPS * file.header().form().step()
                    ? 0
                    : guessLoss(file, levelling, run);
        }
    }

    private static double guessLoss(PcmFile file, Levelling levelling, Run run) throws IOException {
        SoundForm form = file.header().form();
        long length = (long) GUESS_STEPS * form.step();
        AtomicInteger loudest = new AtomicInteger(Float.floatToIntBits(Float.MAX_VALUE)); // peaks are of no interest
        List<Piece> before = new Segments(file, length, (long) LoudnessMeter.WARM_UP_STEPS * form.step(), run)
                .every(GUESS_OF).each((segment, done) -> LoudnessMeter.piece(file, segment, loudest, done));
        List<Piece> after = new Segments(file, length, (long) WARM_UP_STEPS * form.step(), run).every(GUESS_OF)
                .each((segment, done) -> part(file, segment, levelling, NOWHERE, loudest, done).piece());
        double louder = Piece.measurement(form, before).loudness().integratedLufs() + levelling.gainDb();
        double lost = louder - Piece.measurement(form, after).loudness().integratedLufs();
        return Double.isFinite(lost) ? Math.max(0, lost) : 0;
    }

    private static Levelled rewrite(PcmFile file, FileChannel out, Levelling levelling, Run run) throws IOException {
        WavHeader header = file.header();
        long end = header.dataAt() + header.frames() * header.frameBytes();
        copy(file.channel(), out, 0, header.dataAt());
        copy(file.channel(), out, end, file.channel().size());
        return inPieces(file, (samples, frame) -> {
            long position = header.dataAt() + frame * header.frameBytes();
            while (samples.hasRemaining()) {
                position += out.write(samples, position);
            }
        }, levelling, run);
    }

    /** Takes samples as they lie in the file. */
    @FunctionalInterface
    private interface Target {
        void put(ByteBuffer samples, long frame) throws IOException;
    }

    private static Levelled inPieces(PcmFile file, Target out, Levelling levelling, Run run) throws IOException {
        WavHeader header = file.header();
        int step = header.form().step();
        int warmUp = levelling.ceilingDb().isPresent() ? WARM_UP_STEPS : 0;
        AtomicInteger peak = new AtomicInteger();
        List<Part> parts = new Segments(file, (long) SEGMENT_STEPS * step, (long) warmUp * step, run)
                .each((segment, done) -> part(file, segment, levelling, out, peak, done));
        run.progress(1);
        float deepest = 1;
        long limited = 0;
        for (Part part : parts) {
            deepest = Math.min(deepest, part.deepest());
            limited += part.limited();
        }
        Optional<Measurement> measurement = levelling.ceilingDb().isPresent()
                ? Optional.of(Piece.measurement(header.form(), parts.stream().map(Part::piece).toList()))
                : Optional.empty();
        return Levelled.of(measurement, deepest, limited);
    }

    private static void copy(FileChannel from, FileChannel to, long at, long end) throws IOException {
        to.position(at);
        long position = at;
        for (long n = 1; position < end && n > 0; position += n) {
            n = from.transferTo(position, end - position, to);
        }
        if (position < end) {
            throw new EOFException("the file was cut off while it was read");
        }
    }

    /** One segment of the file. */
    private record Part(Piece piece, float deepest, long limited) {}

    private static Part part(PcmFile file, Segments.Segment segment, Levelling levelling, Target out,
            AtomicInteger peak, Segments.Steps done) throws IOException {
        WavHeader header = file.header();
        DoubleStream.Builder steps = DoubleStream.builder();
        Meter meter = new Meter(header.form(), steps, peak);
        Writing writing = new Writing(header, segment, meter, levelling.ceilingDb().isPresent(), out);
        Levels levels = new Levels(header.form(), levelling, writing);
        PcmFile.Reader reader = file.new Reader(segment.warmUp(), segment.to() + levels.limiter().latency()
                + TruePeak.REACH);
        float[][] channels = reader.channels();
        for (int n; (n = reader.read(channels)) > 0;) {
            levels.add(channels, 0, n);
            done.done(n);
        }
        levels.end();
        double share = (double) (segment.to() - segment.from()) / (segment.to() - segment.warmUp());
        return new Part(new Piece(steps.build().toArray(), meter), levels.limiter().deepest(), Math.round(levels
                .limiter().limited() * share));
    }

    /** Takes the samples of a segment with those before and after it, and writes its own. */
    private static final class Writing implements Decoding.Taker {

        private final WavHeader header;
        private final Segments.Segment segment;
        private final Meter meter;
        private final boolean measures;
        private final Target out;
        private final Dither dither;
        private final byte[] bytes = new byte[BUFFER];
        private long at;

        Writing(WavHeader header, Segments.Segment segment, Meter meter, boolean measures, Target out) {
            this.header = header;
            this.segment = segment;
            this.meter = meter;
            this.measures = measures;
            this.out = out;
            this.dither = new Dither(segment.number());
            this.at = segment.warmUp();
        }

        @Override
        public void take(float[][] channels, int from, int to) throws IOException {
            int begin = from + Math.clamp(segment.from() - at, 0, to - from);
            int end = from + Math.clamp(segment.to() - at, 0, to - from);
            if (measures) {
                measure(channels, from, begin, end, to);
            }
            write(channels, begin, end, at + begin - from);
            at += to - from;
        }

        private void measure(float[][] channels, int from, int begin, int end, int to) {
            if (begin > from) {
                meter.warmUp(channels, from, begin);
            }
            meter.add(channels, begin, end);
            int after = Math.clamp(segment.to() + TruePeak.REACH - at, 0, to - from);
            meter.after(channels, end, from + Math.max(end - from, after));
        }

        private void write(float[][] channels, int from, int to, long frame) throws IOException {
            int most = BUFFER / header.frameBytes();
            for (int i = from; i < to && out != NOWHERE; i += most) {
                int n = Math.min(most, to - i);
                int length = header.format().encode(channels, i, n, bytes, dither);
                out.put(ByteBuffer.wrap(bytes, 0, length), frame + i - from);
            }
        }
    }

    /**
     * Lets ffmpeg encode levelled sound.
     *
     * @param sound whose first stream of sound is decoded
     * @param encoding whose first input are the samples of a pipe, and which writes a file
     * @param bits that samples are rounded to, after noise; 0: not at all
     * @param run whose current stage this fills
     * @throws ProcessingException as {@link Ffmpeg#run}
     */
    public Levelled encode(Path sound, Levelling levelling, Command encoding, int bits, Run run) {
        Feeding feeding = new Feeding(Decoding.of(ffmpeg, sound, run), levelling, bits, run);
        ffmpeg.filter(encoding, feeding::write, run, InputStream::readAllBytes);
        return feeding.end();
    }

    /** Decodes, levels and measures on the way from one child to the other. */
    private static final class Feeding {

        private final Decoding decoding;
        private final Gating gating;
        private final Meter meter;
        private final Run run;
        private final Levels levels;
        private final byte[] bytes = new byte[BUFFER];
        private final Dither dither = new Dither(1);
        private final int steps;
        private OutputStream out = OutputStream.nullOutputStream();

        Feeding(Decoding decoding, Levelling levelling, int bits, Run run) {
            this.decoding = decoding;
            this.steps = bits == 0 ? 0 : 1 << bits - 1;
            this.gating = new Gating(decoding.form().step());
            this.meter = new Meter(decoding.form(), gating::add);
            this.run = run;
            this.levels = new Levels(decoding.form(), levelling, this::take);
        }

        Levelled preview() throws IOException {
            decoding.read(run, levels::add);
            levels.end();
            return end();
        }

        Levelled end() {
            run.progress(1);
            Measurement measurement = gating.end(meter.leftEnergy(), meter.leftFrames(), meter.peak());
            return Levelled.of(Optional.of(measurement), levels.limiter().deepest(), levels.limiter().limited());
        }

        void write(OutputStream pipe) throws IOException {
            out = pipe;
            try {
                decoding.read(run, levels::add);
            } catch (ProcessingException e) {
                throw e.getCause() instanceof IOException why ? why : new IOException(e); // the encoder may have failed
            } catch (CanceledException e) {
                throw new IOException(e);
            }
            levels.end();
            out.flush();
        }

        private void take(float[][] channels, int from, int to) throws IOException {
            meter.add(channels, from, to);
            int most = BUFFER / (SampleFormat.F32.bytes() * channels.length);
            for (int i = from; i < to; i += most) {
                int n = Math.min(most, to - i);
                round(channels, i, i + n);
                out.write(bytes, 0, SampleFormat.F32.encode(channels, i, n, bytes, dither));
            }
        }

        /** ffmpeg would make noise of silence as well. */
        private void round(float[][] channels, int from, int to) {
            for (int c = 0; c < channels.length && steps > 0; c++) {
                int[] wholes = dither.wholes(channels[c], from, to - from, steps);
                for (int i = from; i < to; i++) {
                    channels[c][i] = (float) wholes[i - from] / steps;
                }
            }
        }
    }
}
