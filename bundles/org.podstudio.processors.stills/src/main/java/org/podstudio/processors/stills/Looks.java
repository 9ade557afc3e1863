package org.podstudio.processors.stills;

import org.podstudio.imaging.pixels.Picture;

/**
 * How much there is to see in a picture.
 *
 * @param mean brightness, 0 to 255
 * @param spread of the brightness: its standard deviation
 * @param sharpness mean difference of a pixel to those beside it
 */
record Looks(double mean, double spread, double sharpness) {

    private static final double DARK = 28;
    private static final double BRIGHT = 232;
    private static final double FLAT = 8;
    private static final double SHARP = 4;

    static Looks of(Picture picture) {
        int[] argb = picture.argb();
        int w = picture.width();
        double sum = 0;
        double squares = 0;
        double edges = 0;
        for (int i = 0; i < argb.length; i++) {
            double here = light(argb[i]);
            sum += here;
            squares += here * here;
            edges += i % w > 0 ? Math.abs(here - light(argb[i - 1])) : 0;
            edges += i >= w ? Math.abs(here - light(argb[i - w])) : 0;
        }
        double mean = sum / argb.length;
        return new Looks(mean, Math.sqrt(Math.max(0, squares / argb.length - mean * mean)), edges / argb.length);
    }

    /** Black, white, or of one colour: an intro, a fade. */
    boolean nothing() {
        return mean < DARK || mean > BRIGHT || spread < FLAT;
    }

    /** More is better: sharp pictures with light and shade. */
    double score() {
        double light = 1 - Math.abs(mean - 118) / 137;
        return (nothing() ? 0.01 : 1) * light * Math.min(1, spread / 50) * sharpness / (sharpness + SHARP);
    }

    private static double light(int argb) {
        return 0.299 * (argb >> 16 & 0xFF) + 0.587 * (argb >> 8 & 0xFF) + 0.114 * (argb & 0xFF);
    }
}
