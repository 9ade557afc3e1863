package org.podstudio.processors.crop;

import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.pixels.Filter;

/** In which form a picture is decoded to be cut and brought to a size. */
final class Reduction {

    private Reduction() {
    }

    /** At a fraction of its size, but where single pixels count: for a part of the picture, the nearest pixel, averages of light, and colours as they are stored. */
    static Form form(ImageHeader header, int depth, Encoding encoding, Params params, Geometry geometry) {
        Size scaled = geometry.scaled();
        boolean whole = !geometry.cuts(new Size(header.width(), header.height()))
                && params.filter() != Params.Resampling.NEAREST && !params.linear() && !params.keepProfile();
        int reduction = whole ? Form.reduction(header, scaled.width(), scaled.height()) : 1;
        Form form = Form.of(header, depth, encoding, reduction, params.keepProfile());
        return whole && Drawing.filter(params, geometry) == Filter.LANCZOS
                ? form.shrinking(header, scaled.width(), scaled.height(), halved(geometry, encoding, params))
                : form;
    }

    /** Whether the pixels become those of a file whose colours are halved as they are. */
    private static boolean halved(Geometry geometry, Encoding encoding, Params params) {
        return encoding.halvesColours() && params.sharpen() == 0 && geometry.scaled().equals(geometry.canvas());
    }
}
