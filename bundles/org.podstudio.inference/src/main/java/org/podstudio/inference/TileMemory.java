package org.podstudio.inference;

import java.lang.management.ManagementFactory;

import org.podstudio.models.Card;

/**
 * How large tiles may be. Measured with realesr-animevideov3 (16 convolutions): 391 MB at tiles of 256, 740 MB at 512, in the same time; with
 * x4plus (23 dense blocks) 1.2 GB at 256. The choice looks at the machine and not at what is free at the moment, so that the same request
 * gives the same bytes.
 */
public final class TileMemory {

    private static final long MEGABYTE = 1L << 20;
    private static final long MOST = 4096 * MEGABYTE;
    private static final int SMALLEST = 128;

    private TileMemory() {
    }

    /** Tiles of at most that size that fit into a sixth of the machine's memory, and 4 GB. Sizes in pixels. */
    public static Tiling tiling(Card card, int tile, int width, int height) {
        long total = ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getTotalMemorySize()
                : 8192 * MEGABYTE;
        Tiling tiling = tiling(card, tile);
        for (int side = tile / 2; side >= SMALLEST
                && nativeBytes(card, tiling, width, height) > Math.min(MOST, total / 6); side /= 2) {
            tiling = tiling(card, side);
        }
        return tiling;
    }

    /** The next smaller tiles, for when memory was short; the same when there are none. */
    public static Tiling smaller(Card card, Tiling tiling) {
        Tiling half = tiling(card, tiling.tile() / 2);
        return half.tile() >= SMALLEST ? half : tiling;
    }

    /** Peak outside the Java heap for one tile of a picture of that size. */
    public static long nativeBytes(Card card, Tiling tiling, int width, int height) {
        double base = card.number("nativeBytes", 200.0 * MEGABYTE + 2.0 * card.bytes());
        // the tile itself and the answer to it, three floats a pixel
        double buffers = 12 + 12 * card.number("scale", 4) * card.number("scale", 4);
        double pixels = tiling.pixels(width, height);
        return (long) (base + pixels * (card.number("bytesPerPixel", 12_000) + buffers));
    }

    private static Tiling tiling(Card card, int tile) {
        return Tiling.of(tile, (int) card.number("reach", 32), (int) card.number("multiple", 1));
    }
}
