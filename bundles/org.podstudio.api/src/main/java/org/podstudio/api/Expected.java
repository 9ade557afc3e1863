package org.podstudio.api;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a processor promises about an output, for the engine to measure independently before the file counts.
 *
 * @param width pixels, after orientation; empty: not promised
 * @param height pixels, after orientation; empty: not promised
 * @param seconds duration; empty: not promised. Measured within 0.1 s or 1 %, whichever is more
 */
public record Expected(OptionalInt width, OptionalInt height, OptionalDouble seconds) {

    /** Nothing beyond "it decodes and is not broken". */
    public static final Expected ANYTHING = new Expected(OptionalInt.empty(), OptionalInt.empty(),
            OptionalDouble.empty());

    /** A picture of exactly this size in pixels. */
    public static Expected picture(int width, int height) {
        return new Expected(OptionalInt.of(width), OptionalInt.of(height), OptionalDouble.empty());
    }

    /** Sound of this duration. */
    public static Expected sound(double seconds) {
        return new Expected(OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.of(seconds));
    }

    /** Moving pictures of exactly this size in pixels and this duration. */
    public static Expected film(int width, int height, double seconds) {
        return new Expected(OptionalInt.of(width), OptionalInt.of(height), OptionalDouble.of(seconds));
    }
}
