package org.podstudio.imaging.internal.eighth;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;

/** One of the colours of a JPEG: a mean for each of its blocks, before quantisation is undone, and pixels of each where more are wanted. */
final class Component {

    private final int id;
    private final int across;
    private final int down;
    private final int table;
    private final int stride;
    private final short[] means;
    private final List<Tray.Pixels> pixels;
    private Optional<Tray> tray = Optional.empty();
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
     * @param sides pixels that are wanted of each block, in each direction, 1 to 8: several sizes of the picture
     */
    Component(int id, int across, int down, int table, int unitsWide, int unitsHigh, Set<Integer> sides) {
        this.id = id;
        this.across = across;
        this.down = down;
        this.table = table;
        this.stride = unitsWide * across;
        this.means = new short[sides.contains(1) ? stride * unitsHigh * down : 0];
        this.pixels = sides.stream().filter(side -> side > 1)
                .map(side -> Tray.Pixels.of(side, stride, unitsHigh * down)).toList();
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
    void begin(int lowBits, int[] divisors) throws DamagedJpegException {
        if (!begun()) {
            if (divisors[0] == 0) {
                throw new DamagedJpegException("a quantisation table is missing");
            }
            quantum = divisors[0];
            tray = pixels.isEmpty() ? Optional.empty() : Optional.of(new Tray(divisors, pixels, across, down));
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

    /** Where more than one pixel is wanted of each block, once a scan was begun. */
    Optional<Tray> tray() {
        return tray;
    }

    /** A block is read whose frequencies lie on the tray. */
    void add(int row, int column, int mean) {
        if (means.length > 0) {
            means[row * stride + column] = (short) mean;
        }
        tray.orElseThrow().add(mean);
    }

    /** Samples of 0 to 255: one a block, as libjpeg's inverse transform of one coefficient makes them, or more. @param side as it was wanted */
    byte[] samples(int side) {
        return side == 1
                ? samples()
                : pixels.stream().filter(p -> p.side() == side).findFirst().orElseThrow().samples();
    }

    private byte[] samples() {
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
