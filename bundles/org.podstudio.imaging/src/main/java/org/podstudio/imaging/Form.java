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
    private static final int MOST_REDUCED = 8;
    /** What is decoded has so many times the pixels a side: the resampling decides how it looks, not the decoder. */
    private static final double MARGIN = 1.5;
    /** Made smaller while they are read, where all of them does not fit into memory. */
    private static final Set<ImageFormat> STRIPS = Set.of(ImageFormat.PNG, ImageFormat.TIFF);

    /**
     * At which fraction of its size a picture can be decoded to be brought to a size: of a JPEG that takes half of the time and a quarter of the
     * memory. It depends on one result alone, so that a result is the same whether others are made beside it or not.
     *
     * @param width that the whole picture would have, pixels
     * @param height that the whole picture would have, pixels
     * @return 1, 2, 4 or 8
     */
    public static int reduction(ImageHeader header, int width, int height) {
        boolean reducible = header.format() == ImageFormat.JPEG || header.large() && STRIPS.contains(header.format());
        int reduction = reducible ? MOST_REDUCED : 1;
        while (reduction > 1 && !(fits(header, header.width(), width, reduction)
                && fits(header, header.height(), height, reduction))) {
            reduction /= 2;
        }
        return reduction;
    }

    /**
     * A size that cannot be divided would be rounded up, and all of the picture shifted by a part of a pixel, which is borne where it would not
     * fit into memory; one wanted pixel more or less is rounding.
     */
    private static boolean fits(ImageHeader header, int stored, int wanted, int reduction) {
        return (header.large() || stored % reduction == 0) && wanted - 1 < stored / (MARGIN * reduction);
    }

    /** A fraction, where the whole would not fit into memory, else 1: what is reckoned with, as one job may decode several forms. */
    public static int needed(ImageHeader header, int reduction) {
        return header.large() ? reduction : 1;
    }

    /**
     * How a picture is decoded for a file. Deep stays deep, and is decoded as a whole, in a format with room for it where it fits into memory.
     *
     * @param depth bits a channel
     * @param reduction at which it could be decoded
     */
    public static Form of(ImageHeader header, int depth, Encoding encoding, int reduction, boolean profiled) {
        boolean deep = Original.deep(depth) && encoding.deep() && needed(header, reduction) == 1;
        return new Form(deep ? 1 : reduction, profiled, deep);
    }

    /** Bytes that the picture takes in these forms, all held at once, beside one of full size. @param held by others at the same time */
    public static long heapBeside(ImageHeader header, Set<Form> forms, long held) {
        long pixels = forms.stream()
                .mapToLong(form -> header.pixels() * (form.deep ? 2 : 1) / (form.reduction * form.reduction)).sum();
        return Math.max(0, PIXEL_BYTES * (pixels - header.pixels()) + held);
    }
}
