package org.podstudio.imaging.internal.eighth;

import org.eclipse.jdt.annotation.Nullable;

/** One of the colours of a JPEG: a mean for each of its blocks, before quantisation is undone. */
final class Component {

    private final int id;
    private final int across;
    private final int down;
    private final int table;
    private final int stride;
    private final short[] means;
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
     */
    Component(int id, int across, int down, int table, int unitsWide, int unitsHigh) {
        this.id = id;
        this.across = across;
        this.down = down;
        this.table = table;
        this.stride = unitsWide * across;
        this.means = new short[stride * unitsHigh * down];
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
    void begin(int lowBits, int divisor) {
        if (!begun()) {
            quantum = divisor;
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

    /** One sample a block, 0 to 255, as libjpeg's inverse transform of one coefficient makes them. */
    byte[] samples() {
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
