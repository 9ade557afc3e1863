package org.podstudio.processors.stabilize;

import java.util.List;
import java.util.Locale;

import org.podstudio.processors.stabilize.Tracker.Move;

/**
 * How much film shakes: how far pictures are off the smooth way through their neighbours, as a root of the mean of
 * squares. Pans and slow drifts are no shake.
 *
 * @param pixels of the film at full size
 */
record Shake(double pixels) {

    /** Less than that nobody sees. */
    private static final double UNSEEN = 0.5;
    /** Two ways of steadying a film differ by a fifth on what both see well. */
    private static final double MUCH = 1.5;

    /** Pictures before and after: half a second of most film. */
    static final int RADIUS = 15;

    /** @param moves in pixels of the tracker @param scale from there to full size */
    static Shake of(List<Move> moves, int width, int height, double scale) {
        double radius = Math.hypot(width, height) / 4;
        double sum = Course.of(moves).stream().mapToDouble(c -> c.shake(radius)).sum();
        return new Shake(Math.sqrt(sum / Math.max(1, moves.size())) * scale);
    }

    /** Whether who left this cannot have seen what there was to see. @param other what another way leaves */
    boolean isPoorBeside(Shake other) {
        return pixels > MUCH * other.pixels + UNSEEN;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f px", pixels);
    }
}
