package org.podstudio.media.sound;

/** The least of the last values, from which it then rises slowly. For one thread. */
final class Hold {

    private static final double NEARLY = 0.99999;

    private final int length;
    private final int mask;
    private final float[] least;
    private final long[] when;
    private final double rise;
    private int head;
    private int size;
    private long now;
    private double last = 1;

    /**
     * @param length of the values that count
     * @param risingFrames in which the way back to 1 shrinks to a third
     */
    Hold(int length, double risingFrames) {
        this.length = length;
        int room = Integer.highestOneBit(length) * 2; // a power of two: what is divided by a variable for each sample costs more than all else
        this.mask = room - 1;
        this.least = new float[room];
        this.when = new long[room];
        this.rise = 1 - Math.exp(-1 / risingFrames);
    }

    /** Whether nothing is held. */
    boolean idle() {
        return last == 1;
    }

    void apply(float[] factors, int n) {
        for (int i = 0; i < n; i++) {
            float value = next(factors[i]);
            double risen = last + (1 - last) * rise;
            last = Math.min(value, risen > NEARLY ? 1 : risen);
            factors[i] = (float) last;
        }
    }

    /** Goes on over values of 1 while nothing is held. */
    void skip(int n) {
        now += n;
        size = 0;
    }

    /** The least of the last values, by a queue of those that may yet be it. */
    private float next(float value) {
        while (size > 0 && least[head + size - 1 & mask] >= value) {
            size--;
        }
        int tail = head + size++ & mask;
        least[tail] = value;
        when[tail] = now;
        if (when[head] <= now - length) {
            head = head + 1 & mask;
            size--;
        }
        now++;
        return least[head];
    }
}
