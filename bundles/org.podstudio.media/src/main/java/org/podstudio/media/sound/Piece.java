package org.podstudio.media.sound;

import java.util.List;

/**
 * What was measured of one segment of a file.
 *
 * @param steps weighted energy of each tenth of a second
 * @param meter what measured it and has what was left over
 */
record Piece(double[] steps, Meter meter) {

    /** All of them in their order. @param pieces of which only the last may have something left over */
    static Measurement measurement(SoundForm form, List<Piece> pieces) {
        Gating gating = new Gating(form.step());
        double peak = 0;
        double left = 0;
        int frames = 0;
        for (Piece piece : pieces) {
            boolean last = piece == pieces.getLast();
            for (double step : piece.steps()) {
                gating.add(step);
            }
            peak = Math.max(peak, last ? piece.meter().peak() : piece.meter().highest());
            left = piece.meter().leftEnergy();
            frames = piece.meter().leftFrames();
        }
        return gating.end(left, frames, peak);
    }
}
