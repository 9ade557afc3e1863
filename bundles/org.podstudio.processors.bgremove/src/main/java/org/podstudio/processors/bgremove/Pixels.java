package org.podstudio.processors.bgremove;

import org.podstudio.imaging.Picture;

/** Small steps between a picture, its alpha and the files made of them. */
final class Pixels {

    private Pixels() {
    }

    /** The picture without transparency, which no matting net knows. */
    static Picture onWhite(Picture picture) {
        if (!picture.alpha()) {
            return picture;
        }
        int[] rgb = new int[picture.argb().length];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = picture.argb()[i];
            int a = pixel >>> 24;
            rgb[i] = 0xFF000000 | over(pixel >> 16 & 255, a) << 16 | over(pixel >> 8 & 255, a) << 8
                    | over(pixel & 255, a);
        }
        return Picture.of(picture.width(), picture.height(), false, rgb);
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
    static Picture grey(int[] alpha, Picture size) {
        int[] rgb = new int[alpha.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = 0xFF000000 | alpha[i] * 0x010101;
        }
        return Picture.of(size.width(), size.height(), false, rgb);
    }

    private static int over(int colour, int alpha) {
        return (colour * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
