package org.podstudio.processors.videotrim;

import java.util.Arrays;
import java.util.Optional;

import org.podstudio.media.FrameTimes;

/**
 * What of a stretch can be copied.
 *
 * @param first time of the first key frame in it
 * @param last time of the last key frame in it, or its end when nothing follows
 */
record Seam(double first, double last) {

    /** @return empty when there are not two key frames with something between them */
    static Optional<Seam> of(FrameTimes frames, Film film, Stretch stretch) {
        double near = film.frame() / 2;
        double[] keys = Arrays.stream(frames.keySeconds()).map(film::seconds)
                .filter(k -> k >= stretch.from() - near && k <= stretch.to() + near).toArray();
        return keys.length < 2 ? Optional.empty() : Optional.of(new Seam(keys[0], keys[keys.length - 1]));
    }
}
