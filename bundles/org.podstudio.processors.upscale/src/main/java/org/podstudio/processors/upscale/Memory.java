package org.podstudio.processors.upscale;

/** What upscaling takes beside the tiles: the Java heap. */
final class Memory {

    private static final long MEGABYTE = 1L << 20;

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
}
