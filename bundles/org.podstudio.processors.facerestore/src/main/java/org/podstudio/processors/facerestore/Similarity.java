package org.podstudio.processors.facerestore;

import java.util.List;

/**
 * Turning, scaling and moving: {@code u = a x - b y + c}, {@code v = b x + a y + d}.
 *
 * @param a cosine times scale
 * @param b sine times scale
 * @param c to the right
 * @param d downwards
 */
record Similarity(double a, double b, double c, double d) {

    /**
     * From a picture to the aligned face, by least squares (Umeyama, without mirroring).
     *
     * @param side of the aligned square
     */
    static Similarity aligning(List<Face.Mark> marks, int side) {
        double unit = (double) side / Template.SIDE;
        int n = marks.size();
        double x = marks.stream().mapToDouble(Face.Mark::x).sum() / n;
        double y = marks.stream().mapToDouble(Face.Mark::y).sum() / n;
        double u = marks.stream().mapToDouble(m -> m.place().x()).sum() / n;
        double v = marks.stream().mapToDouble(m -> m.place().y()).sum() / n;
        double along = 0;
        double across = 0;
        double spread = 0;
        for (Face.Mark m : marks) {
            double dx = m.x() - x;
            double dy = m.y() - y;
            double du = m.place().x() - u;
            double dv = m.place().y() - v;
            along += dx * du + dy * dv;
            across += dx * dv - dy * du;
            spread += dx * dx + dy * dy;
        }
        double a = unit * along / Math.max(spread, 1e-9);
        double b = unit * across / Math.max(spread, 1e-9);
        return new Similarity(a, b, unit * u - a * x + b * y, unit * v - b * x - a * y);
    }

    double u(double x, double y) {
        return a * x - b * y + c;
    }

    double v(double x, double y) {
        return b * x + a * y + d;
    }

    /** How many times larger the aligned face is than that of the picture. */
    double scale() {
        return Math.hypot(a, b);
    }

    Similarity inverse() {
        double square = a * a + b * b;
        double p = a / square;
        double q = -b / square;
        return new Similarity(p, q, -p * c + q * d, -q * c - p * d);
    }
}
