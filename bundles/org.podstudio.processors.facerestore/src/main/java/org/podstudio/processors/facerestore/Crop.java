package org.podstudio.processors.facerestore;

import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Tensor;

/**
 * An aligned face: planes of red, green and blue.
 *
 * @param side of the square, pixels
 * @param values channel by channel, row by row, 0 to 1
 */
record Crop(int side, float[] values) {

    private static final int CHANNELS = 3;
    private static final int MOST_SAMPLES = 8;

    /**
     * Cut out of a picture: cubic where that enlarges; where it shrinks, the mean of so many points that none is passed over. Beyond the
     * border its last pixels go on.
     */
    static Crop of(Picture picture, Similarity aligning, int side) {
        Crop crop = new Crop(side, new float[CHANNELS * side * side]);
        Similarity back = aligning.inverse();
        int samples = samples(back.scale());
        float[] rgb = new float[CHANNELS];
        for (int i = 0; i < side * side; i++) {
            for (int k = 0; k < samples * samples; k++) {
                double u = i % side + (k % samples + 0.5) / samples - 0.5;
                double v = i / side + (k / samples + 0.5) / samples - 0.5;
                cubic(picture, back.u(u, v), back.v(u, v), rgb);
                for (int c = 0; c < CHANNELS; c++) {
                    crop.values[c * side * side + i] += rgb[c] / (samples * samples);
                }
            }
        }
        return crop;
    }

    /** How many points a side must be looked at where so many pixels become one. */
    static int samples(double shrinking) {
        return (int) Math.clamp(Math.ceil(shrinking - 0.01), 1, MOST_SAMPLES);
    }

    /** What a network answered in -1 to 1. */
    static Crop of(Tensor answer) {
        int side = answer.size(-1);
        float[] values = new float[CHANNELS * side * side];
        answer.values().get(0, values);
        for (int i = 0; i < values.length; i++) {
            values[i] = (Math.clamp(values[i], -1f, 1f) + 1) / 2;
        }
        return new Crop(side, values);
    }

    /** For networks of the CodeFormer kind, -1 to 1. */
    Tensor tensor() {
        Tensor tensor = Tensor.direct(1, CHANNELS, side, side);
        for (int i = 0; i < values.length; i++) {
            tensor.values().put(i, values[i] * 2 - 1);
        }
        return tensor;
    }

    /** As a picture, for the eye and for a detector. */
    Picture picture() {
        int plane = side * side;
        int[] argb = new int[plane];
        for (int i = 0; i < plane; i++) {
            argb[i] = 0xFF000000 | level(i) << 16 | level(plane + i) << 8 | level(2 * plane + i);
        }
        return Picture.of(side, side, false, argb);
    }

    /** Brightness of a pixel, 0 to 1. */
    float luma(int i) {
        int plane = side * side;
        return 0.299f * values[i] + 0.587f * values[plane + i] + 0.114f * values[2 * plane + i];
    }

    /** A value between four pixels; beyond the border its last ones go on. */
    float at(int channel, double x, double y) {
        double u = Math.clamp(x, 0, side - 1.0);
        double v = Math.clamp(y, 0, side - 1.0);
        int left = (int) u;
        int top = (int) v;
        int right = Math.min(left + 1, side - 1);
        int row = (channel * side + top) * side;
        int below = (channel * side + Math.min(top + 1, side - 1)) * side;
        double dx = u - left;
        double dy = v - top;
        return (float) ((1 - dy) * ((1 - dx) * values[row + left] + dx * values[row + right])
                + dy * ((1 - dx) * values[below + left] + dx * values[below + right]));
    }

    private int level(int i) {
        return Math.round(Math.clamp(values[i], 0f, 1f) * 255);
    }

    private static void cubic(Picture picture, double x, double y, float[] rgb) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int j = -1; j < 3; j++) {
            int row = Math.clamp((long) top + j, 0, picture.height() - 1) * picture.width();
            double down = weight(y - top - j);
            for (int i = -1; i < 3; i++) {
                int pixel = picture.argb()[row + Math.clamp((long) left + i, 0, picture.width() - 1)];
                double weight = down * weight(x - left - i);
                red += weight * (pixel >> 16 & 255);
                green += weight * (pixel >> 8 & 255);
                blue += weight * (pixel & 255);
            }
        }
        rgb[0] = (float) Math.clamp(red / 255, 0, 1);
        rgb[1] = (float) Math.clamp(green / 255, 0, 1);
        rgb[2] = (float) Math.clamp(blue / 255, 0, 1);
    }

    /** Catmull and Rom's cubic. */
    private static double weight(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }
}
