package org.podstudio.processors.bgremove;

import org.podstudio.imaging.Filter;
import org.podstudio.imaging.Picture;
import org.podstudio.imaging.Resizer;

/** A net's mask at the size of the picture. */
final class Enlarged {

    private Enlarged() {
    }

    /** Alpha of each pixel of the picture, 0 to 255. */
    static int[] alpha(Matting.Mask mask, Picture picture) {
        float[] firm = Firmness.of(mask.values(), mask.side());
        int[] grey = new int[firm.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = 0xFF000000 | Math.round(firm[i] * 255) * 0x010101;
        }
        Picture small = Picture.of(mask.side(), grey.length / mask.side(), false, grey);
        int[] alpha = Resizer.resize(small, picture.width(), picture.height(), Filter.LANCZOS).argb().clone();
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] &= 255;
        }
        return alpha;
    }
}
