package org.podstudio.processors.upscale;

import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Picture;

/** Transparent pictures are enlarged in two parts: colours, carried on into what cannot be seen, and alpha as a grey picture. */
final class Transparency {

    private Transparency() {
    }

    static boolean isIn(Picture picture) {
        if (picture.alpha()) {
            for (int pixel : picture.argb()) {
                if (pixel >>> 24 != 255) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Alpha as grey. */
    static int[] grey(int[] argb) {
        int[] grey = new int[argb.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (argb[i] >>> 24) * 0x010101;
        }
        return grey;
    }

    /**
     * Colours where invisible pixels have those of their visible neighbours, so that no border shows up that nobody saw before. By averages
     * over squares of twice, four times … the size.
     */
    static int[] carriedOn(int[] argb, int width, int height) {
        int[] out = argb.clone();
        boolean holes = false;
        for (int pixel : out) {
            holes |= pixel >>> 24 == 0;
        }
        if (!holes || width == 1 && height == 1) {
            return out;
        }
        int halfWidth = (width + 1) / 2;
        int[] half = carriedOn(halved(argb, width, height), halfWidth, (height + 1) / 2);
        for (int i = 0; i < out.length; i++) {
            if (out[i] >>> 24 == 0) {
                out[i] = half[i / width / 2 * halfWidth + i % width / 2];
            }
        }
        return out;
    }

    private static int[] halved(int[] argb, int width, int height) {
        int halfWidth = (width + 1) / 2;
        int[] half = new int[halfWidth * ((height + 1) / 2)];
        for (int i = 0; i < half.length; i++) {
            half[i] = mean(argb, width, height, i % halfWidth * 2, i / halfWidth * 2);
        }
        return half;
    }

    /** Mean of up to four pixels by their alpha. */
    private static int mean(int[] argb, int width, int height, int x, int y) {
        int a = 0;
        int r = 0;
        int g = 0;
        int b = 0;
        for (int v = y; v < Math.min(y + 2, height); v++) {
            for (int u = x; u < Math.min(x + 2, width); u++) {
                int pixel = argb[v * width + u];
                int weight = pixel >>> 24;
                a += weight;
                r += weight * (pixel >> 16 & 255);
                g += weight * (pixel >> 8 & 255);
                b += weight * (pixel & 255);
            }
        }
        return a == 0 ? 0 : 0xFF000000 | r / a << 16 | g / a << 8 | b / a;
    }

    /**
     * Joins enlarged colours and alpha. Where the original and all around it is opaque or invisible, so is the result, whatever the net makes
     * of a plain area.
     *
     * @param check called between rows; what it throws ends the work
     */
    static int[] joined(int[] colours, int[] alpha, Picture source, Size size, Runnable check) {
        int[] argb = new int[colours.length];
        Blocks.rows(size.height(), size.width(), check, (from, to) -> {
            for (int i = from * size.width(); i < to * size.width(); i++) {
                int x = (int) ((long) (i % size.width()) * source.width() / size.width());
                int y = (int) ((long) (i / size.width()) * source.height() / size.height());
                int a = settled(source, x, y, alpha[i] >> 8 & 255);
                argb[i] = a == 0 ? 0 : a << 24 | colours[i] & 0xFFFFFF;
            }
        });
        return argb;
    }

    private static int settled(Picture source, int x, int y, int made) {
        int here = source.argb()[y * source.width() + x] >>> 24;
        if (here != 0 && here != 255) {
            return made;
        }
        for (int v = Math.max(0, y - 1); v <= Math.min(source.height() - 1, y + 1); v++) {
            for (int u = Math.max(0, x - 1); u <= Math.min(source.width() - 1, x + 1); u++) {
                if (source.argb()[v * source.width() + u] >>> 24 != here) {
                    return made;
                }
            }
        }
        return here;
    }
}
