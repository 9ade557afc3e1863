package org.podstudio.inference;

import java.util.List;

/**
 * One input or output of a network.
 *
 * @param name as the network calls it
 * @param shape outermost dimension first; -1 where any size will do; empty for a single value
 */
public record Port(String name, List<Long> shape) {

    /** Copies the list. */
    public Port {
        shape = List.copyOf(shape);
    }

    /** Whether it takes or gives pictures: it has four dimensions. */
    public boolean picture() {
        return shape.size() == 4;
    }
}
