package org.podstudio.processors.videoupscale;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
import org.podstudio.media.VideoStream;
import org.podstudio.models.Card;

/**
 * The frames of one film on their way: out of the decoder's pipe, through the network, into the encoder's. Nothing but encoded pieces touches the disk.
 *
 * @param start of the file's time stamps, seconds
 */
record FilmWork(Ffmpeg ffmpeg, Sessions sessions, Path input, VideoStream film, FrameTimes frames, double start,
        Params params, Card card) {

    /** HDR to what every screen shows; the network knows nothing else. */
    private static final String TONES = "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,"
            + "zscale=t=bt709:m=bt709:r=tv,";
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
            return session.device();
        });
    }

    /** From a frame on, to the frame: half of the way from the one before. */
    private List<String> decoding(int from) {
        List<String> words = new ArrayList<>();
        if (from > 0) {
            double[] times = frames.seconds();
            words.addAll(List.of("-ss", Ffmpeg.seconds((times[from - 1] + times[from]) / 2 - start)));
        }
        words.addAll(List.of("-i", Ffmpeg.file(input), "-map", "0:" + film.index(), "-vf", filters(), "-fps_mode",
                "passthrough", "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"));
        return words;
    }

    private String filters() {
        String calm = params.denoise() > 0
                ? String.format(Locale.ROOT, "nlmeans=s=%.2f:p=3:r=7,", 1 + 3 * params.denoise())
                : "";
        return (film.geometry().interlaced() ? "yadif=deint=interlaced," : "") + (film.colour().hdr() ? TONES : "")
                + calm + "scale=%d:%d:flags=bicubic,setsar=1".formatted(film.width(), film.height());
    }

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
                    read(in, rgb, frame);
                    piece.add(Math.round((frames.seconds()[frame] - start) * 1e6),
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

    private void read(InputStream in, byte[] rgb, int frame) throws IOException {
        if (in.readNBytes(rgb, 0, rgb.length) < rgb.length) {
            throw broken("ends at picture " + frame + " of " + frames.size() + ": the rest cannot be decoded");
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
