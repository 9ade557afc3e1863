package org.podstudio.processors.abr.ladder;

import java.util.List;

/** Frames a second as a fraction, for times that must not drift. */
public record Rate(int frames, int seconds) {

    private static final int FASTEST = 120;
    private static final double CLOSE = 0.0005;
    private static final List<Rate> USUAL = List.of(new Rate(24_000, 1001), new Rate(24, 1), new Rate(25, 1),
            new Rate(30_000, 1001), new Rate(30, 1), new Rate(48, 1), new Rate(50, 1), new Rate(60_000, 1001),
            new Rate(60, 1), new Rate(100, 1), new Rate(120_000, 1001), new Rate(120, 1), new Rate(12, 1),
            new Rate(15, 1), new Rate(15_000, 1001), new Rate(12_000, 1001), new Rate(10, 1));
    private static final Rate UNKNOWN = new Rate(25, 1);

    /** Refuses what is no rate. */
    public Rate {
        if (frames < 1 || seconds < 1) {
            throw new IllegalArgumentException(frames + "/" + seconds + " is no frame rate");
        }
    }

    /** The usual rate that is meant, or the number in thousandths; 25 for none, and never more than 120. */
    public static Rate of(double fps) {
        if (!(fps > 0)) {
            return UNKNOWN;
        }
        double wanted = Math.min(fps, FASTEST);
        return USUAL.stream().filter(rate -> Math.abs(rate.fps() - wanted) < CLOSE * wanted).findFirst()
                .orElseGet(() -> new Rate((int) Math.max(1, Math.round(wanted * 1000)), 1000));
    }

    /** Half of it. */
    public Rate half() {
        return frames % 2 == 0 ? new Rate(frames / 2, seconds) : new Rate(frames, 2 * seconds);
    }

    /** As a number. */
    public double fps() {
        return (double) frames / seconds;
    }

    /** How long so many frames last. */
    public double seconds(long count) {
        return (double) count * seconds / frames;
    }

    /** {@code 30000/1001}, {@code 25}: as ffmpeg and DASH write it. */
    @Override
    public String toString() {
        return seconds == 1 ? Integer.toString(frames) : frames + "/" + seconds;
    }
}
