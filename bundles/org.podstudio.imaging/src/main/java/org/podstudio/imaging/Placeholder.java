package org.podstudio.imaging;

import org.podstudio.imaging.pixels.Picture;

/** What stands where a small picture cannot be made: a grey square with a crossed frame in its middle. */
final class Placeholder {

    private static final int GROUND = 0xFFE4E4E4;
    private static final int LINE = 0xFF9A9A9A;
    /** Parts of the side. */
    private static final double FRAME = 0.28;
    private static final double WIDTH = 0.03;

    private Placeholder() {
    }

    /** A square of that many pixels a side. */
    static Picture of(int side) {
        int[] argb = new int[Math.multiplyExact(side, side)];
        for (int i = 0; i < argb.length; i++) {
            double x = (i % side + 0.5) / side - 0.5;
            double y = (i / side + 0.5) / side - 0.5;
            argb[i] = line(x, y) ? LINE : GROUND;
        }
        return Picture.of(side, side, false, argb);
    }

    /** A frame and its diagonals; measured from the middle, the side being 1. */
    private static boolean line(double x, double y) {
        double out = Math.max(Math.abs(x), Math.abs(y));
        boolean frame = out <= FRAME && out > FRAME - WIDTH;
        boolean cross = out <= FRAME && Math.min(Math.abs(x + y), Math.abs(x - y)) < WIDTH * 0.7;
        return frame || cross;
    }
}
