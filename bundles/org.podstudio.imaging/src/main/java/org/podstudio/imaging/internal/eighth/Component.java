package org.podstudio.imaging.internal.eighth;

import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

/** One of the colours of a JPEG: a mean for each of its blocks, before quantisation is undone, or pixels of each. */
final class Component {

    private final int id;
    private final int across;
    private final int down;
    private final int table;
    private final int stride;
    private final int side;
    private final short[] means;
    private final byte[] pixels;
    private Optional<Corner> corner = Optional.empty();
    private int quantum;
    private int missingBits = -1;
    private @Nullable HuffmanTable dc;
    private @Nullable HuffmanTable ac;

    /**
     * @param across blocks side by side in a unit
     * @param down rows of them
     * @param table of its quantisation
     * @param unitsWide units in a row of the picture
     * @param unitsHigh rows of units
     * @param side pixels that are wanted of each block, in each direction: 1, 2 or 4
     */
    Component(int id, int across, int down, int table, int unitsWide, int unitsHigh, int side) {
        this.id = id;
        this.across = across;
        this.down = down;
        this.table = table;
        this.stride = unitsWide * across;
        this.side = side;
        int blocks = stride * unitsHigh * down;
        this.means = new short[side == 1 ? blocks : 0];
        this.pixels = new byte[side == 1 ? 0 : blocks * side * side];
    }

    int id() {
        return id;
    }

    int across() {
        return across;
    }

    int down() {
        return down;
    }

    /** Blocks a row, with those that fill the last unit. */
    int stride() {
        return stride;
    }

    short[] means() {
        return means;
    }

    /** Number of the quantisation table that holds when its first scan begins. */
    int table() {
        return table;
    }

    /** Whether a scan of it was begun. */
    boolean begun() {
        return missingBits >= 0;
    }

    /** Whether all bits of its means are known. */
    boolean complete() {
        return missingBits == 0;
    }

    /** A scan begins after which that many low bits are still missing. */
    void begin(int lowBits, int[] divisors) {
        if (!begun()) {
            quantum = divisors[0];
            corner = side == 1 ? Optional.empty() : Optional.of(new Corner(side, divisors.clone()));
        }
        missingBits = lowBits;
    }

    /** The tables of the scan that begins. */
    void use(@Nullable HuffmanTable means, @Nullable HuffmanTable rest) {
        dc = means;
        ac = rest;
    }

    HuffmanTable dc() throws DamagedJpegException {
        return table(dc);
    }

    HuffmanTable ac() throws DamagedJpegException {
        return table(ac);
    }

    /** Pixels of each block, in each direction. */
    int side() {
        return side;
    }

    /** Where more than one pixel is wanted of each block, once a scan was begun. */
    Corner corner() {
        return corner.orElseThrow();
    }

    /** Makes the pixels of a block. @param block as the means are numbered */
    void draw(int block, int mean) {
        int at = block / stride * side * side * stride + block % stride * side;
        corner().transform(mean, pixels, at, side * stride);
    }

    /** One sample a block, 0 to 255, as libjpeg's inverse transform of one coefficient makes them, or its pixels. */
    byte[] samples() {
        if (side > 1) {
            return pixels;
        }
        byte[] samples = new byte[means.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) Math.clamp((means[i] * quantum + 4 >> 3) + 128, 0, 255);
        }
        return samples;
    }

    private static HuffmanTable table(@Nullable HuffmanTable known) throws DamagedJpegException {
        if (known == null) {
            throw new DamagedJpegException("a Huffman table is missing");
        }
        return known;
    }
}
