package org.podstudio.processors.stabilize;

import java.util.BitSet;
import java.util.Random;

/**
 * The motion that most pairs of points agree on: RANSAC over pairs, then least squares over those that agree, as
 * OpenCV's {@code estimateAffinePartial2D}. The points that move on their own, people and cars, are outvoted.
 *
 * @param motion of all that agree
 * @param agreed share of the pairs, 0 to 1
 */
record Fit(Motion motion, double agreed) {

    static final Fit NOTHING = new Fit(Motion.NONE, 0);

    private static final int LEAST = 6;
    private static final int TRIALS = 120;
    /** Pixels by which a pair may disagree. */
    private static final double TOLERANCE = 0.8;

    /** A complex factor and a shift: {@code q = (a + bi) p + (x + yi)}, both about the middle. */
    private record Similarity(double a, double b, double x, double y) {

        double error(double px, double py, double qx, double qy) {
            double dx = a * px - b * py + x - qx;
            double dy = b * px + a * py + y - qy;
            return dx * dx + dy * dy;
        }

        Motion motion() {
            return new Motion(x, y, Math.atan2(b, a), Math.log(Math.hypot(a, b)));
        }
    }

    /** @param from points of one picture @param to where they are in the next @param width of both @param height of both */
    static Fit of(Points from, Points to, int width, int height) {
        if (from.size() < LEAST) {
            return NOTHING;
        }
        return new Search(centred(from, width, height), centred(to, width, height)).fit();
    }

    private static Points centred(Points points, int width, int height) {
        Points moved = new Points(points.x().clone(), points.y().clone());
        for (int i = 0; i < points.size(); i++) {
            moved.x()[i] -= (width - 1) / 2f;
            moved.y()[i] -= (height - 1) / 2f;
        }
        return moved;
    }

    private record Search(Points from, Points to) {

        Fit fit() {
            Random random = new Random(1); // the same points give the same motion
            BitSet best = new BitSet();
            for (int trial = 0; trial < TRIALS; trial++) {
                int i = random.nextInt(from.size());
                int j = random.nextInt(from.size());
                BitSet agree = agreeing(through(i, j), TOLERANCE);
                best = agree.cardinality() > best.cardinality() ? agree : best;
            }
            if (best.cardinality() < LEAST) {
                return NOTHING;
            }
            // what the least squares of the best pair's followers agrees on is more than the pair did
            BitSet wider = agreeing(leastSquares(best), TOLERANCE);
            BitSet all = wider.cardinality() < LEAST ? best : wider;
            return new Fit(leastSquares(all).motion(), (double) all.cardinality() / from.size());
        }

        private BitSet agreeing(Similarity guess, double tolerance) {
            BitSet agree = new BitSet();
            for (int i = 0; i < from.size(); i++) {
                double error = guess.error(from.x()[i], from.y()[i], to.x()[i], to.y()[i]);
                agree.set(i, error < tolerance * tolerance);
            }
            return agree;
        }

        private Similarity through(int i, int j) {
            BitSet pair = new BitSet();
            pair.set(i);
            pair.set(j);
            return leastSquares(pair);
        }

        private Similarity leastSquares(BitSet of) {
            int[] indices = of.stream().toArray();
            double[] mean = new double[4];
            for (int i : indices) {
                mean[0] += from.x()[i] / (double) indices.length;
                mean[1] += from.y()[i] / (double) indices.length;
                mean[2] += to.x()[i] / (double) indices.length;
                mean[3] += to.y()[i] / (double) indices.length;
            }
            double along = 0;
            double turned = 0;
            double spread = 0;
            for (int i : indices) {
                double px = from.x()[i] - mean[0];
                double py = from.y()[i] - mean[1];
                double qx = to.x()[i] - mean[2];
                double qy = to.y()[i] - mean[3];
                along += px * qx + py * qy;
                turned += px * qy - py * qx;
                spread += px * px + py * py;
            }
            double a = spread > 0 ? along / spread : 1;
            double b = spread > 0 ? turned / spread : 0;
            return new Similarity(a, b, mean[2] - a * mean[0] + b * mean[1], mean[3] - b * mean[0] - a * mean[1]);
        }
    }
}
