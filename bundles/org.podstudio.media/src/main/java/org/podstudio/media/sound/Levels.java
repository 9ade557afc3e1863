package org.podstudio.media.sound;

import java.io.IOException;

/** A stream of samples through a gain and, where there is one, a limiter; as many come out as go in. For one thread. */
final class Levels {

    private static final int BLOCK = 64 * Limiter.chunk();

    private final Levelling levelling;
    private final Decoding.Taker taker;
    private final Limiter limiter;
    private final float[][] block;
    private int filled;
    private long owed;
    private int early;

    /** @param taker gets what comes out */
    Levels(SoundForm form, Levelling levelling, Decoding.Taker taker) {
        this.levelling = levelling;
        this.taker = taker;
        this.limiter = new Limiter(form, levelling.ceiling());
        this.block = new float[form.channels()][BLOCK];
        this.early = limits() ? limiter.latency() : 0;
    }

    private boolean limits() {
        return levelling.ceilingDb().isPresent();
    }

    Limiter limiter() {
        return limiter;
    }

    void add(float[][] channels, int from, int to) throws IOException {
        owed += to - from;
        for (int at = from; at < to;) {
            int n = Math.min(to - at, BLOCK - filled);
            for (int c = 0; c < block.length; c++) {
                amplify(channels[c], at, block[c], filled, n);
            }
            at += n;
            filled += n;
            if (filled == BLOCK) {
                flush();
            }
        }
    }

    private void amplify(float[] from, int at, float[] to, int where, int n) {
        float gain = levelling.gain();
        for (int i = 0; i < n; i++) {
            to[where + i] = from[at + i] * gain;
        }
    }

    /** Gives what is still to come, with silence after the last sample. */
    void end() throws IOException {
        while (owed > 0) {
            for (float[] channel : block) {
                java.util.Arrays.fill(channel, filled, BLOCK, 0);
            }
            flush();
        }
    }

    private void flush() throws IOException {
        for (int at = 0; limits() && at < BLOCK; at += Limiter.chunk()) {
            limiter.apply(block, at);
        }
        int from = Math.min(early, BLOCK);
        early -= from;
        int to = (int) Math.min(BLOCK, from + owed);
        owed -= to - from;
        filled = 0;
        if (to > from) {
            taker.take(block, from, to);
        }
    }
}
