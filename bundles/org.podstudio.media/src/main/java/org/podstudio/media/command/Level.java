package org.podstudio.media.command;

/**
 * A bound that a player promises to keep up with.
 *
 * @param id {@code 4.1}
 * @param frame most pixels of a picture
 * @param second most pixels a second
 * @param kilobits most kilobits a second
 */
public record Level(String id, long frame, long second, int kilobits) {

    /** Whether pictures of that size and rate keep within it. Codecs count in blocks of 16 pixels. */
    public boolean takes(int width, int height, double fps) {
        long pixels = (long) blocks(width) * blocks(height) * 256;
        return pixels <= frame && pixels * fps <= second;
    }

    private static int blocks(int pixels) {
        return (pixels + 15) / 16;
    }
}
