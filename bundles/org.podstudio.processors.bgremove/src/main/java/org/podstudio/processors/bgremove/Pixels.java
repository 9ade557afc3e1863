package org.podstudio.processors.bgremove;

import org.podstudio.imaging.pixels.Picture;

/** Small steps between a picture, its alpha and the files made of them. */
final class Pixels {

    private Pixels() {
    }

    /** What was transparent before stays so. */
    static int[] combined(int[] alpha, Picture picture) {
        if (picture.alpha()) {
            for (int i = 0; i < alpha.length; i++) {
                alpha[i] = alpha[i] * (picture.argb()[i] >>> 24) / 255;
            }
        }
        return alpha;
    }

    /** Share of the picture that is kept, 0 to 1. */
    static double share(int[] alpha) {
        long sum = 0;
        for (int a : alpha) {
            sum += a;
        }
        return sum / 255.0 / alpha.length;
    }

    /** The picture with that alpha; what cannot be seen is gone from the file as well. */
    static Picture cutout(Picture picture, int[] alpha) {
        int[] argb = new int[alpha.length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = alpha[i] == 0 ? 0 : alpha[i] << 24 | picture.argb()[i] & 0xFFFFFF;
        }
        return Picture.of(picture.width(), picture.height(), true, argb);
    }

    /** Alpha as a grey picture. */
    static Picture grey(int[] alpha, int width, int height) {
        int[] rgb = new int[alpha.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = 0xFF000000 | alpha[i] * 0x010101;
        }
        return Picture.of(width, height, false, rgb);
    }
}
