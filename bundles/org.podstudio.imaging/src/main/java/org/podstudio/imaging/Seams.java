package org.podstudio.imaging;

import java.util.Optional;
import java.util.stream.IntStream;

import org.podstudio.imaging.pixels.Picture;

/**
 * Straight sharp steps through a picture, such as remain where tiles were joined badly: along a line, nearly every row steps the same way
 * between two neighbouring columns and hardly at all beside them. Lines are looked for in bands, as one tile may be off alone.
 */
final class Seams {

    private static final int BAND = 256;
    private static final double LEAST_STEP = 3;
    /** How much sharper than beside it. */
    private static final double SHARPER = 2.5;
    private static final double CONSISTENT = 0.85;
    /** A source with a step of this share explains the step. */
    private static final double EXPLAINS = 0.4;
    /** Levels of alpha below which nothing is seen, */
    private static final double INVISIBLE = 16;
    /** and from which on something is. */
    private static final double VISIBLE = 64;
    /** So many columns on either side are looked at for whether a step is sharp. */
    private static final int BESIDE = 3;

    /** A picture's brightness, as it is or with columns and rows exchanged. */
    private record View(Brightness picture, boolean across) {

        int columns() {
            return across ? picture.height() : picture.width();
        }

        int rows() {
            return across ? picture.width() : picture.height();
        }

        int light(int column, int row) {
            return across ? picture.at(row, column) : picture.at(column, row);
        }
    }

    /**
     * A line that was found.
     *
     * @param vertical else horizontal
     * @param at the step is before this column or row
     * @param from first row or column of the band in which it was found
     * @param to behind its last
     * @param step signed, levels
     */
    record Line(boolean vertical, int at, int from, int to, double step) {

        /** Whether the source has such a step at that place; a source of another shape says nothing against it. */
        boolean isFoundIn(Brightness source, Brightness result) {
            View view = new View(source, !vertical);
            View made = new View(result, !vertical);
            double scale = (double) view.columns() / made.columns();
            double other = (double) view.rows() / made.rows();
            if (Math.abs(scale / other - 1) > 0.01) {
                return true;
            }
            int first = (int) (from * other);
            int last = Math.min(view.rows(), Math.max(first + 1, (int) (to * other)));
            int reach = (int) Math.ceil(scale);
            double largest = 0;
            for (int x = (int) (at * scale) - reach; x <= at * scale + reach; x++) {
                if (x >= 1 && x < view.columns()) {
                    largest = Math.max(largest, Math.signum(step) * mean(view, x, first, last));
                }
            }
            return largest >= EXPLAINS * Math.abs(step);
        }

        /** Whether nothing is to be seen on one side of it and its softness, but something on the other: what was cut out may have straight edges. */
        boolean isCutOf(Picture result) {
            double before = alpha(result, at - BESIDE);
            double behind = alpha(result, at + BESIDE - 1);
            return Math.min(before, behind) < INVISIBLE && Math.max(before, behind) >= VISIBLE;
        }

        /** The mean of the line's part of a column or row. */
        private double alpha(Picture picture, int across) {
            long sum = 0;
            for (int i = from; i < to; i++) {
                sum += picture.argb()[vertical ? i * picture.width() + across : across * picture.width() + i] >>> 24;
            }
            return (double) sum / (to - from);
        }
    }

    private Seams() {
    }

    /** Of every band the sum of brightness in each column, or across in each row. */
    private record Sums(int[][] columns, int[][] rows) {

        /** In one walk through the picture, in the order in which pixels lie in memory. */
        static Sums of(Brightness picture) {
            int width = picture.width();
            int height = picture.height();
            Sums sums = new Sums(new int[bands(height)][width], new int[bands(width)][height]);
            IntStream.range(0, bands(height)).parallel().forEach(band -> {
                for (int y = from(height, band); y < from(height, band + 1); y++) {
                    int row = y * width;
                    add(picture.light(), row, sums.columns[band]);
                    for (int i = 0; i < sums.rows.length; i++) {
                        sums.rows[i][y] = sum(picture.light(), row + from(width, i), row + from(width, i + 1));
                    }
                }
            });
            return sums;
        }

        private static void add(byte[] light, int first, int[] sums) {
            for (int x = 0; x < sums.length; x++) {
                sums[x] += light[first + x] & 255;
            }
        }

        private static int sum(byte[] light, int from, int to) {
            int sum = 0;
            for (int i = from; i < to; i++) {
                sum += light[i] & 255;
            }
            return sum;
        }
    }

    private static int bands(int length) {
        return Math.max(1, length / BAND);
    }

    private static int from(int length, int band) {
        return (int) ((long) length * band / bands(length));
    }

    /** The first line; empty when there is none. */
    static Optional<Line> in(Brightness picture) {
        Sums sums = Sums.of(picture);
        Optional<Line> vertical = in(new View(picture, false), sums.columns);
        return vertical.isPresent() ? vertical : in(new View(picture, true), sums.rows);
    }

    private static Optional<Line> in(View view, int[][] sums) {
        for (int band = 0; band < sums.length; band++) {
            int from = from(view.rows(), band);
            int to = from(view.rows(), band + 1);
            double[] steps = steps(sums[band], to - from);
            for (int x = BESIDE; x <= steps.length - BESIDE; x++) {
                if (sharp(steps, x) && consistent(view, x, from, to, steps[x])) {
                    return Optional.of(new Line(!view.across, x, from, to, steps[x]));
                }
            }
        }
        return Optional.empty();
    }

    /** Of every column the mean step. @param rows that were added up */
    private static double[] steps(int[] sums, int rows) {
        double[] steps = new double[sums.length];
        for (int x = 1; x < steps.length; x++) {
            steps[x] = (double) (sums[x] - sums[x - 1]) / rows;
        }
        return steps;
    }

    private static boolean sharp(double[] steps, int x) {
        double beside = Math.max(Math.max(Math.abs(steps[x - 1]), Math.abs(steps[x - 2])),
                Math.max(Math.abs(steps[x + 1]), Math.abs(steps[x + 2])));
        return Math.abs(steps[x]) >= LEAST_STEP && Math.abs(steps[x]) >= SHARPER * beside;
    }

    private static boolean consistent(View view, int x, int from, int to, double step) {
        int same = 0;
        for (int y = from; y < to; y++) {
            same += Math.signum(step) * (view.light(x, y) - view.light(x - 1, y)) >= Math.abs(step) / 3 ? 1 : 0;
        }
        return same >= CONSISTENT * (to - from);
    }

    /** The mean step from the column before to this one. */
    private static double mean(View view, int x, int from, int to) {
        long sum = 0;
        for (int y = from; y < to; y++) {
            sum += view.light(x, y) - view.light(x - 1, y);
        }
        return (double) sum / (to - from);
    }
}
