package org.podstudio.processors.abr.ladder;

/**
 * One size that a film is streamed at.
 *
 * @param name {@code 720p}; of folders and in lists
 * @param width pixels, even
 * @param height pixels, even
 * @param rate frames a second
 * @param kbps what its pictures may take on average, kbit/s
 * @param soundKbps what its sound takes
 */
public record Rung(String name, int width, int height, Rate rate, int kbps, int soundKbps) {

    /** How far a scene may go beyond the average. */
    private static final double PEAK = 1.5;

    /** Most for a moment, kbit/s. */
    public int mostKbps() {
        return (int) Math.round(kbps * PEAK);
    }

    /** What a player is taken to hold in hand, kbit. */
    public int bufferKbits() {
        return 2 * kbps;
    }

    /** Pixels of a frame. */
    public long pixels() {
        return (long) width * height;
    }
}
