package org.podstudio.media.command;

import java.util.List;
import java.util.Optional;

/**
 * How pictures are coded.
 *
 * @param id our name: {@code h265}
 * @param label people's name: {@code H.265}
 * @param ffmpeg the codec's name there: {@code hevc}
 * @param software encoders, best first
 * @param hardware encoders of devices, by how often they are met
 * @param coarsest largest quality factor; the smallest is 0
 * @param usual quality factor that looks good to most eyes
 * @param bits of a component that players can be expected to decode
 * @param profiles simplest first; none: not chosen
 * @param levels lowest first; none: not chosen
 */
public record VideoFormat(String id, String label, String ffmpeg, List<String> software, List<String> hardware,
        int coarsest, int usual, List<Integer> bits, List<String> profiles, List<Level> levels) {

    /** The level of that name. */
    public Optional<Level> level(String id) {
        return levels.stream().filter(l -> l.id().equals(id)).findFirst();
    }

    /** The lowest level that takes pictures of that size and rate. */
    public Optional<Level> lowestLevel(int width, int height, double fps) {
        return levels.stream().filter(l -> l.takes(width, height, fps)).findFirst();
    }
}
