package org.podstudio.processors.normalize;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One gain for the whole piece, and a limiter behind it where peaks would pass the ceiling.
 *
 * @param gainDb dB
 * @param limitDb where the limiter holds peaks, dB of full scale; empty: no limiter
 */
record Levelling(double gainDb, OptionalDouble limitDb) {

    /** The limiter's sample peaks at four times the rate miss the true peak by at most this, dB. */
    static final double MARGIN = 0.1;
    private static final double LOWEST_LIMIT = -24;

    static Levelling plain(double gainDb) {
        return new Levelling(gainDb, OptionalDouble.empty());
    }

    static Levelling limited(double gainDb, double ceilingDb) {
        return new Levelling(gainDb, OptionalDouble.of(Math.clamp(ceilingDb - MARGIN, LOWEST_LIMIT, 0)));
    }

    Levelling louder(double byDb) {
        return new Levelling(gainDb + byDb, limitDb);
    }

    /**
     * The filter chain; keeps the rate. The limiter works at four times the rate, where peaks between the samples are
     * samples.
     */
    String filter(int sampleRate) {
        String gain = String.format(Locale.ROOT, "volume=%.4fdB:precision=double", gainDb);
        if (limitDb.isEmpty()) {
            return gain;
        }
        double limit = Math.pow(10, limitDb.getAsDouble() / 20);
        int above = sampleRate < 96_000 ? sampleRate * 4 : sampleRate * 2;
        return String.format(Locale.ROOT,
                "aresample=%d:filter_size=64,%s,alimiter=level=disabled:limit=%.6f:attack=5:release=60:latency=1,"
                        + "aresample=%d:filter_size=64",
                above, gain, limit, sampleRate);
    }
}
