package org.podstudio.processors.stabilize;

import java.util.ArrayList;
import java.util.List;

/**
 * How far pictures must be enlarged so that moving them shows no border, and how far they may be moved.
 *
 * @param width of the film
 * @param height of the film
 */
record Framing(int width, int height) {

    /** Logarithm of the largest enlargement: half as large again. More costs sharpness that no steadiness is worth. */
    private static final double MOST = Math.log(1.5);
    /** Pixels at the border that a filter would mix with what is outside. */
    private static final double EDGE = 1;
    private static final int HALVINGS = 20;

    /** Smallest enlargement at which the moved picture fills the frame, as a logarithm; infinite when none does. */
    double needed(Motion move) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            double qx = (corner % 2 == 0 ? -1 : 1) * width / 2.0;
            double qy = (corner < 2 ? -1 : 1) * height / 2.0;
            smallest = Math.min(smallest, shrunk(move, qx, qy));
        }
        return smallest > 0 ? Math.max(0, -Math.log(smallest)) : Double.POSITIVE_INFINITY;
    }

    /** How much of the way from the middle to a corner of the result the source has. */
    private double shrunk(Motion move, double qx, double qy) {
        double cos = Math.cos(move.angle()) / Math.exp(move.zoom());
        double sin = Math.sin(move.angle()) / Math.exp(move.zoom());
        double ax = cos * qx + sin * qy;
        double ay = cos * qy - sin * qx;
        double bx = cos * move.x() + sin * move.y();
        double by = cos * move.y() - sin * move.x();
        return Math.min(along(ax, bx, width / 2.0 - EDGE), along(ay, by, height / 2.0 - EDGE));
    }

    private static double along(double to, double from, double limit) {
        return (limit + Math.signum(to) * from) / Math.abs(to);
    }

    /** A move that would need more than {@link #MOST} is made a smaller one, in the same direction. */
    Motion bounded(Motion move) {
        if (needed(move) <= MOST) {
            return move;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            boolean fits = needed(move.times(middle)) <= MOST;
            low = fits ? middle : low;
            high = fits ? high : middle;
        }
        return move.times(low);
    }

    /**
     * Adds to each move of a scene the enlargement it needs.
     *
     * @param moves bounded
     * @param speed most by which the logarithm of the enlargement may change from picture to picture; 0: not at all
     */
    List<Motion> filled(List<Motion> moves, double speed) {
        double[] zooms = moves.stream().mapToDouble(this::needed).toArray();
        for (int i = 1; i < zooms.length; i++) {
            zooms[i] = Math.max(zooms[i], zooms[i - 1] - speed);
        }
        for (int i = zooms.length - 2; i >= 0; i--) {
            zooms[i] = Math.max(zooms[i], zooms[i + 1] - speed);
        }
        List<Motion> filled = new ArrayList<>();
        for (int i = 0; i < zooms.length; i++) {
            filled.add(enlarged(moves.get(i), zooms[i]));
        }
        return filled;
    }

    /** Moved, then enlarged. @param zoom logarithm */
    static Motion enlarged(Motion move, double zoom) {
        double factor = Math.exp(zoom);
        return new Motion(move.x() * factor, move.y() * factor, move.angle(), move.zoom() + zoom);
    }
}
