package org.podstudio.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.Run;

/**
 * Reads film to its end. What is decoded in a moment is decoded as a whole. Of a longer film every packet is read, which finds what is
 * cut off, missing or torn, and stretches all over it are decoded; whatever is odd about that has all of it decoded, and what comes of this counts.
 */
final class ReadBack {

    /** Pixels that are decoded in a moment: two hundred frames of 1080p. */
    static final long A_MOMENT = 200L * 1920 * 1080;
    private static final int STRETCHES = 12;
    /** Fewer key frames lie too far apart for stretches from them to tell of the whole. */
    private static final int FEW = 3;
    /** Of the film that is decoded in stretches. */
    private static final double SHARE = 1 / 30.0;
    /** Seconds of all stretches. */
    private static final double MOST = 6;

    private final Ffmpeg ffmpeg;
    private final long moment;

    ReadBack(Ffmpeg ffmpeg, long moment) {
        this.ffmpeg = ffmpeg;
        this.moment = moment;
    }

    /** What packets tell. @param frames every frame's time @param end time of the last packet of any stream, seconds @param quiet whether nothing was odd about them */
    record Packets(FrameTimes frames, double end, boolean quiet) {}

    /**
     * @param film what is to be seen of the file
     * @throws org.podstudio.api.ProcessingException as {@link Ffmpeg#decode(Path, Run)}
     */
    Packets read(Path file, MediaInfo info, VideoStream film, Run run) {
        Packets packets = ffmpeg.packets(file, film, run);
        long pixels = (long) film.width() * film.height() * packets.frames.size();
        boolean enough = pixels > moment && packets.quiet && packets.frames.keys().cardinality() >= FEW
                && ffmpeg.decodes(file, stretches(packets.frames), run);
        if (!enough) {
            ffmpeg.decode(file, info, run);
        }
        return packets;
    }

    /** Beginning at key frames all over the film, the first and the last among them, as ffprobe has intervals. */
    private static List<String> stretches(FrameTimes frames) {
        double[] keys = frames.keySeconds();
        int count = Math.min(STRETCHES, keys.length);
        double[] shown = frames.seconds();
        double each = Math.min(MOST, SHARE * (shown[shown.length - 1] - shown[0])) / count;
        List<String> stretches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double from = keys[i * (keys.length - 1) / (count - 1)];
            stretches.add(Ffmpeg.seconds(from) + "%" + Ffmpeg.seconds(from + each));
        }
        return stretches;
    }
}
