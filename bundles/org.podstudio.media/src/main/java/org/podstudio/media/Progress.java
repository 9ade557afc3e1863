package org.podstudio.media;

import java.time.Duration;
import java.util.Optional;

/**
 * What ffmpeg says of its work so far.
 *
 * @param frames made
 * @param seconds of what is made, never less than before
 * @param bytes written
 * @param speed seconds made in a second; 0: not known yet
 * @param dropped frames left out to keep the rate
 * @param repeated frames shown again to keep the rate
 * @param done whether this is the last word
 */
public record Progress(long frames, double seconds, long bytes, double speed, long dropped, long repeated,
        boolean done) {

    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, false);

    /** Share of the whole, 0 to 1. @param whole seconds; 0: unknown, then it is 0 until it is done */
    public double fraction(double whole) {
        return done ? 1 : whole > 0 ? Math.clamp(seconds / whole, 0, 1) : 0;
    }

    /** How much longer it takes at this speed. @param whole seconds; 0: unknown */
    public Optional<Duration> left(double whole) {
        return done
                ? Optional.of(Duration.ZERO)
                : speed > 0 && whole > 0
                        ? Optional.of(Duration.ofMillis((long) (1000 * Math.max(0, whole - seconds) / speed)))
                        : Optional.empty();
    }
}
