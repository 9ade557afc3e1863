package org.podstudio.media.sound;

import java.util.Arrays;

/**
 * From the energies of tenths of a second to loudness: ITU-R BS.1770-4 (blocks of 400 ms every 100 ms, gates at -70 LUFS and -10 LU), range by
 * EBU Tech 3342 (3 s every 100 ms, gates at -70 LUFS and -20 LU). For one thread; takes the same memory for a second and for a day.
 */
final class Gating {

    private static final int MOMENT = 4;
    private static final int SHORT_TERM = 30;

    private final double[] steps = new double[SHORT_TERM];
    private final LevelCounts moments = new LevelCounts();
    private final LevelCounts shortTerm = new LevelCounts();
    private final int framesPerStep;
    private long done;
    private double everything;
    private double loudestMoment;
    private double loudestShortTerm;

    /** @param framesPerStep in a tenth of a second */
    Gating(int framesPerStep) {
        this.framesPerStep = framesPerStep;
    }

    /** @param energy weighted sum of the squares of all samples of the next tenth of a second */
    void add(double energy) {
        steps[(int) (done++ % SHORT_TERM)] = energy;
        everything += energy;
        if (done >= MOMENT) {
            double moment = last(MOMENT) / MOMENT / framesPerStep;
            loudestMoment = Math.max(loudestMoment, moment);
            moments.add(moment);
        }
        if (done >= SHORT_TERM) {
            double term = Arrays.stream(steps).sum() / SHORT_TERM / framesPerStep;
            loudestShortTerm = Math.max(loudestShortTerm, term);
            shortTerm.add(term);
        }
    }

    private double last(int n) {
        double sum = 0;
        for (long i = done - n; i < done; i++) {
            sum += steps[(int) (i % SHORT_TERM)];
        }
        return sum;
    }

    /**
     * Ends the measurement. Sound shorter than one block is measured as a block of its own length.
     *
     * @param energy of what is left, less than a tenth of a second
     * @param frames how many those are
     * @param peak the highest true peak, 1 is full scale
     */
    Measurement end(double energy, int frames, double peak) {
        long all = done * framesPerStep + frames;
        if (done < MOMENT && all > 0) {
            double only = (everything + energy) / all;
            loudestMoment = only;
            moments.add(only);
        }
        return new Measurement(moments, shortTerm, peak, LevelCounts.lufs(loudestMoment),
                LevelCounts.lufs(loudestShortTerm), all);
    }
}
