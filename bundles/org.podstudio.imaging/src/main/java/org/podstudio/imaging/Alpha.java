package org.podstudio.imaging;

/** Multiplies colours by alpha and back, rounded as Pillow does. */
final class Alpha {

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

    /** In place. */
    static int[] divide(int[] argb, Runnable check) {
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

    /** In place, samples of 16 bits. */
    static void divide(short[] rgba) {
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
