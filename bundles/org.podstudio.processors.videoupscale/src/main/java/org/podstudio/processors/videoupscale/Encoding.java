package org.podstudio.processors.videoupscale;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.RawFilm;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Dialect;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;

/**
 * One piece on its way through the encoder, which works beside the network: a few frames wait between them. To be closed by who opened it; without
 * {@link #finish} what it wrote does not count. For one thread.
 */
final class Encoding implements AutoCloseable {

    private static final int WAITING = 2;
    private static final long LOOK_MILLIS = 200;
    /** Red, green and blue, a byte each. */
    private static final String RGB24 = "RGB\30";

    private final BlockingQueue<Optional<Frame>> frames = new ArrayBlockingQueue<>(WAITING);
    private final CompletableFuture<Void> encoder;

    private record Frame(long nanoseconds, byte[] rgb) {}

    /** Starts it. Sizes of the result in pixels. */
    Encoding(Ffmpeg ffmpeg, OptionalInt crf, int width, int height, Path piece, Run run) {
        Command command = command(ffmpeg.encoders(), crf, piece);
        encoder = CompletableFuture.runAsync(
                () -> ffmpeg.filter(command, out -> feed(out, width, height), run, in -> in.readAllBytes()),
                task -> Thread.ofVirtual().start(task));
    }

    /** Hands over a frame; waits while the encoder is behind. */
    void add(long nanoseconds, byte[] rgb) {
        put(Optional.of(new Frame(nanoseconds, rgb)));
    }

    /** No frame comes any more; returns when the piece is written. */
    void finish() {
        put(Optional.empty());
        join();
    }

    /** Returns when nobody writes the piece any more: the next attempt begins it anew. */
    @Override
    public void close() {
        if (!encoder.isDone()) {
            frames.clear();
            put(Optional.empty()); // the feeder ends, and with it the encoder
            encoder.handle((done, failed) -> done).join();
        }
    }

    private void put(Optional<Frame> frame) {
        try {
            while (!frames.offer(frame, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (encoder.isDone()) {
                    join();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanceledException();
        }
    }

    private void join() {
        try {
            encoder.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : e;
        }
    }

    /** Ends when the last frame is gone, or when the encoder wants no more. */
    private void feed(OutputStream out, int width, int height) throws IOException {
        RawFilm film = new RawFilm(out, RGB24, width, height);
        try {
            for (Optional<Frame> frame = frames.take(); frame.isPresent(); frame = frames.take()) {
                film.write(frame.get().rgb(), frame.get().nanoseconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Times as they are told; no frame refers to a later one, so that pieces can be joined. */
    private static Command command(Set<String> encoders, OptionalInt crf, Path piece) {
        Chain filters = Filter.of("scale").with("out_color_matrix", "bt709").with("out_range", "tv")
                .then(Filter.format("yuv420p"));
        return Command.of(Input.piped("matroska").keepingTimes(),
                Output.file(piece, "mpegts").with(Lane.of(StreamRef.film(0), coding(encoders, crf)).through(filters))
                        .option("muxdelay", 0).option("muxpreload", 0).reproducible());
    }

    private static Coding coding(Set<String> encoders, OptionalInt crf) {
        String encoder = Stream.of("libx264", "libopenh264").filter(encoders::contains).findFirst()
                .orElseThrow(() -> new ProcessingException(ErrorKind.CONFIGURATION, "video-upscale.no-encoder",
                        "The installed ffmpeg has no encoder for H.264.", "Use the ffmpeg that comes with PODSTUDIO."));
        Coding coding = timed(Dialect.fine(encoder, crf));
        return Dialect.of(encoder) == Dialect.X264 ? coding.with("bf", 0) : coding;
    }

    private static Coding timed(Coding coding) {
        return coding.with("fps_mode", "passthrough").with("enc_time_base", "1:90000").with("g", 250)
                .with("colorspace", "bt709").with("color_primaries", "bt709").with("color_trc", "bt709")
                .with("color_range", "tv");
    }
}
