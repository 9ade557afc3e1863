package org.podstudio.processors.upscale;

import java.util.Arrays;

import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;

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

    /** As the other; both are opaque. */
    static DeepPicture kept(DeepPicture original, DeepPicture result, Runnable check) {
        if (isGrey(original)) {
            short[] samples = result.samples();
            Blocks.pixels(samples.length / 4, check, (from, to) -> {
                for (int i = 4 * from; i < 4 * to; i += 4) {
                    int luma = 77 * (samples[i] & 0xFFFF) + 150 * (samples[i + 1] & 0xFFFF)
                            + 29 * (samples[i + 2] & 0xFFFF) + 128 >> 8;
                    Arrays.fill(samples, i, i + 3, (short) luma);
                }
            });
        }
        return result;
    }

    private static boolean isGrey(DeepPicture picture) {
        short[] samples = picture.samples();
        for (int i = 0; i < samples.length; i += 4) {
            if (samples[i] != samples[i + 1] || samples[i] != samples[i + 2]) {
                return false;
            }
        }
        return true;
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
