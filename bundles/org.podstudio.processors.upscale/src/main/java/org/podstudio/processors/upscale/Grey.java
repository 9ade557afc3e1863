package org.podstudio.processors.upscale;

import org.podstudio.imaging.Blocks;
import org.podstudio.imaging.Picture;

/** Nets of colour give grey pictures a tint; what was grey stays grey. */
final class Grey {

    private Grey() {
    }

    /**
     * The result itself, its pixels made grey when those of the original are.
     *
     * @param check called between blocks; what it throws ends the work
     */
    static Picture kept(Picture original, Picture result, Runnable check) {
        if (isGrey(original)) {
            int[] argb = result.argb();
            Blocks.pixels(argb.length, check, (from, to) -> {
                for (int i = from; i < to; i++) {
                    int luma = (77 * (argb[i] >> 16 & 255) + 150 * (argb[i] >> 8 & 255) + 29 * (argb[i] & 255)
                            + 128) >> 8;
                    argb[i] = argb[i] & 0xFF000000 | luma * 0x010101;
                }
            });
        }
        return result;
    }

    private static boolean isGrey(Picture picture) {
        for (int pixel : picture.argb()) {
            int green = pixel >> 8 & 255;
            if (pixel >>> 24 != 0 && ((pixel >> 16 & 255) != green || (pixel & 255) != green)) {
                return false;
            }
        }
        return true;
    }
}
