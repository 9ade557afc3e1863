package org.podstudio.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;

/**
 * Holds a result against what was promised of it and against what it was made of: codec, size, streams, duration and how far
 * sound and pictures lie apart. {@link #whole} decodes it as well, which the engine does for every result.
 */
public final class Audit {

    private static final String ADVICE = "Run it again; if it stays so, report it with the job's log.";
    private static final double MOST_APART = 0.05;

    /**
     * What a film promises.
     *
     * @param codec of the pictures, ffmpeg's name; empty: any
     * @param width pixels as shown
     * @param height pixels as shown
     * @param sounds number of streams of sound
     */
    public record Promise(Optional<String> codec, int width, int height, int sounds) {}

    private final Ffmpeg ffmpeg;

    /** @param ffmpeg reads the results */
    public Audit(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /**
     * Looks at the header of a result that is as long as its source.
     *
     * @return what the result says of itself
     * @throws ProcessingException {@code verify.*}, naming what is wrong; {@code media.cut-short} when the source is to blame
     */
    public MediaInfo look(Path result, MediaInfo source, Promise promise, Run run) {
        MediaInfo made = ffmpeg.probe(result, run);
        VideoStream film = made.video().orElseThrow(() -> problem("verify.no-pictures", "has no pictures"));
        if (promise.codec().filter(c -> !c.equals(film.codec())).isPresent()) {
            throw problem("verify.wrong-codec", "is " + film.codec() + " instead of " + promise.codec().get());
        }
        if (film.width() != promise.width() || film.height() != promise.height()) {
            throw problem("verify.wrong-size", "has %d x %d pixels instead of %d x %d".formatted(film.width(), film
                    .height(), promise.width(), promise.height()));
        }
        if (made.audioStreams() != promise.sounds()) {
            throw problem("verify.wrong-streams", "has %d streams of sound instead of %d".formatted(made
                    .audioStreams(), promise.sounds()));
        }
        requireTogether(made, source);
        return made;
    }

    /**
     * Decodes a result to its end.
     *
     * @param seconds that it should last; 0: unknown
     * @throws ProcessingException {@code verify.unreadable}, {@code verify.wrong-duration}
     */
    public void whole(Path result, double seconds, Run run) {
        double lasted;
        try {
            lasted = ffmpeg.decode(result, run);
        } catch (ProcessingException e) {
            throw new ProcessingException(ErrorKind.TOOL, "verify.unreadable", "The result cannot be read back: " + e
                    .message(), ADVICE, e);
        }
        if (seconds > 0 && Math.abs(lasted - seconds) > Math.max(0.1, seconds / 100)) {
            throw problem("verify.wrong-duration", String.format(Locale.ROOT, "lasts %.2f s instead of %.2f s", lasted,
                    seconds));
        }
    }

    /** How much later sound begins than pictures, seconds; empty without both. */
    public static Optional<Double> offset(MediaInfo info) {
        return info.video().flatMap(v -> info.audio().map(a -> a.track().startSeconds() - v.track().startSeconds()));
    }

    private static void requireTogether(MediaInfo made, MediaInfo source) {
        for (double before : offset(source).stream().toList()) {
            for (double after : offset(made).map(List::of).orElse(List.of())) {
                if (Math.abs(after - before) > MOST_APART) {
                    throw problem("verify.apart", String.format(Locale.ROOT,
                            "begins its sound %.3f s after its pictures instead of %.3f s", after, before));
                }
            }
        }
    }

    private static ProcessingException problem(String code, String what) {
        return new ProcessingException(ErrorKind.TOOL, code, "The result " + what + ".", ADVICE);
    }
}
