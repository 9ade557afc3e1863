package org.podstudio.processors.stabilize;

import java.nio.file.Path;

import org.podstudio.api.ProcessingException;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.VideoStream;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.StreamRef;

/**
 * What is to be steadied, as it is shown: upright and with square pixels.
 *
 * @param file of the film
 * @param info what its head says
 * @param pictures its stream of moving pictures
 */
record Film(Path file, MediaInfo info, VideoStream pictures) {

    /** Pixels; in less there is nothing to follow. */
    private static final int SMALLEST = 48;

    /** @throws ProcessingException {@code stabilize.no-film}, {@code media.encrypted}, {@code stabilize.too-small} */
    static Film of(Path file, MediaInfo info) {
        VideoStream pictures = info.openFilm(file, "stabilize.no-film", "Choose a film.");
        if (Math.min(pictures.width(), pictures.height()) < SMALLEST) {
            throw ProcessingException.input("stabilize.too-small", file.getFileName() + " has pictures of "
                    + pictures.width() + " x " + pictures.height() + " pixels, in which no motion can be seen.",
                    "Choose a film of at least " + SMALLEST + " pixels each way.");
        }
        return new Film(file, info, pictures);
    }

    /** Even: an odd last column is cut off. */
    int width() {
        return pictures.width() / 2 * 2;
    }

    /** Even. */
    int height() {
        return pictures.height() / 2 * 2;
    }

    /** When the source begins, in its own time, seconds. */
    double start() {
        return info.startSeconds();
    }

    /** More than eight bits a sample. */
    boolean deep() {
        return pictures.colour().bits() > 8;
    }

    /** About how many pictures there are; at least 1. */
    double estimatedPictures() {
        return Math.max(1, info.seconds() * pictures.rate());
    }

    /** The filters that bring pictures to the size as shown, even, in a format. */
    Chain upright(String format) {
        return Chain.of(Filter.scale(pictures.width(), pictures.height(), "bicubic"), Filter.of("setsar").with("sar",
                1), Filter.crop(0, 0, width(), height()), Filter.format(format));
    }

    StreamRef stream() {
        return StreamRef.of(0, pictures.index());
    }
}
