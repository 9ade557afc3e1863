package org.podstudio.processors.bgremove;

import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

/** A net's mask at the size of the picture, and with its edges. */
final class Enlarged {

    private Enlarged() {
    }

    /** Alpha of each pixel of the picture, 0 to 255. */
    static int[] alpha(Matting.Mask mask, Picture picture, Runnable check) {
        float[] firm = Firmness.of(mask.values(), mask.side());
        int[] levels = new int[firm.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.round(firm[i] * 255);
        }
        Picture small = Pixels.grey(levels, mask.side(), levels.length / mask.side());
        int[] alpha = Resizer.resize(small, picture.width(), picture.height(), Filter.LANCZOS, check).argb();
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] &= 255;
        }
        return Refinement.of(alpha, mask.side(), picture, check);
    }
}
