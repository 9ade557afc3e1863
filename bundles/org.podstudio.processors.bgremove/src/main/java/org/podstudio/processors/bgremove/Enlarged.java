package org.podstudio.processors.bgremove;

import org.podstudio.imaging.Filter;
import org.podstudio.imaging.Picture;
import org.podstudio.imaging.Resizer;

/** A net's mask at the size of the picture. */
final class Enlarged {

    /** Nets are sure of nothing: what they hold for nearly nothing or nearly all is a haze or a subject one can see through. */
    private static final float HAZE = 0.04f;
    private static final float SOLID = 0.90f;

    private Enlarged() {
    }

    /** Alpha of each pixel of the picture, 0 to 255. */
    static int[] alpha(Matting.Mask mask, Picture picture) {
        int[] grey = new int[mask.values().length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = 0xFF000000 | firm(mask.values()[i]) * 0x010101;
        }
        Picture small = Picture.of(mask.side(), grey.length / mask.side(), false, grey);
        int[] alpha = Resizer.resize(small, picture.width(), picture.height(), Filter.LANCZOS).argb().clone();
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] &= 255;
        }
        return alpha;
    }

    private static int firm(float value) {
        return Math.round(Math.clamp((value - HAZE) / (SOLID - HAZE), 0f, 1f) * 255);
    }
}
