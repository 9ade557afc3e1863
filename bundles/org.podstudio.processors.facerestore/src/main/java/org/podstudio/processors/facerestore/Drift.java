package org.podstudio.processors.facerestore;

import java.util.Locale;
import java.util.Optional;

/**
 * How far a face has drifted from who it was. There is no network here that knows people, so it is measured by what makes one: how light and
 * shade lie in the face, and where eyes, nose and mouth are.
 *
 * @param shade 0: light and shade lie as before; 1: they have nothing in common
 * @param marks how far the marks have moved on average, as a part of the distance of the eyes; empty when no face is found any more
 */
record Drift(double shade, Optional<Double> marks) {

    /** From here on somebody should look. */
    private static final double MUCH = 0.15;
    /** Finer detail than this part of the side is the restorer's business. */
    private static final int CELLS = 32;

    static Drift between(Crop before, Crop after, Optional<Face> marksBefore, Optional<Face> marksAfter) {
        Optional<Double> moved = marksBefore.isEmpty()
                ? Optional.of(0.0)
                : marksAfter.map(face -> marksBefore.get().distance(face));
        return new Drift(1 - Math.max(0, correlation(cells(before), cells(after))), moved);
    }

    /** The larger of both; 1 when the face is gone. */
    double score() {
        return Math.min(1, Math.max(shade, marks.orElse(1.0)));
    }

    boolean much() {
        return score() > MUCH;
    }

    @Override
    public String toString() {
        return marks.isEmpty()
                ? String.format(Locale.ROOT, "drift 1.000 (shade %.3f, no face is found any more)", shade)
                : String.format(Locale.ROOT, "drift %.3f (shade %.3f, marks %.3f)", score(), shade, marks.get());
    }

    /** Mean brightness of squares of the face, weighted as the face is laid back. */
    private static double[][] cells(Crop crop) {
        double[] sums = new double[CELLS * CELLS];
        double[] weights = new double[CELLS * CELLS];
        int side = crop.side();
        for (int i = 0; i < side * side; i++) {
            double mask = PasteBack.mask(i % side, i / side, side);
            int cell = i / side * CELLS / side * CELLS + i % side * CELLS / side;
            sums[cell] += mask * crop.luma(i);
            weights[cell] += mask;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= Math.max(1e-9, weights[i]);
        }
        return new double[][]{sums, weights};
    }

    private static double correlation(double[][] a, double[][] b) {
        double meanA = mean(a[0], a[1]);
        double meanB = mean(b[0], a[1]);
        double both = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < a[0].length; i++) {
            double weight = a[1][i];
            both += weight * (a[0][i] - meanA) * (b[0][i] - meanB);
            ofA += weight * (a[0][i] - meanA) * (a[0][i] - meanA);
            ofB += weight * (b[0][i] - meanB) * (b[0][i] - meanB);
        }
        double spread = Math.sqrt(ofA * ofB);
        return spread < 1e-9 ? 1 : both / spread;
    }

    private static double mean(double[] values, double[] weights) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            weight += weights[i];
        }
        return sum / weight;
    }
}
