package org.podstudio.ui.jobs;

import java.time.Duration;
import java.util.Locale;

import org.eclipse.osgi.util.NLS;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.ui.Messages;

/** Spans of time in words: as exact as they are known, and no more. */
public final class Spans {

    private static final int SECOND_MS = 1000;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private Spans() {
    }

    /** {@code about 6–8 min}. */
    public static String left(Remaining remaining) {
        double least = remaining.least().toMillis() / 1e3;
        double most = remaining.most().toMillis() / 1e3;
        if (most < 5) {
            return Messages.Span_Moment;
        }
        if (most < 90) {
            int step = most < 20 ? 1 : 5;
            return NLS.bind(Messages.Span_Seconds, range(step * Math.round(least / step), step * round(most / step)));
        }
        return most < 90 * MINUTE
                ? NLS.bind(Messages.Span_Minutes, range(Math.round(least / MINUTE), round(most / MINUTE)))
                : NLS.bind(Messages.Span_Hours, range(Math.round(least / HOUR), round(most / HOUR)));
    }

    /** {@code 40 ms}, {@code 2.3 s}, {@code 1:05 min}, {@code 2:03 h}. */
    public static String exact(Duration span) {
        if (span.toMillis() < SECOND_MS) {
            return NLS.bind(Messages.Job_Milliseconds, span.toMillis());
        }
        if (span.toSeconds() < MINUTE) {
            return NLS.bind(Messages.Job_Seconds, String.format(Locale.ROOT, "%.1f", span.toMillis() / 1000.0));
        }
        return span.toHours() == 0
                ? NLS.bind(Messages.Job_Minutes,
                        String.format(Locale.ROOT, "%d:%02d", span.toMinutes(), span.toSecondsPart()))
                : NLS.bind(Messages.Job_Hours,
                        String.format(Locale.ROOT, "%d:%02d", span.toHours(), span.toMinutesPart()));
    }

    private static long round(double value) {
        return Math.max(1, Math.round(value));
    }

    private static String range(long least, long most) {
        return least >= most || most <= 1
                ? String.valueOf(most)
                : Math.max(least, 1) == most
                        ? String.valueOf(most)
                        : Math.max(least, 1) + "\u2013" + most;
    }
}
