package org.podstudio.processors.transcode;

import java.util.Optional;

/** What rules the size of the pictures. */
sealed interface Rate {

    /** Constant quality, as far as the bound lets it. */
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
