package org.podstudio.processors.stills;

import java.nio.file.Path;
import java.util.Locale;

import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.FrameTimes;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.VideoStream;

/**
 * What pictures are taken from.
 *
 * @param file of the film
 * @param info what its head says
 * @param pictures its stream of moving pictures
 * @param seconds how long pictures go on in truth, whatever the head says
 */
record Film(Path file, MediaInfo info, VideoStream pictures, double seconds) {

    /** Share of the length that a head may be wrong by without a word. */
    private static final double SLACK = 0.05;
    /** Seconds that sound may go on for after pictures that say themselves that they end before it. */
    private static final double FADING = 1;

    /** @throws org.podstudio.api.ProcessingException {@code stills.no-film}, {@code media.encrypted} */
    static Film of(Ffmpeg ffmpeg, Path file, Run run) {
        MediaInfo info = ffmpeg.probe(file, run);
        VideoStream pictures = pictures(file, info);
        FrameTimes there = there(ffmpeg, file, info, pictures, run);
        double last = there.size() == 0 ? info.seconds() : there.seconds()[there.size() - 1] - info.startSeconds();
        double end = Math.max(last + 1 / pictures.rate(), there.end() - info.startSeconds());
        boolean less = end < info.seconds() - slack(info, pictures);
        if (less) {
            run.note(String.format(Locale.ROOT, "%s says that it lasts %.1f s, but its last picture comes at %.1f s:"
                    + " a part of it may be missing.", file.getFileName(), info.seconds(), last));
        }
        return new Film(file, info, pictures, less || info.seconds() <= 0 ? end : info.seconds());
    }

    private static double slack(MediaInfo info, VideoStream pictures) {
        double share = SLACK * info.seconds();
        double said = pictures.track().seconds();
        return said > 0 && said < info.seconds() - share ? Math.max(FADING, share) : share;
    }

    /** The last pictures, or all. */
    private static FrameTimes there(Ffmpeg ffmpeg, Path file, MediaInfo info, VideoStream pictures, Run run) {
        double start = info.startSeconds();
        FrameTimes end = ffmpeg.frames(file, pictures, start + Math.max(0, info.seconds() - 1), start + info.seconds()
                + 1, run);
        return end.size() > 0 ? end : ffmpeg.frames(file, pictures, run); // an index may point to what is cut off
    }

    static VideoStream pictures(Path file, MediaInfo info) {
        return info.openPictures(file, "stills.no-film", "Choose a film.");
    }

    /** A picture's size within a longest edge, never larger than the film's; at least a pixel. */
    int width(int edge) {
        return Math.max(1, (int) Math.round(pictures.width() * shrink(edge)));
    }

    int height(int edge) {
        return Math.max(1, (int) Math.round(pictures.height() * shrink(edge)));
    }

    private double shrink(int edge) {
        return Math.min(1, (double) edge / Math.max(pictures.width(), pictures.height()));
    }
}
