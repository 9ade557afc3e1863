package org.podstudio.processors.upscale;

import java.lang.management.ManagementFactory;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.inference.Tiling;
import org.podstudio.models.Card;

/**
 * How large tiles may be. Measured with realesr-animevideov3 (16 convolutions): 391 MB at tiles of 256, 740 MB at 512, in the same time; with
 * x4plus (23 dense blocks) 1.2 GB at 256. The choice looks at the machine and not at what is free at the moment, so that the same request
 * gives the same bytes.
 */
final class Memory {

    private static final long MEGABYTE = 1L << 20;
    private static final long MOST = 4096 * MEGABYTE;
    private static final int SMALLEST = 128;

    private Memory() {
    }

    /** Tiles of at most that size that fit into a sixth of the machine's memory, and 4 GB. */
    static Tiling tiling(Card card, int tile, Size size) {
        long total = ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getTotalMemorySize()
                : 8192 * MEGABYTE;
        Tiling tiling = tiling(card, tile);
        for (int side = tile / 2; side >= SMALLEST
                && nativeBytes(card, tiling, size) > Math.min(MOST, total / 6); side /= 2) {
            tiling = tiling(card, side);
        }
        return tiling;
    }

    /** The next smaller tiles, for when memory was short; the same when there are none. */
    static Tiling smaller(Card card, Tiling tiling) {
        Tiling half = tiling(card, tiling.tile() / 2);
        return half.tile() >= SMALLEST ? half : tiling;
    }

    /** Peak outside the Java heap for one tile. */
    static long nativeBytes(Card card, Tiling tiling, Size size) {
        double base = card.number("nativeBytes", 200.0 * MEGABYTE + 2.0 * card.bytes());
        // the tile itself and the answer to it, three floats a pixel
        double buffers = 12 + 12 * card.number("scale", 4) * card.number("scale", 4);
        double pixels = tiling.pixels(size.width(), size.height());
        return (long) (base + pixels * (card.number("bytesPerPixel", 12_000) + buffers));
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

    /** Refuses before anything of that size is allocated. */
    static void requireHeap(long bytes, String name) {
        long most = Runtime.getRuntime().maxMemory();
        if (bytes > most) {
            throw new ProcessingException(
                    ErrorKind.RESOURCE, "upscale.no-memory", "%s needs %d MB of Java memory, and %d MB is all there is."
                            .formatted(name, bytes / MEGABYTE, most / MEGABYTE),
                    "Choose a smaller factor, or start with more memory (-Xmx).");
        }
    }

    private static Tiling tiling(Card card, int tile) {
        return Tiling.of(tile, (int) card.number("reach", 32), (int) card.number("multiple", 1));
    }
}
