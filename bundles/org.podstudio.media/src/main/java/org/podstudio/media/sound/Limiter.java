package org.podstudio.media.sound;

/**
 * Holds true peaks under a ceiling. It sees them coming, turns down along a smooth curve that is low enough when they are there, and comes
 * back slowly; where nothing passes the ceiling, sound goes through untouched. One gain for all channels. For one thread.
 */
final class Limiter {

    private static final double AHEAD_SECONDS = 0.004;
    private static final double BACK_SECONDS = 0.06;

    private final Demand demand;
    private final Hold hold;
    private final Mean first;
    private final Mean second;
    private final float[] factors = new float[Demand.chunk()];
    private final float[][] delayed;
    private final int latency;
    private float deepest = 1;
    private long limited;

    /** @param ceiling 1 is full scale */
    Limiter(SoundForm form, float ceiling) {
        int half = Math.max(2, (int) (form.sampleRate() * AHEAD_SECONDS / 2));
        demand = new Demand(form, ceiling);
        hold = new Hold(2 * half, form.sampleRate() * BACK_SECONDS);
        first = new Mean(half);
        second = new Mean(half);
        latency = Demand.LATE + 2 * half - 2;
        delayed = new float[form.channels()][latency + Demand.chunk()];
    }

    /** By how many frames what comes out lies behind what goes in. */
    int latency() {
        return latency;
    }

    /** How many frames it takes at once. */
    static int chunk() {
        return Demand.chunk();
    }

    /** The smallest factor so far; 1: nothing had to be held. */
    float deepest() {
        return deepest;
    }

    /** How many frames so far were turned down. */
    long limited() {
        return limited;
    }

    /** Limits the next frames in place. @param channels of which it takes {@link #chunk} frames */
    void apply(float[][] channels, int from) {
        int n = factors.length;
        boolean wanted = demand.of(channels, from, factors);
        boolean idle = !wanted && hold.idle() && first.idle() && second.idle();
        if (idle) {
            hold.skip(n);
        } else {
            hold.apply(factors, n);
            first.apply(factors, n);
            second.apply(factors, n);
            count();
        }
        for (int c = 0; c < channels.length; c++) {
            delay(channels[c], from, delayed[c], idle);
        }
    }

    private void count() {
        for (float factor : factors) {
            deepest = Math.min(deepest, factor);
            limited += factor < 1 ? 1 : 0;
        }
    }

    private void delay(float[] channel, int from, float[] line, boolean idle) {
        int n = factors.length;
        System.arraycopy(channel, from, line, latency, n);
        for (int i = 0; i < n; i++) {
            channel[from + i] = idle ? line[i] : line[i] * factors[i];
        }
        System.arraycopy(line, n, line, 0, latency);
    }
}
