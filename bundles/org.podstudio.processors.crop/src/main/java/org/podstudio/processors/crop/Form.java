package org.podstudio.processors.crop;

import java.util.Set;

import org.podstudio.imaging.ImageHeader;

/**
 * How a picture is decoded for a result.
 *
 * @param reduction how many times smaller: 1, 2, 4 or 8
 * @param profiled in its own profile instead of sRGB
 */
record Form(int reduction, boolean profiled) {

    private static final int PIXEL_BYTES = 4;

    static Form of(ImageHeader header, Params params, Geometry geometry) {
        return new Form(Reduction.of(header, params, geometry), params.keepProfile());
    }

    /** Bytes that the picture takes in these forms, all held at once, beside one of full size. */
    static long heapBeside(ImageHeader header, Set<Form> forms) {
        long pixels = forms.stream().mapToLong(form -> header.pixels() / (form.reduction * form.reduction)).sum();
        return PIXEL_BYTES * Math.max(0, pixels - header.pixels());
    }
}
