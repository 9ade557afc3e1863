package org.podstudio.processors.upscale;

import java.util.function.LongPredicate;

/** What upscaling takes beside the tiles: the Java heap. */
final class Memory {

    private static final long MEGABYTE = 1L << 20;

    /** Samples of two bytes take twice the room. */
    static final int DEEP = 2;
    /** Samples in an array. */
    private static final long MOST_SAMPLES = Integer.MAX_VALUE - 8;

    private Memory() {
    }

    /**
     * Java heap for the picture, what the net makes of it, and the result.
     *
     * @param transparent whether colours and alpha are made one after the other and then joined
     */
    static long heapBytes(Size source, Size made, Size result, boolean transparent) {
        // columns first, then rows; nothing when the net makes the very size
        long halfWay = made.equals(result) ? 0 : (long) result.width() * made.height();
        long resized = made.pixels() + halfWay + (transparent ? 2 : 1) * result.pixels();
        // colours, alpha and both together; or the result and the file it is packed into
        return 64 * MEGABYTE + 4 * (3 * source.pixels() + Math.max(resized, 3 * result.pixels()));
    }

    /**
     * Whether a picture can keep 16 bits: what the net makes of it is one array of four samples a pixel.
     *
     * @param transparent as for {@link #heapBytes}
     * @param heap whether there are so many bytes
     */
    static boolean fitsDeep(Size source, Size made, Size result, boolean transparent, LongPredicate heap) {
        return 4 * made.pixels() <= MOST_SAMPLES && heap.test(DEEP * heapBytes(source, made, result, transparent));
    }
}
