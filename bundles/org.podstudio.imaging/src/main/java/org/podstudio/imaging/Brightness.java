package org.podstudio.imaging;

import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Picture;

/**
 * How bright the pixels of a picture are where they can be seen, in the colours that they are stored in: all that is looked at of a result that is
 * well. It costs less than a {@link Picture}, which has four times the bytes, and colours that are brought to full size first.
 *
 * @param width pixels
 * @param height pixels
 * @param light row by row, 0 to 255; not to be changed
 */
public record Brightness(int width, int height, byte[] light) {

    /** A picture of one colour may differ by so much, which is more than colours may that count as one. */
    private static final int EVEN = 8;

    /** Of a picture in memory. */
    static Brightness of(Picture picture) {
        int[] argb = picture.argb();
        byte[] light = new byte[argb.length];
        Blocks.pixels(light.length, Blocks.GO_ON, (from, to) -> {
            for (int i = from; i < to; i++) {
                light[i] = (byte) of(argb[i]);
            }
            for (int i = from; picture.alpha() && i < to; i++) {
                light[i] = (byte) covered(light[i] & 255, argb[i] >>> 24);
            }
        });
        return new Brightness(picture.width(), picture.height(), light);
    }

    /** Of a pixel 0xAARRGGBB as if it were opaque. */
    static int of(int pixel) {
        return (pixel >> 16 & 255) * 2 + (pixel >> 8 & 255) * 5 + (pixel & 255) >> 3;
    }

    /** On black. @param alpha 0 to 255 */
    static int covered(int light, int alpha) {
        return light * alpha / 255;
    }

    /** At a pixel. */
    int at(int x, int y) {
        return light[y * width + x] & 255;
    }

    /** Whether it may be of a picture that has one colour throughout. */
    boolean even() {
        for (byte one : light) {
            if (Math.abs((one & 255) - (light[0] & 255)) > EVEN) {
                return false;
            }
        }
        return true;
    }
}
