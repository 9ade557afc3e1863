package org.podstudio.imaging.internal.eighth;

import java.io.IOException;
import java.util.List;

/** A scan, block by block: means alone, or all frequencies that are wanted where a component has a tray for them. */
final class Scan {

    private static final int MOST_BLOCKS_IN_A_UNIT = 10;

    private final Frame frame;
    private final List<Component> components;
    private final BitWindow window;
    private final Block block;
    private final boolean pixels;
    private final int interval;
    private final int[] before;
    private int units;

    /** Reads one block. */
    private interface Block {
        /** The mean of the block; {@code before} is the one read before it of the same component, {@code known} what is known of this one. */
        int read(Component component, int before, int known) throws DamagedJpegException;
    }

    /**
     * @param lowBits bits of the means that come in later scans
     * @param refining one more bit of means that are known already
     * @param interval units between restart markers, 0 for none
     */
    Scan(Frame frame, List<Component> components, BitWindow window, int lowBits, boolean refining, int interval)
            throws DamagedJpegException {
        int blocks = components.stream().mapToInt(c -> c.across() * c.down()).sum();
        if (components.size() > 1 && blocks > MOST_BLOCKS_IN_A_UNIT) {
            throw new DamagedJpegException("a unit has " + blocks + " blocks");
        }
        this.frame = frame;
        this.components = components;
        this.window = window;
        this.interval = interval;
        this.before = new int[components.size()];
        if (refining) {
            this.block = (component, last, known) -> known | window.bit() << lowBits;
        } else if (frame.progressive()) {
            this.block = (component, last, known) -> last + (window.difference(component.dc()) << lowBits);
        } else {
            this.block = (component, last, known) -> {
                int mean = last + window.difference(component.dc());
                window.skipCoefficients(component.ac());
                return mean;
            };
        }
        this.pixels = components.getFirst().tray().isPresent();
    }

    /** All of it; what is read next is a marker. */
    void read() throws IOException {
        window.begin();
        if (components.size() == 1) {
            alone(components.getFirst());
        } else {
            together();
        }
        window.finish();
        components.forEach(component -> component.tray().ifPresent(Tray::finish));
    }

    /** A component by itself comes row by row, without the blocks that only fill the last unit. */
    private void alone(Component component) throws IOException {
        int wide = frame.blocksWide(component);
        int high = frame.blocksHigh(component);
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                nextUnit();
                blocks(0, component, y, x, 1, 1);
            }
        }
    }

    private void together() throws IOException {
        for (int y = 0; y < frame.unitsHigh(); y++) {
            for (int x = 0; x < frame.unitsWide(); x++) {
                nextUnit();
                for (int i = 0; i < before.length; i++) {
                    Component component = components.get(i);
                    blocks(i, component, y * component.down(), x * component.across(), component.across(),
                            component.down());
                }
            }
        }
    }

    private void nextUnit() throws IOException {
        if (interval > 0 && units > 0 && units % interval == 0) {
            window.restart(units / interval - 1);
            java.util.Arrays.fill(before, 0);
        }
        units++;
        window.require();
    }

    private void blocks(int index, Component component, int row, int column, int across, int down)
            throws DamagedJpegException {
        for (int y = row; y < row + down; y++) {
            for (int x = column; x < column + across; x++) {
                if (pixels) {
                    before[index] += window.difference(component.dc());
                    component.tray().get().place(y, x);
                    window.coefficients(component.ac(), component.tray().get());
                    component.add(y, x, before[index]);
                } else {
                    int at = y * component.stride() + x;
                    before[index] = block.read(component, before[index], component.means()[at]);
                    component.means()[at] = (short) before[index];
                }
            }
        }
    }
}
