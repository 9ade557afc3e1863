package org.podstudio.processors.bgremove;

import org.podstudio.imaging.pixels.Picture;

/** The resampling of IMG.LY's package (its {@code tensorResizeBilinear}): no half-pixel centres, no antialiasing, rounded to bytes. */
final class Bilinear {

    private Bilinear() {
    }

    static int[] resize(Picture picture, int width, int height) {
        int[] out = new int[width * height];
        double stepX = (double) picture.width() / width;
        double stepY = (double) picture.height() / height;
        for (int y = 0; y < height; y++) {
            int top = (int) (y * stepY);
            int bottom = Math.min((int) Math.ceil(y * stepY), picture.height() - 1);
            for (int x = 0; x < width; x++) {
                int left = (int) (x * stepX);
                int right = Math.min((int) Math.ceil(x * stepX), picture.width() - 1);
                out[y * width + x] = mix(picture.argb(), picture.width(), left, right, top, bottom, x * stepX - left,
                        y * stepY - top);
            }
        }
        return out;
    }

    private static int mix(int[] argb, int width, int left, int right, int top, int bottom, double u, double v) {
        int a = argb[top * width + left];
        int b = argb[top * width + right];
        int c = argb[bottom * width + left];
        int d = argb[bottom * width + right];
        int pixel = 0xFF000000;
        for (int shift = 0; shift < 24; shift += 8) {
            double value = (1 - u) * (1 - v) * (a >> shift & 255) + u * (1 - v) * (b >> shift & 255)
                    + (1 - u) * v * (c >> shift & 255) + u * v * (d >> shift & 255);
            pixel |= (int) Math.round(value) << shift;
        }
        return pixel;
    }
}
