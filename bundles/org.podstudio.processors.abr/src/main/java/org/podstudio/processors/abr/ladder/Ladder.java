package org.podstudio.processors.abr.ladder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sizes a film is streamed at, smallest first: never larger, faster or richer than the film, whatever its shape.
 *
 * @param rungs at least one
 * @param segmentFrames frames of a segment at the rate of the largest; even when smaller ones have half of it
 */
public record Ladder(List<Rung> rungs, int segmentFrames) {

    /** Above it small sizes have half the rate: a phone on a bad line gains more from better frames than from more of them. */
    private static final double SMOOTH = 32;
    private static final int SMALL = 360;
    /** Twice the frames do not take twice the bits, for they differ less. */
    private static final double TWICE = 1.4;
    /** A film this much larger than the next smaller tier is worth a rung of its own size. */
    private static final double WORTH = 1.25;
    /** Under this a rung cannot be told from nothing. */
    private static final int LEAST_KBPS = 60;
    /** What the encoders take; smaller films are no films. */
    private static final int SMALLEST = 16;

    /** Copies the list. */
    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /**
     * Computes it.
     *
     * @param most lines of the largest, by the shorter edge
     * @param segmentSeconds wished for; the ladder has whole frames nearest to it
     * @param demand how much the content takes, 0 (least of each tier) to 1 (most)
     * @return empty when the film is smaller than encoders take
     */
    public static Optional<Ladder> of(Source source, int most, double segmentSeconds, double demand) {
        Rate rate = Rate.of(source.fps());
        if (Math.min(source.width(), source.height()) < SMALLEST) {
            return Optional.empty();
        }
        List<Rung> rungs = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            if (tier.shortEdge() <= most) {
                add(rungs, rung(source, tier, rate, demand));
            }
        }
        boolean half = !rungs.isEmpty() && !rungs.getFirst().rate().equals(rungs.getLast().rate());
        int frames = (int) Math.max(1, Math.round(segmentSeconds * rate.fps() / (half ? 2 : 1))) * (half ? 2 : 1);
        return Optional.of(new Ladder(rungs, frames));
    }

    /** Without the sizes that an encoder does not take. @param least pixels of their shorter edge @return empty when none is left */
    public Optional<Ladder> from(int least) {
        List<Rung> taken = rungs.stream().filter(rung -> Math.min(rung.width(), rung.height()) >= least).toList();
        return taken.isEmpty() ? Optional.empty() : Optional.of(new Ladder(taken, segmentFrames));
    }

    /** The largest. */
    public Rung top() {
        return rungs.getLast();
    }

    /** How long a segment lasts. */
    public double segmentSeconds() {
        return top().rate().seconds(segmentFrames);
    }

    /** Frames of a segment of one rung. */
    public int segmentFrames(Rung rung) {
        return rung.rate().equals(top().rate()) ? segmentFrames : segmentFrames / 2;
    }

    /** A film that fills no tier comes at its own size, unless the tier below is nearly that. */
    private static void add(List<Rung> rungs, Rung rung) {
        if (rungs.isEmpty() || rung.pixels() >= WORTH * rungs.getLast().pixels()) {
            rungs.add(rung);
        } else if (rung.pixels() > rungs.getLast().pixels()) {
            rungs.set(rungs.size() - 1, rung);
        }
    }

    private static Rung rung(Source source, Tier tier, Rate rate, double demand) {
        double fit = Math.min(1, Math.min((double) tier.longEdge() / Math.max(source.width(), source.height()),
                (double) tier.shortEdge() / Math.min(source.width(), source.height())));
        int width = even(source.width() * fit, fit < 1);
        int height = even(source.height() * fit, fit < 1);
        boolean own = fit == 1 && Math.min(source.width(), source.height()) != tier.shortEdge()
                && Math.max(source.width(), source.height()) != tier.longEdge();
        boolean slow = rate.fps() > SMOOTH && tier.shortEdge() <= SMALL;
        Rate pace = slow ? rate.half() : rate;
        String name = own ? title(width, height) : tier.title();
        return new Rung(name, width, height, pace, kbps(source, tier, (long) width * height, pace, demand),
                tier.soundKbps());
    }

    /** By its lines, unless a tier is called so. */
    private static String title(int width, int height) {
        int lines = Math.min(width, height);
        return Arrays.stream(Tier.values()).anyMatch(tier -> tier.shortEdge() == lines)
                ? width + "x" + height
                : lines + "p";
    }

    /** Nearest even number; a film's own odd line is cut off instead, which blurs nothing. */
    private static int even(double pixels, boolean scaled) {
        return (int) Math.max(2, scaled ? Math.round(pixels / 2) * 2 : (long) pixels / 2 * 2);
    }

    /** By the tier, less for fewer pixels than fill its box, more for more frames, and never more than the film itself has. */
    private static int kbps(Source source, Tier tier, long pixels, Rate pace, double demand) {
        double whole = tier.leastKbps() + demand * (tier.mostKbps() - tier.leastKbps());
        double share = Math.pow((double) pixels / tier.pixels(), 0.75);
        double speed = pace.fps() > SMOOTH ? TWICE : 1;
        double part = (double) pixels / ((long) source.width() * source.height());
        double own = source.kbpsInH264() * Math.pow(part, 0.75);
        return (int) Math.max(LEAST_KBPS, Math.round(Math.min(whole * share * speed, own)));
    }
}
