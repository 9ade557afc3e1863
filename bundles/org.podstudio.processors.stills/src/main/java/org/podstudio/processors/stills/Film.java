package org.podstudio.processors.stills;

import java.nio.file.Path;

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

    /** @throws org.podstudio.api.ProcessingException {@code stills.no-film}, {@code media.encrypted} */
    static Film of(Ffmpeg ffmpeg, Path file, Run run) {
        MediaInfo info = ffmpeg.probe(file, run);
        VideoStream pictures = pictures(file, info);
        FrameTimes last = ffmpeg.frames(file, pictures, info.startSeconds() + Math.max(0, info.seconds() - 1),
                info.startSeconds() + info.seconds() + 1, run);
        double end = last.size() == 0 ? 0 : last.seconds()[last.size() - 1] - info.startSeconds() + 1 / pictures.rate();
        boolean less = end > 0 && end < info.seconds() * (1 - SLACK) - 1;
        if (less) {
            run.note("The film says that it lasts " + Math.round(info.seconds()) + " s, but its pictures end after "
                    + Math.round(end) + " s.");
        }
        return new Film(file, info, pictures, less || info.seconds() <= 0 ? end : info.seconds());
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
