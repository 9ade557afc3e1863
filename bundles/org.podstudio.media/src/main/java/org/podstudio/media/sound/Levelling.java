package org.podstudio.media.sound;

import java.util.OptionalDouble;

/**
 * One gain for the whole piece, and a limiter behind it where peaks would pass the ceiling.
 *
 * @param gainDb dB
 * @param ceilingDb where the limiter holds true peaks, dB of full scale; empty: no limiter
 */
public record Levelling(double gainDb, OptionalDouble ceilingDb) {

    /** A gain alone. */
    public static Levelling plain(double gainDb) {
        return new Levelling(gainDb, OptionalDouble.empty());
    }

    /** A gain and a limiter. */
    public static Levelling limited(double gainDb, double ceilingDb) {
        return new Levelling(gainDb, OptionalDouble.of(ceilingDb));
    }

    /** The same limiter after another gain. */
    public Levelling louder(double byDb) {
        return new Levelling(gainDb + byDb, ceilingDb);
    }

    /** Factor of the samples. */
    float gain() {
        return (float) Math.pow(10, gainDb / 20);
    }

    /** 1 is full scale; without a limiter infinity. */
    float ceiling() {
        return ceilingDb.isPresent() ? (float) Math.pow(10, ceilingDb.getAsDouble() / 20) : Float.POSITIVE_INFINITY;
    }
}
