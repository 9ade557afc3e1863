package org.podstudio.processors.upscale;

/** Transparent pictures are enlarged in two parts: colours, carried on into what cannot be seen, and alpha as a grey picture. */
final class Transparency {

    private Transparency() {
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
     * Lays alpha on enlarged colours. Where the original and all around it is opaque or invisible, so is the result, whatever the net makes of a
     * plain area.
     *
     * @param colours are used up
     * @param mask alpha as grey, of the same size
     * @param check called between blocks; what it throws ends the work
     */
    static Pixels joined(Pixels colours, Pixels mask, Pixels source, Runnable check) {
        int width = colours.width();
        int height = colours.height();
        return colours.covered(i -> {
            int x = (int) ((long) (i % width) * source.width() / width);
            int y = (int) ((long) (i / width) * source.height() / height);
            return settled(source, x, y, mask.light(i));
        }, check);
    }

    private static int settled(Pixels source, int x, int y, int made) {
        int here = source.alpha(y * source.width() + x);
        if (here != 0 && here != source.opaque()) {
            return made;
        }
        for (int v = Math.max(0, y - 1); v <= Math.min(source.height() - 1, y + 1); v++) {
            for (int u = Math.max(0, x - 1); u <= Math.min(source.width() - 1, x + 1); u++) {
                if (source.alpha(v * source.width() + u) != here) {
                    return made;
                }
            }
        }
        return here;
    }
}
