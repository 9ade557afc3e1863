package org.podstudio.media.command;

import java.util.Optional;

/** What rules the size of the pictures. */
public sealed interface Rate {

    /** Constant quality, as far as the bound lets it. @param factor as the codec counts it, 0 being the best */
    record Quality(int factor, Optional<Bound> bound) implements Rate {}

    /** A rate on average. @param kilobits a second */
    record Average(int kilobits, Bound bound) implements Rate {}

    /**
     * What a player has to take at most.
     *
     * @param kilobits a second, once its buffer is full
     * @param buffer kilobits that may come at once
     */
    record Bound(int kilobits, int buffer) {}
}
