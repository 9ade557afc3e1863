package org.podstudio.network;

import java.time.Duration;

/**
 * How soon a place that does not answer is given up, and for how long.
 *
 * @param failures so many calls in a row, at least 1
 * @param first how long it is left alone the first time, more than zero
 * @param factor by which each time is longer than the one before, at least 1
 * @param longest no time is longer
 */
public record Patience(int failures, Duration first, double factor, Duration longest) {

    /** Three calls; half a minute, doubled up to five minutes: a user who mends the connection does not wait longer. */
    public static final Patience STANDARD = new Patience(3, Duration.ofSeconds(30), 2, Duration.ofMinutes(5));

    /** Refuses what would never give up, or never try again. */
    public Patience {
        if (failures < 1 || first.isNegative() || first.isZero() || !(factor >= 1) || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("no patience: " + failures + ", " + first + ", " + factor);
        }
    }

    /** How long it is left alone. @param time which time in a row, from 1 */
    Duration pause(int time) {
        double nanos = first.toNanos() * Math.pow(factor, time - 1.0);
        return nanos < longest.toNanos() ? Duration.ofNanos((long) nanos) : longest;
    }
}
