package org.podstudio.imaging.pixels;

/** Multiplies colours by alpha and back, rounded as Pillow does. */
public final class Alpha {

    private Alpha() {
    }

    static int[] multiply(int[] argb, Runnable check) {
        int[] out = new int[argb.length];
        Blocks.pixels(out.length, check, (from, to) -> {
            for (int i = from; i < to; i++) {
                int pixel = argb[i];
                int a = pixel >>> 24;
                out[i] = a << 24 | times(pixel >> 16 & 255, a) << 16 | times(pixel >> 8 & 255, a) << 8
                        | times(pixel & 255, a);
            }
        });
        return out;
    }

    /**
     * Divides colours by alpha, in place.
     *
     * @param argb pixels 0xAARRGGBB whose colours are multiplied by alpha
     * @param check called several times a second, by several threads; what it throws ends the work
     * @return the array that was given
     */
    public static int[] divide(int[] argb, Runnable check) {
        Blocks.pixels(argb.length, check, (from, to) -> {
            for (int i = from; i < to; i++) {
                int pixel = argb[i];
                int a = pixel >>> 24;
                if (a != 0 && a != 255) {
                    argb[i] = a << 24 | by(pixel >> 16 & 255, a) << 16 | by(pixel >> 8 & 255, a) << 8
                            | by(pixel & 255, a);
                }
            }
        });
        return argb;
    }

    /** Divides colours by alpha, in place. @param rgba red, green, blue and alpha of each pixel, 0 to 65535 without sign */
    public static void divide(short[] rgba) {
        for (int i = 0; i < rgba.length; i += 4) {
            int a = rgba[i + 3] & 0xFFFF;
            for (int c = i; a != 0 && a != 65_535 && c < i + 3; c++) {
                rgba[c] = (short) Math.min(65_535, ((rgba[c] & 0xFFFFL) * 65_535 + a / 2) / a);
            }
        }
    }

    private static int times(int colour, int a) {
        int product = colour * a + 128;
        return (product >> 8) + product >> 8;
    }

    private static int by(int colour, int a) {
        return Math.min(255, 255 * colour / a);
    }
}
