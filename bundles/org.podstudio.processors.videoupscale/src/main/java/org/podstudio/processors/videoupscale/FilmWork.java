package org.podstudio.processors.videoupscale;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.inference.Enlarger;
import org.podstudio.inference.Session;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.TileMemory;
import org.podstudio.inference.Tiling;
import org.podstudio.inference.Tuning;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.FrameTimes;
import org.podstudio.media.Tones;
import org.podstudio.media.VideoStream;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;
import org.podstudio.models.Card;

/**
 * The frames of one film on their way: out of the decoder's pipe, through the network, into the encoder's. Nothing but encoded pieces touches the disk.
 *
 * @param start of the file's time stamps, seconds
 */
record FilmWork(Ffmpeg ffmpeg, Sessions sessions, Path input, VideoStream film, FrameTimes frames, double start,
        Params params, Card card) {

    /** Frames after which the time that is left is told anew. */
    private static final int TELLING = 100;

    int width() {
        return film.width() * params.scale();
    }

    int height() {
        return film.height() * params.scale();
    }

    /** Does what is not done yet. @return name of the device that did it */
    String perform(Path model, Checkpoint checkpoint, Run run) {
        return sessions.with(model, Tuning.upscaling(params.device()), run, session -> {
            if (checkpoint.frames() < frames.size()) {
                ffmpeg.pipe(decoding(checkpoint.frames()), run, in -> enlarge(in, session, checkpoint, run));
            }
            requireAll(checkpoint.frames());
            return session.device();
        });
    }

    /** From a frame on, to the frame: half of the way from the one before. */
    private Command decoding(int from) {
        double[] times = frames.seconds();
        Input whole = Input.file(input);
        Input rest = from > 0 ? whole.from((times[from - 1] + times[from]) / 2 - start) : whole;
        return Command.of(rest, Output.pipe("rawvideo")
                .with(Lane.of(StreamRef.of(0, film.index()), Coding.RAW).through(filters())));
    }

    /** The network knows no half pictures, and no brightness beyond that of ordinary screens. */
    private Chain filters() {
        Chain whole = film.geometry().interlaced()
                ? Chain.of(Filter.of("yadif").with("deint", "interlaced"))
                : Chain.of();
        Chain calm = params.denoise() > 0
                ? Chain.of(Filter.of("nlmeans").with("s", 1 + 3 * params.denoise()).with("p", 3).with("r", 7))
                : Chain.of();
        return whole.then(Tones.toSdr(film.colour())).then(calm)
                .then(Filter.scale(film.width(), film.height(), "bicubic").then(Filter.of("setsar").with("sar", 1),
                        Filter.format("rgb24")));
    }

    /** Ends with the pictures, also where they end too early: only how the decoder ended tells whose fault that is. */
    private void enlarge(InputStream in, Session session, Checkpoint checkpoint, Run run) throws IOException {
        Enlarger enlarger = new Enlarger(session, card, params.scale());
        Tiling[] tiling = {TileMemory.tiling(card, params.tile(), film.width(), film.height())};
        byte[] rgb = new byte[Math.multiplyExact(3, film.width() * film.height())];
        long began = System.nanoTime();
        int first = checkpoint.frames();
        List<Integer> starts = new ArrayList<>(Pieces.starts(frames).stream().filter(s -> s > first).toList());
        starts.add(frames.size());
        for (int end : starts) {
            int from = checkpoint.frames();
            try (Encoding piece = new Encoding(ffmpeg, params.crf(), width(), height(), checkpoint.piece(), run)) {
                for (int frame = from; frame < end; frame++) {
                    if (in.readNBytes(rgb, 0, rgb.length) < rgb.length) {
                        return;
                    }
                    piece.add(Math.round((frames.seconds()[frame] - start) * 1e9),
                            enlarged(enlarger, pixels(rgb), tiling, run));
                    run.progress((frame + 1.0) / frames.size());
                    tell(frame + 1 - first, frames.size() - frame - 1, began, run);
                }
                piece.finish();
            }
            checkpoint.add(end - from);
        }
        if (in.read() >= 0) {
            throw broken("has more pictures than its index tells");
        }
    }

    /** Of a decoder that came to a good end. */
    private void requireAll(int done) {
        if (done < frames.size()) {
            throw broken("has " + frames.size() + " pictures, of which not all that follow the first " + done
                    + " can be decoded");
        }
    }

    /** Once smaller tiles were needed, the frames that follow have them, too. */
    private byte[] enlarged(Enlarger enlarger, int[] pixels, Tiling[] tiling, Run run) {
        int[] large = Enlarger.fitting(card, tiling[0], run, tiles -> {
            tiling[0] = tiles;
            return enlarger.enlarge(pixels, film.width(), film.height(), tiles, new FrameRun(run));
        });
        return bytes(large);
    }

    private void tell(int done, int left, long began, Run run) {
        if (done == TELLING && left > TELLING) {
            Duration each = Duration.ofNanos((System.nanoTime() - began) / done);
            run.note("As it goes, " + Estimate.words(each.multipliedBy(left)) + " are left.");
        }
    }

    private ProcessingException broken(String what) {
        return ProcessingException.input("media.broken", input.getFileName() + " " + what + ".",
                "Try to play it; export or download it again.");
    }

    private static int[] pixels(byte[] rgb) {
        int[] pixels = new int[rgb.length / 3];
        for (int i = 0, at = 0; i < pixels.length; i++, at += 3) {
            pixels[i] = (rgb[at] & 255) << 16 | (rgb[at + 1] & 255) << 8 | rgb[at + 2] & 255;
        }
        return pixels;
    }

    private static byte[] bytes(int[] pixels) {
        byte[] rgb = new byte[Math.multiplyExact(3, pixels.length)];
        for (int i = 0, at = 0; i < pixels.length; i++, at += 3) {
            rgb[at] = (byte) (pixels[i] >> 16);
            rgb[at + 1] = (byte) (pixels[i] >> 8);
            rgb[at + 2] = (byte) pixels[i];
        }
        return rgb;
    }
}
