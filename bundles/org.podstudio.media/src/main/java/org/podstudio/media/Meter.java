package org.podstudio.media;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Loudness of a stream of samples: ITU-R BS.1770-4 (blocks of 400 ms every 100 ms, gates at -70 LUFS and -10 LU), range
 * by EBU Tech 3342 (3 s every 100 ms, gates at -70 LUFS and -20 LU), true peak. For one thread; memory does not grow
 * with the length.
 */
final class Meter {

    private static final int MOMENT = 4;
    private static final int SHORT_TERM = 30;

    private final double[] weights;
    private final KWeighting[] filters;
    private final TruePeak[] peaks;
    private final float[][] channels;
    private final int step;
    private final double[] steps = new double[SHORT_TERM];
    private final LevelCounts moments = new LevelCounts();
    private final LevelCounts shortTerm = new LevelCounts();
    private long stepsDone;
    private int inStep;
    private double energy;
    private double everything;
    private long frames;

    /**
     * @param sampleRate hertz
     * @param weights of the channels, in their order
     */
    Meter(int sampleRate, double[] weights) {
        this.weights = weights.clone();
        this.step = Math.max(1, (int) Math.round(sampleRate / 10.0));
        this.channels = new float[weights.length][step];
        this.filters = Stream.generate(() -> new KWeighting(sampleRate)).limit(weights.length)
                .toArray(KWeighting[]::new);
        this.peaks = Stream.generate(() -> new TruePeak(sampleRate)).limit(weights.length).toArray(TruePeak[]::new);
    }

    /**
     * @param samples interleaved, 1 is full scale
     * @param count of frames, a sample a channel each
     */
    void add(float[] samples, int count) {
        for (int at = 0; at < count;) {
            int n = Math.min(count - at, step - inStep);
            for (int c = 0; c < weights.length; c++) {
                separate(samples, at, n, c);
                energy += weights[c] * filters[c].sumOfSquares(channels[c], 0, n);
                peaks[c].add(channels[c], 0, n);
            }
            at += n;
            inStep += n;
            if (inStep == step) {
                endStep();
            }
        }
        frames += count;
    }

    private void separate(float[] samples, int at, int n, int channel) {
        float[] one = channels[channel];
        for (int i = 0, j = at * weights.length + channel; i < n; i++, j += weights.length) {
            one[i] = samples[j];
        }
    }

    private void endStep() {
        steps[(int) (stepsDone++ % SHORT_TERM)] = energy;
        everything += energy;
        energy = 0;
        inStep = 0;
        if (stepsDone >= MOMENT) {
            moments.add(last(MOMENT) / MOMENT / step);
        }
        if (stepsDone >= SHORT_TERM) {
            shortTerm.add(Arrays.stream(steps).sum() / SHORT_TERM / step);
        }
    }

    private double last(int n) {
        double sum = 0;
        for (long i = stepsDone - n; i < stepsDone; i++) {
            sum += steps[(int) (i % SHORT_TERM)];
        }
        return sum;
    }

    /** Ends the measurement. Sound shorter than one block is measured as a block of its own length. */
    Loudness end() {
        if (stepsDone < MOMENT && frames > 0) {
            moments.add((everything + energy) / frames);
        }
        double peak = Arrays.stream(peaks).mapToDouble(TruePeak::end).max().orElse(0);
        return new Loudness(moments.gatedMean(10), shortTerm.range(), 20 * Math.log10(peak));
    }

    /**
     * The weights of the channels of a layout by ffmpeg's name: front 1, surround 1.41, deep effects 0; an unknown
     * layout: all 1.
     */
    static double[] weights(String layout, int channels) {
        String places = switch (layout.isEmpty() ? channels + " channels" : layout) {
            case "2.1" -> "FFL";
            case "quad", "quad(side)", "4 channels" -> "FFSS";
            case "3.1" -> "FFFL";
            case "5.0", "5.0(side)", "5 channels" -> "FFFSS";
            case "4.1" -> "FFFLF";
            case "5.1", "5.1(side)", "6 channels" -> "FFFLSS";
            case "6.0" -> "FFFFSS";
            case "6.1" -> "FFFLFSS";
            case "7.0" -> "FFFFFSS";
            case "7.1", "8 channels" -> "FFFLFFSS";
            case "7.1(wide)" -> "FFFLSSFF";
            default -> "";
        };
        String known = places.length() == channels ? places : "F".repeat(channels);
        return known.chars().mapToDouble(p -> p == 'L' ? 0 : p == 'S' ? 1.41 : 1).toArray();
    }
}
