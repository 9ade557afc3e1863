package org.podstudio.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.Run;

/**
 * Reads what was made to its end. What is decoded in a moment is decoded as a whole. Of a longer film every packet is read, which finds what is
 * cut off, missing or torn, and stretches all over it are decoded; whatever is odd about that has all of it decoded, and what comes of this counts.
 */
final class ReadBack {

    /** Pixels that are decoded in a moment: two hundred frames of 1080p. */
    static final long A_MOMENT = 200L * 1920 * 1080;
    private static final int STRETCHES = 12;
    /** Of the film that is decoded in stretches. */
    private static final double SHARE = 1 / 30.0;
    /** Seconds of a stretch. */
    private static final double LONGEST = 0.5;

    private final Ffmpeg ffmpeg;
    private final long moment;

    ReadBack(Ffmpeg ffmpeg, long moment) {
        this.ffmpeg = ffmpeg;
        this.moment = moment;
    }

    /** Every frame's time, from packets. @param quiet whether nothing was odd about them */
    record Packets(FrameTimes frames, boolean quiet) {}

    /**
     * @return when the frames of a film are shown; empty for sound
     * @throws org.podstudio.api.ProcessingException as {@link Ffmpeg#decode(Path, Run)}
     */
    Optional<FrameTimes> read(Path file, MediaInfo info, Run run) {
        Optional<VideoStream> film = info.video();
        if (film.isEmpty()) {
            ffmpeg.decode(file, info, run);
            return Optional.empty();
        }
        Packets packets = ffmpeg.packets(file, film.get(), run);
        long pixels = (long) film.get().width() * film.get().height() * packets.frames.size();
        boolean enough = pixels > moment && packets.quiet
                && ffmpeg.decodes(file, stretches(packets.frames, info.seconds()), run);
        if (!enough) {
            ffmpeg.decode(file, info, run);
        }
        return Optional.of(packets.frames);
    }

    /** Beginning at key frames all over the film, the first and the last among them, as ffprobe has intervals. */
    private static List<String> stretches(FrameTimes frames, double seconds) {
        double[] keys = frames.keySeconds();
        double each = Math.min(LONGEST, seconds * SHARE / STRETCHES);
        List<String> stretches = new ArrayList<>();
        int count = Math.min(STRETCHES, keys.length);
        for (int i = 0; i < count; i++) {
            double from = keys[count == 1 ? 0 : i * (keys.length - 1) / (count - 1)];
            stretches.add(Ffmpeg.seconds(from) + "%" + Ffmpeg.seconds(from + each));
        }
        return stretches;
    }
}
