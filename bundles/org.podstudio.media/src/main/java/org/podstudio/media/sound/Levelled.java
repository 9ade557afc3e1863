package org.podstudio.media.sound;

import java.util.Optional;

/**
 * What became of sound that was levelled.
 *
 * @param measurement of what was written; what an encoder made of it is another matter. Empty where a gain alone was rewritten: then
 *            everything is louder by that
 * @param reductionDb how far the limiter turned down at most, dB; 0: not at all
 * @param limitedShare of the time that it was turned down, 0 to 1
 */
public record Levelled(Optional<Measurement> measurement, double reductionDb, double limitedShare) {

    static Levelled of(Optional<Measurement> measurement, float deepest, long limited) {
        long frames = measurement.map(Measurement::frames).orElse(0L);
        return new Levelled(measurement, Math.max(0, -20 * Math.log10(deepest)), frames == 0
                ? 0
                : Math.min(1, (double) limited / frames));
    }
}
