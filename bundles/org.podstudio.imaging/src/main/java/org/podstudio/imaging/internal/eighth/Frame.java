package org.podstudio.imaging.internal.eighth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Size and colours of a JPEG (the segments SOF0, SOF1 and SOF2).
 *
 * @param width pixels
 * @param height pixels
 * @param progressive its bits come in several scans
 * @param sides pixels that are made of each block, in each direction
 * @param across most blocks of a component side by side in a unit
 * @param down most rows of blocks of a component in a unit
 */
record Frame(int width, int height, boolean progressive, Set<Integer> sides, int across, int down,
        List<Component> components) {

    private static final int HEAD = 6;
    private static final int EACH = 3;

    /**
     * What a segment says.
     *
     * @return empty for what is not done here: 12 bits a sample, CMYK, a height that is told later, a size of which nothing is wanted
     * @throws DamagedJpegException when it contradicts itself
     */
    static Optional<Frame> of(byte[] segment, boolean progressive, EighthJpeg.Choice choice)
            throws DamagedJpegException {
        if (segment.length < HEAD || segment.length != HEAD + EACH * (segment[5] & 255)) {
            throw new DamagedJpegException("the segment that tells the size is cut off");
        }
        int height = (segment[1] & 255) << 8 | segment[2] & 255;
        int width = (segment[3] & 255) << 8 | segment[4] & 255;
        int colours = segment[5];
        boolean done = segment[0] == 8 && (colours == 1 || colours == 3) && height > 0 && width > 0;
        Set<Integer> sides = new HashSet<>(done ? choice.sides(width, height) : Set.of());
        sides.removeIf(side -> progressive && side > 1);
        if (sides.isEmpty()) {
            return Optional.empty();
        }
        int across = 1;
        int down = 1;
        for (int i = HEAD; i < segment.length; i += EACH) {
            across = Math.max(across, factor(segment[i + 1] >> 4 & 15));
            down = Math.max(down, factor(segment[i + 1] & 15));
        }
        List<Component> components = new ArrayList<>();
        for (int i = HEAD; i < segment.length; i += EACH) {
            components.add(new Component(segment[i] & 255, segment[i + 1] >> 4 & 15, segment[i + 1] & 15,
                    segment[i + 2] & 3, units(width, across), units(height, down), sides));
        }
        return Optional.of(new Frame(width, height, progressive, sides, across, down, List.copyOf(components)));
    }

    private static int factor(int factor) throws DamagedJpegException {
        if (factor < 1 || factor > 4) {
            throw new DamagedJpegException("a sampling factor is " + factor);
        }
        return factor;
    }

    private static int units(int pixels, int blocks) {
        return (pixels + 8 * blocks - 1) / (8 * blocks);
    }

    int unitsWide() {
        return units(width, across);
    }

    int unitsHigh() {
        return units(height, down);
    }

    /** Blocks of a component that show something of the picture, in a row. */
    int blocksWide(Component component) {
        return (width * component.across() + 8 * across - 1) / (8 * across);
    }

    /** Rows of blocks of a component that show something of the picture. */
    int blocksHigh(Component component) {
        return (height * component.down() + 8 * down - 1) / (8 * down);
    }

    /** Whether all bits of all means are known. */
    boolean complete() {
        return components.stream().allMatch(Component::complete);
    }

    Component component(int id) throws DamagedJpegException {
        for (Component component : components) {
            if (component.id() == id) {
                return component;
            }
        }
        throw new DamagedJpegException("a scan is of a colour that there is not");
    }
}
