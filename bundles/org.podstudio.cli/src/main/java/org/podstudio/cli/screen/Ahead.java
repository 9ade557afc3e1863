package org.podstudio.cli.screen;

import java.time.Duration;
import java.util.Locale;

import org.podstudio.api.project.JobProgress.Remaining;

/** How much longer something takes, in words: {@code 3–5 min}. Rounded as coarsely as it is known. */
public final class Ahead {

    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;
    /** So many of a unit are counted before the next one is taken. */
    private static final double MANY = 1.5;

    private Ahead() {
    }

    /** {@code 20–40 s}, {@code 3 min}, {@code up to 2 h}, {@code a moment}. */
    public static String of(Remaining remaining) {
        double most = seconds(remaining.most());
        if (most < MANY * MINUTE) {
            return range(remaining, most < 10 ? 1 : 5, 1, "s");
        }
        if (most < MANY * HOUR) {
            return range(remaining, MINUTE, MINUTE, "min");
        }
        return most < 2 * DAY ? range(remaining, HOUR / 2, HOUR, "h") : range(remaining, DAY, DAY, "d");
    }

    /** {@code 12 s}, {@code 3 min}, {@code 2 h}: until something happens, which is at no time earlier. */
    public static String until(Duration time) {
        double seconds = Math.max(0, Math.ceil(seconds(time)));
        if (seconds < MANY * MINUTE) {
            return number(seconds) + " s";
        }
        return seconds < MANY * HOUR
                ? number(Math.ceil(seconds / MINUTE)) + " min"
                : number(Math.ceil(seconds / HOUR)) + " h";
    }

    private static String range(Remaining remaining, double step, double unit, String name) {
        double least = Math.round(seconds(remaining.least()) / step) * step;
        double most = Math.ceil(seconds(remaining.most()) / step) * step;
        if (most <= 0) {
            return "a moment";
        }
        String end = number(most / unit) + " " + name;
        if (least <= 0) {
            return "up to " + end;
        }
        return least >= most ? end : number(least / unit) + "–" + end;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
