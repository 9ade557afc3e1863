package org.podstudio.imaging;

import java.util.Set;

/**
 * How a picture is decoded for a result.
 *
 * @param reduction how many times smaller a side: 1, 2, 4 or 8
 * @param profiled in its own profile instead of sRGB
 * @param deep in 16 bits a channel
 */
public record Form(int reduction, boolean profiled, boolean deep) {

    private static final int PIXEL_BYTES = 4;

    /** Bytes that the picture takes in these forms, all held at once, beside one of full size. */
    public static long heapBeside(ImageHeader header, Set<Form> forms) {
        long pixels = forms.stream()
                .mapToLong(form -> header.pixels() * (form.deep ? 2 : 1) / (form.reduction * form.reduction)).sum();
        return PIXEL_BYTES * Math.max(0, pixels - header.pixels());
    }
}
