package org.podstudio.media.sound;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

/** Weighs the energy of each tenth of a second of a stream of samples, and finds the highest true peak. For one thread. */
final class Meter {

    private final KWeighting weighting;
    private final TruePeak[] peaks;
    private final int step;
    private final AtomicInteger known;
    private final DoubleConsumer steps;
    private int inStep;
    private double energy;

    /** A meter of its own. @param steps takes the weighted energy of each tenth of a second that is complete */
    Meter(SoundForm form, DoubleConsumer steps) {
        this(form, steps, new AtomicInteger());
    }

    /**
     * One of several for pieces of the same sound, which need not look for peaks lower than those that the others have found.
     *
     * @param known the highest peak of all so far, as the bits of a float, which for what is not negative have the order of floats
     */
    Meter(SoundForm form, DoubleConsumer steps, AtomicInteger known) {
        this.known = known;
        this.step = form.step();
        this.steps = steps;
        this.weighting = new KWeighting(form.sampleRate(), form.weights());
        Oversampling oversampling = new Oversampling(form.sampleRate());
        this.peaks = Stream.generate(() -> new TruePeak(oversampling)).limit(form.channels())
                .toArray(TruePeak[]::new);
    }

    /** Lets the filters know what came before. */
    void warmUp(float[][] channels, int from, int to) {
        weighting.energy(channels, from, to);
        peaks(channels, from, to);
        Arrays.stream(peaks).forEach(TruePeak::forget); // among them that of a sound that seems to begin at once
    }

    /** Lets peaks between the last samples be seen. */
    void after(float[][] channels, int from, int to) {
        peaks(channels, from, to);
    }

    /** Measures on. @param channels 1 is full scale */
    void add(float[][] channels, int from, int to) {
        for (int at = from; at < to;) {
            int n = Math.min(to - at, step - inStep);
            energy += weighting.energy(channels, at, at + n);
            at += n;
            inStep += n;
            if (inStep == step) {
                steps.accept(energy);
                energy = 0;
                inStep = 0;
            }
        }
        peaks(channels, from, to);
        int bits = known.accumulateAndGet(Float.floatToIntBits((float) highest()), Math::max);
        Arrays.stream(peaks).forEach(peak -> peak.above(Float.intBitsToFloat(bits)));
    }

    private void peaks(float[][] channels, int from, int to) {
        for (int c = 0; c < peaks.length; c++) {
            peaks[c].add(channels[c], from, to);
        }
    }

    /** Energy of what is left over after the last complete step. */
    double leftEnergy() {
        return energy;
    }

    /** How many frames are left over after the last complete step. */
    int leftFrames() {
        return inStep;
    }

    /** The highest true peak so far, 1 is full scale. */
    double highest() {
        return Arrays.stream(peaks).mapToDouble(TruePeak::highest).max().orElse(0);
    }

    /** The highest true peak, 1 is full scale, with silence after the last sample; ends the measurement. */
    double peak() {
        return Arrays.stream(peaks).mapToDouble(TruePeak::end).max().orElse(0);
    }
}
