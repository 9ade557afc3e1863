package org.podstudio.api;

import java.util.Optional;

/**
 * The stages of a run, or of a part of one, laid out over the share of the whole that it fills: what a {@link Run} is made of that tells its
 * progress as one fraction. Who uses it from several threads guards it.
 */
public final class Scale {

    private final Optional<Scale> around;
    private final double span;
    private final double end;
    private double start;
    private double weight;
    private double done;
    private boolean staged;

    /** Of a whole run. */
    public Scale() {
        this(Optional.empty(), 0, 1);
    }

    private Scale(Optional<Scale> around, double start, double span) {
        this.around = around;
        this.start = start;
        this.span = span;
        this.end = start + span;
        this.weight = span;
    }

    /**
     * How much of the whole run is done when so much of the current stage is, 0 to 1; less than before where the stage fell back.
     *
     * @param fraction 0 to 1; what is not a number is no progress
     */
    public double reached(double fraction) {
        double whole = Math.min(1, at(fraction));
        rise(whole);
        return whole;
    }

    /** Begins another stage. @param share as {@link Run#stage}; no more is taken than is left, and nothing for what is not a number */
    public void stage(double share) {
        start += staged ? weight : 0;
        staged = true;
        weight = Double.isNaN(share) ? 0 : Math.clamp(share * span, 0, Math.max(0, end - start));
        done = 0;
    }

    /** Of a part that fills the current stage from where it stands. @param upTo as {@link Run#part(double)} */
    public Scale part(double upTo) {
        double from = at(done);
        return new Scale(Optional.of(this), from, Math.max(0, at(upTo) - from));
    }

    private void rise(double whole) {
        done = Math.max(done, weight > 0 ? (whole - start) / weight : 0);
        around.ifPresent(a -> a.rise(whole));
    }

    private double at(double fraction) {
        return start + Math.clamp(Double.isNaN(fraction) ? done : fraction, 0, 1) * weight;
    }
}
