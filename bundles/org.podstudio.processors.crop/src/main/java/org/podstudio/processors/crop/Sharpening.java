package org.podstudio.processors.crop;

import org.podstudio.imaging.Blocks;
import org.podstudio.imaging.Picture;

/** Unsharp mask: what a pixel has more than its surroundings (a 3 x 3 binomial mean, weighed by alpha) is added again. */
final class Sharpening {

    private static final int[] WEIGHTS = {1, 2, 1, 2, 4, 2, 1, 2, 1};

    private Sharpening() {
    }

    /**
     * A sharper picture.
     *
     * @param amount 0: the picture itself; 1: the difference once
     * @param check called between rows; what it throws ends the work
     */
    static Picture apply(Picture picture, double amount, Runnable check) {
        if (amount == 0) {
            return picture;
        }
        int[] out = new int[picture.argb().length];
        Blocks.rows(picture.height(), picture.width(), check, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < picture.width(); x++) {
                    out[y * picture.width() + x] = sharpened(picture, x, y, amount);
                }
            }
        });
        return Picture.of(picture.width(), picture.height(), picture.alpha(), out);
    }

    private static int sharpened(Picture picture, int x, int y, double amount) {
        long weight = 0;
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            int column = Math.clamp(x + i % 3 - 1L, 0, picture.width() - 1);
            int row = Math.clamp(y + i / 3 - 1L, 0, picture.height() - 1);
            int pixel = picture.argb()[row * picture.width() + column];
            int w = WEIGHTS[i] * (pixel >>> 24);
            weight += w;
            red += w * (pixel >> 16 & 255);
            green += w * (pixel >> 8 & 255);
            blue += w * (pixel & 255);
        }
        int pixel = picture.argb()[y * picture.width() + x];
        if (weight == 0) {
            return pixel;
        }
        return pixel & 0xFF000000 | more(pixel >> 16 & 255, (double) red / weight, amount) << 16
                | more(pixel >> 8 & 255, (double) green / weight, amount) << 8
                | more(pixel & 255, (double) blue / weight, amount);
    }

    private static int more(int value, double mean, double amount) {
        return (int) Math.clamp(value + amount * (value - mean) + 0.5, 0, 255);
    }
}
