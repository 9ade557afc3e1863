package org.podstudio.media;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import org.podstudio.api.Expected;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.ReadBack.Packets;

/**
 * Holds sound and film against what was promised of them and against what they were made of. The engine has {@link #whole} done with every result;
 * who makes film can tell more of it, which {@link #look} looks for.
 */
public final class Audit {

    private static final double MOST_APART = 0.05;
    /** Seconds that a frame may be shown for without anybody asking why. */
    private static final double STILL = 1;
    private static final double UNUSUAL = 5;
    /** By how much a picture that stands still may do so longer than in the source: even rates and key frames move its ends. */
    private static final double LONGER = 1.25;

    /**
     * What a film promises beside what every output does.
     *
     * @param codec of the pictures, ffmpeg's name
     * @param sounds number of streams of sound
     */
    public record Promise(String codec, int sounds) {}

    private final Ffmpeg ffmpeg;
    private final ReadBack reading;

    /** @param ffmpeg reads the results */
    public Audit(Ffmpeg ffmpeg) {
        this(ffmpeg, ReadBack.A_MOMENT);
    }

    /** @param moment pixels of a film that is decoded as a whole */
    Audit(Ffmpeg ffmpeg, long moment) {
        this.ffmpeg = ffmpeg;
        this.reading = new ReadBack(ffmpeg, moment);
    }

    /**
     * Looks at the header of a result that is as long as its source.
     *
     * @return what the result says of itself
     * @throws ProcessingException {@code verify.*}, naming what is wrong
     */
    public MediaInfo look(Path result, MediaInfo source, Promise promise, Run run) {
        MediaInfo made = ffmpeg.probe(result, run);
        VideoStream film = made.video().orElseThrow(() -> Expected.unmet("verify.no-pictures", result,
                "has no pictures"));
        if (!film.codec().equals(promise.codec())) {
            throw Expected.unmet("verify.wrong-codec", result, "is " + film.codec() + " instead of " + promise.codec());
        }
        if (made.audioStreams() != promise.sounds()) {
            throw Expected.unmet("verify.wrong-streams", result, "has %d streams of sound instead of %d".formatted(made
                    .audioStreams(), promise.sounds()));
        }
        requireTogether(result, made, source);
        return made;
    }

    /**
     * Reads a result to its end, decodes it as far as {@code docs/adr/0014-media-toolkit.md} says, and compares.
     *
     * @param source what it was made of; asked only when something is wrong
     * @throws ProcessingException {@code verify.unreadable}, {@code verify.wrong-size}, {@code verify.wrong-duration},
     *        {@code verify.missing-pictures}; {@code media.broken} or {@code media.cut-short} when the source is to blame
     */
    public void whole(Path result, Expected expected, Path source, Run run) {
        MediaInfo made;
        Optional<Packets> film;
        try {
            made = ffmpeg.probe(result, run);
            film = read(result, made, run);
        } catch (ProcessingException e) {
            Wholeness.require(ffmpeg, source, run);
            throw Expected.unreadable(e);
        }
        expected.requireSize(result, size(made, VideoStream::width), size(made, VideoStream::height));
        expected.seconds().ifPresent(seconds -> requireDuration(result, made, seconds, source, run));
        film.ifPresent(packets -> requirePictures(result, made, packets, source, run));
    }

    /** @return the packets of a film; empty for sound, which is decoded as a whole */
    private Optional<Packets> read(Path result, MediaInfo made, Run run) {
        Optional<Packets> film = made.video().map(pictures -> reading.read(result, made, pictures, run));
        if (film.isEmpty() && !made.guessed()) {
            Shortfall.refuse(result, ffmpeg.decode(result, made, run), made.seconds());
        }
        return film;
    }

    /** How much later sound begins than pictures, seconds; empty without both. */
    public static Optional<Double> offset(MediaInfo info) {
        return info.video().flatMap(v -> info.audio().map(a -> a.track().startSeconds() - v.track().startSeconds()));
    }

    private static OptionalInt size(MediaInfo info, java.util.function.ToIntFunction<VideoStream> edge) {
        return info.video().stream().mapToInt(edge).findFirst();
    }

    /**
     * A source that tells nothing, or nothing true, of how long it lasts promises no more than what there is of it: film that was written to a pipe,
     * sound whose length is guessed.
     */
    private void requireDuration(Path result, MediaInfo made, double wanted, Path source, Run run) {
        double seconds = made.seconds();
        if (wanted <= 0 || !Shortfall.differ(seconds, wanted)) {
            return;
        }
        double said = ffmpeg.probe(source, run).seconds();
        double there = said > 0 ? there(source, made.video().isPresent(), run) : said;
        double least = wanted - Math.max(0, said - there); // a piece of the middle may lack all that the source lacks
        if (!Shortfall.differ(there, said) || Shortfall.of(seconds, least)) {
            throw Expected.unmet("verify.wrong-duration", result, String.format(Locale.ROOT,
                    "lasts %.2f s instead of %.2f s", seconds, least));
        }
    }

    /** How long a source lasts that is whole, or its sound, for what is made of that alone: pictures may go on after it. */
    private double there(Path source, boolean seen, Run run) {
        double all = Wholeness.require(ffmpeg, source, run.part(seen ? 1 : 0.5));
        return seen ? all : ffmpeg.decodeSound(source, run);
    }

    /** Nothing stands still, begins late or ends early that goes on in the source. */
    private void requirePictures(Path result, MediaInfo made, Packets packets, Path source, Run run) {
        double still = still(made, packets);
        if (still <= Math.max(STILL, UNUSUAL * packets.frames().usual())) {
            return;
        }
        MediaInfo before = ffmpeg.probe(source, run);
        double usual = before.video().map(film -> still(before, ffmpeg.packets(source, film, run))).orElse(still);
        if (LONGER * usual + UNUSUAL * packets.frames().usual() < still) {
            throw Expected.unmet("verify.missing-pictures", result, String.format(Locale.ROOT,
                    "shows no new picture for %.2f s, where the source goes on", still));
        }
    }

    /** What does not tell how long it lasts ends with its last packet. */
    private static double still(MediaInfo info, Packets packets) {
        double end = info.seconds() > 0 ? info.startSeconds() + info.seconds() : packets.end();
        return packets.frames().longestStill(info.startSeconds(), end);
    }

    private static void requireTogether(Path result, MediaInfo made, MediaInfo source) {
        for (double before : offset(source).stream().toList()) {
            for (double after : offset(made).stream().toList()) {
                if (Math.abs(after - before) > MOST_APART) {
                    throw Expected.unmet("verify.apart", result, String.format(Locale.ROOT,
                            "begins its sound %.3f s after its pictures instead of %.3f s", after, before));
                }
            }
        }
    }
}
