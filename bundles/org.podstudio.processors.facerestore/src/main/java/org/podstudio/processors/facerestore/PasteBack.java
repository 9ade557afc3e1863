package org.podstudio.processors.facerestore;

import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Picture;

/**
 * Lays a restored face back. Not its pixels are laid on the picture but what the restorer changed is added to them: a face that was left as it
 * is stays as it is to the last bit, however often it was resampled on the way. Towards the border of the aligned square the change fades
 * out, so no border shows.
 */
final class PasteBack {

    /** Parts of the side: nothing of the change up to the first, all of it from the second on. */
    private static final double NOTHING = 0.05;
    private static final double ALL = 0.2;

    private PasteBack() {
    }

    /**
     * Changes the picture's pixels; its alpha stays.
     *
     * @param before the face as it was cut out
     * @param after the face as it shall be
     * @param check called between rows; what it throws ends the work
     */
    static void add(Picture picture, Similarity aligning, Crop before, Crop after, Runnable check) {
        int side = before.side();
        Similarity back = aligning.inverse();
        int[] x = span(back.u(0, 0), back.u(side, 0), back.u(0, side), back.u(side, side), picture.width());
        int[] y = span(back.v(0, 0), back.v(side, 0), back.v(0, side), back.v(side, side), picture.height());
        Blocks.rows(Math.max(0, y[1] - y[0]), picture.width(), check, (from, to) -> {
            for (int row = y[0] + from; row < y[0] + to; row++) {
                for (int column = x[0]; column < x[1]; column++) {
                    int i = row * picture.width() + column;
                    picture.argb()[i] = changed(picture.argb()[i], column, row, aligning, before, after);
                }
            }
        });
    }

    /** How much of the change counts at a place of the aligned square, 0 to 1. */
    static double mask(double u, double v, int side) {
        return edge(Math.min(u, side - 1 - u) / side) * edge(Math.min(v, side - 1 - v) / side);
    }

    private static double edge(double distance) {
        double t = Math.clamp((distance - NOTHING) / (ALL - NOTHING), 0, 1);
        return t * t * (3 - 2 * t);
    }

    private static int[] span(double a, double b, double c, double d, int most) {
        double least = Math.min(Math.min(a, b), Math.min(c, d));
        double largest = Math.max(Math.max(a, b), Math.max(c, d));
        return new int[]{(int) Math.clamp(Math.floor(least), 0, most),
                (int) Math.clamp(Math.ceil(largest) + 1, 0, most)};
    }

    private static int changed(int pixel, int x, int y, Similarity aligning, Crop before, Crop after) {
        double mask = mask(aligning.u(x, y), aligning.v(x, y), before.side());
        if (mask == 0) {
            return pixel;
        }
        int result = pixel & 0xFF000000;
        for (int c = 0; c < 3; c++) {
            int shift = 16 - 8 * c;
            double value = (pixel >> shift & 255) + 255 * mask * change(c, x, y, aligning, before, after);
            result |= (int) Math.round(Math.clamp(value, 0, 255)) << shift;
        }
        return result;
    }

    /** The mean change over what a pixel of the picture covers of the aligned square. */
    private static double change(int c, int x, int y, Similarity aligning, Crop before, Crop after) {
        int samples = Crop.samples(aligning.scale());
        double sum = 0;
        for (int k = 0; k < samples * samples; k++) {
            double px = x + (k % samples + 0.5) / samples - 0.5;
            double py = y + (k / samples + 0.5) / samples - 0.5;
            double u = aligning.u(px, py);
            double v = aligning.v(px, py);
            sum += after.at(c, u, v) - before.at(c, u, v);
        }
        return sum / (samples * samples);
    }
}
