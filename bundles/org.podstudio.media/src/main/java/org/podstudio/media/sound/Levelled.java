package org.podstudio.media.sound;

/**
 * What became of sound that was levelled.
 *
 * @param measurement of what was written; what an encoder made of it is another matter
 * @param reductionDb how far the limiter turned down at most, dB; 0: not at all
 * @param limitedShare of the time that it was turned down, 0 to 1
 */
public record Levelled(Measurement measurement, double reductionDb, double limitedShare) {

    static Levelled of(Measurement measurement, float deepest, long frames) {
        return new Levelled(measurement, Math.max(0, -20 * Math.log10(deepest)), measurement.frames() == 0
                ? 0
                : Math.min(1, (double) frames / measurement.frames()));
    }
}
