package org.podstudio.media.sound;

/** The highest peak of one channel, between the samples included. For one thread. */
final class TruePeak {

    private static final int CHUNK = 128;
    private static final int FILLED = CHUNK + Oversampling.TAPS - 1;
    /** Samples that have to follow for a peak to be seen. */
    static final int REACH = CHUNK + Oversampling.TAPS;

    private final Oversampling oversampling;
    private final float[] window = new float[FILLED];
    private final float[] values = new float[CHUNK];
    private int filled = Oversampling.TAPS - 1;
    private float peak;
    private float floor;

    TruePeak(Oversampling oversampling) {
        this.oversampling = oversampling;
    }

    /** Looks for none that is not above another that is known of. */
    void above(float known) {
        floor = Math.max(floor, known);
    }

    void add(float[] samples, int from, int to) {
        for (int at = from; at < to;) {
            int n = Math.min(to - at, FILLED - filled);
            System.arraycopy(samples, at, window, filled, n);
            filled += n;
            at += n;
            if (filled == FILLED) {
                chunk();
            }
        }
    }

    /** Forgets all peaks so far, but not the samples that the next ones are seen from. */
    void forget() {
        peak = 0;
    }

    /** The highest peak so far, 1 is full scale; of the last {@link #REACH} samples, not all may have been looked at. */
    double highest() {
        return peak;
    }

    /** The highest peak, 1 is full scale, with silence after the last sample; ends the measurement. */
    double end() {
        add(new float[REACH], 0, REACH);
        return peak;
    }

    private void chunk() {
        float highest = Oversampling.highest(window, 0, FILLED);
        peak = Math.max(peak, highest);
        if (oversampling.mightPass(Math.max(peak, floor), highest, window)) {
            for (int phase = 0; phase < oversampling.phases(); phase++) {
                oversampling.between(phase, window, values);
                peak = Math.max(peak, Oversampling.highest(values, 0, CHUNK));
            }
        }
        System.arraycopy(window, CHUNK, window, 0, Oversampling.TAPS - 1);
        filled = Oversampling.TAPS - 1;
    }
}
