package org.podstudio.processors.crop;

import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;

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

    /** As the other, in 16 bits. */
    static DeepPicture apply(DeepPicture picture, double amount, Runnable check) {
        if (amount == 0) {
            return picture;
        }
        DeepPicture out = new DeepPicture(picture.width(), picture.height(), picture.alpha());
        Blocks.rows(picture.height(), picture.width(), check, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < picture.width(); x++) {
                    sharpen(picture, x, y, amount, out.samples());
                }
            }
        });
        return out;
    }

    private static void sharpen(DeepPicture picture, int x, int y, double amount, short[] out) {
        short[] in = picture.samples();
        long weight = 0;
        long[] sums = new long[3];
        for (int i = 0; i < WEIGHTS.length; i++) {
            int column = Math.clamp(x + i % 3 - 1L, 0, picture.width() - 1);
            int row = Math.clamp(y + i / 3 - 1L, 0, picture.height() - 1);
            int at = 4 * (row * picture.width() + column);
            long w = WEIGHTS[i] * (in[at + 3] & 0xFFFFL);
            weight += w;
            for (int c = 0; c < 3; c++) {
                sums[c] += w * (in[at + c] & 0xFFFF);
            }
        }
        int at = 4 * (y * picture.width() + x);
        out[at + 3] = in[at + 3];
        for (int c = 0; c < 3; c++) {
            int value = in[at + c] & 0xFFFF;
            double mean = weight == 0 ? value : (double) sums[c] / weight;
            out[at + c] = (short) (int) Math.clamp(value + amount * (value - mean) + 0.5, 0, 65_535);
        }
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
