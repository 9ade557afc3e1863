package org.podstudio.imaging.internal.png;

import java.util.List;

import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;

/**
 * A picture as PNG stores its rows before they are filtered.
 *
 * @param height rows
 * @param bits of a sample or index
 * @param kind colour type: 0 grey, 2 RGB, 3 palette, 6 RGBA
 * @param rowBytes bytes a row
 * @param step bytes from a pixel to the next, at least 1, as filters look back
 * @param palette 0xAARRGGBB, those that are transparent first; empty when there is none
 * @param unpack writes a row
 */
record PngRows(int width, int height, int bits, int kind, int rowBytes, int step, List<Integer> palette,
        Unpack unpack) {

    /** Writes the bytes of a row. */
    @FunctionalInterface
    interface Unpack {
        void row(int y, byte[] to, int at);
    }

    /** Eight bits, grey where all of it is. */
    static PngRows of(Picture picture) {
        int channels = picture.alpha() ? 4 : grey(picture) ? 1 : 3;
        int kind = channels == 1 ? 0 : channels == 3 ? 2 : 6;
        return new PngRows(picture.width(), picture.height(), 8, kind, picture.width() * channels, channels, List.of(),
                (y, to, at) -> unpack(picture, channels, y, to, at));
    }

    /** At most so many colours. */
    static PngRows of(Picture picture, int colours, Runnable check) {
        Palette palette = Palette.of(picture, colours, check);
        int bits = palette.colours().size() <= 2
                ? 1
                : palette.colours().size() <= 4
                        ? 2
                        : palette.colours().size() <= 16 ? 4 : 8;
        int width = picture.width();
        return new PngRows(width, picture.height(), bits, 3, (width * bits + 7) / 8, 1, palette.colours(),
                (y, to, at) -> {
                    for (int x = 0; x < width; x++) {
                        int index = palette.indices()[y * width + x] & 255;
                        to[at + x * bits / 8] |= (byte) (index << 8 - bits - x * bits % 8);
                    }
                });
    }

    /** Sixteen bits. */
    static PngRows of(DeepPicture picture) {
        int channels = picture.alpha() ? 4 : 3;
        int width = picture.width();
        short[] samples = picture.samples();
        return new PngRows(width, picture.height(), 16, channels == 4 ? 6 : 2, width * channels * 2, channels * 2,
                List.of(), (y, to, at) -> {
                    for (int x = 0, k = at; x < width; x++) {
                        for (int c = 0; c < channels; c++, k += 2) {
                            short sample = samples[4 * (y * width + x) + c];
                            to[k] = (byte) (sample >> 8);
                            to[k + 1] = (byte) sample;
                        }
                    }
                });
    }

    private static void unpack(Picture picture, int channels, int y, byte[] to, int at) {
        int from = y * picture.width();
        for (int x = 0, k = at; x < picture.width(); x++) {
            int pixel = picture.argb()[from + x];
            if (channels == 1) {
                to[k++] = (byte) pixel;
            } else {
                to[k++] = (byte) (pixel >> 16);
                to[k++] = (byte) (pixel >> 8);
                to[k++] = (byte) pixel;
                if (channels == 4) {
                    to[k++] = (byte) (pixel >>> 24);
                }
            }
        }
    }

    private static boolean grey(Picture picture) {
        for (int pixel : picture.argb()) {
            if ((pixel & 255) != (pixel >> 8 & 255) || (pixel & 255) != (pixel >> 16 & 255)) {
                return false;
            }
        }
        return true;
    }
}
