package org.podstudio.processors.crop;

import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageHeader;

/** What a cut takes of the Java heap, told by its sizes. */
final class Memory {

    private static final long MEGABYTE = 1L << 20;

    private Memory() {
    }

    /** The peak: while decoding, resizing, finishing or packing, the source held all the time. */
    static long heapBytes(ImageHeader source, Geometry geometry, Params params, Form form) {
        int reduction = form.needed(source);
        long decoded = source.pixels() / (reduction * reduction);
        long cut = geometry.cut().size().pixels() / (reduction * reduction);
        long scaled = geometry.scaled().pixels();
        long canvas = geometry.canvas().pixels();
        // columns first, then rows
        long halfWay = (long) geometry.scaled().width() * geometry.cut().size().height() / reduction;
        long copies = (cut < decoded ? cut : 0) + (source.alpha() ? cut : 0);
        // light is kept in numbers as wide as a pixel, of one channel at a time, and opacity beside them
        long light = params.linear() && scaled < cut ? halfWay + scaled : 0;
        long resized = cut == scaled ? copies : copies + halfWay + scaled + light;
        long sharpened = params.sharpen() > 0 ? 2 * scaled : 0;
        long laid = canvas == scaled ? 0 : canvas + (source.alpha() ? 2 : 1) * scaled;
        long packed = canvas + canvas / 2;
        long most = Math.max(Math.max(decoded, resized), Math.max(Math.max(sharpened, laid), packed));
        return 64 * MEGABYTE + pixelBytes(form) * (decoded + most);
    }

    /** Samples of two bytes take twice the room. */
    static int pixelBytes(Form form) {
        return form.deep() ? 8 : 4;
    }
}
