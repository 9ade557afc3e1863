package org.podstudio.processors.videotrim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import org.podstudio.api.ProcessingException;
import org.podstudio.media.Timecode;

/**
 * A part of a film.
 *
 * @param from seconds from its beginning
 * @param to seconds from its beginning, more than {@code from}
 */
record Stretch(double from, double to) {

    /** Seconds that a time may be beyond the end: what people read off a player is rounded. */
    private static final double ROUNDED = 0.05;

    double seconds() {
        return to - from;
    }

    /** What is asked for, of a film that lasts so long. @throws ProcessingException naming the parameter that is wrong */
    static List<Stretch> of(Params parameters, double whole) {
        if (parameters.segments().isEmpty()) {
            double from = parameters.start().isEmpty() ? 0 : time("start", parameters.start(), whole);
            double to = parameters.end().isEmpty() ? whole : time("end", parameters.end(), whole);
            if (!parameters.duration().isEmpty()) {
                to = from + time("duration", parameters.duration(), whole);
            }
            return List.of(checked(parameters.duration().isEmpty() ? "end" : "duration", from, to, whole));
        }
        List<Stretch> stretches = new ArrayList<>();
        for (String segment : parameters.segments().split(" *; *")) {
            String[] ends = segment.split("-");
            stretches.add(checked("segments", time("segments", ends[0], whole), time("segments", ends[1], whole),
                    whole));
        }
        return stretches;
    }

    private static double time(String parameter, String text, double whole) {
        if (text.matches("\\d{1,3}(\\.\\d+)?%")) {
            return Double.parseDouble(text.substring(0, text.length() - 1)) / 100 * whole;
        }
        OptionalDouble seconds = Timecode.seconds(text);
        return seconds.orElseThrow(() -> ProcessingException.parameter(parameter, "trim.no-time", "'" + text
                + "' is no time.", "Write it as 90, 1:30, 1:02:03.5, 1h2m3s or 25%."));
    }

    private static Stretch checked(String parameter, double from, double to, double whole) {
        if (to > whole + ROUNDED || from >= whole) {
            throw ProcessingException.parameter(from >= whole && !parameter.equals("segments") ? "start" : parameter,
                    "trim.beyond-end", String.format(Locale.ROOT, "%.3f s is beyond the end of the film at %.3f s.",
                            from >= whole ? from : to, whole),
                    "Choose times up to the end.");
        }
        if (to <= from) {
            throw ProcessingException.parameter(parameter, "trim.nothing-left", String.format(Locale.ROOT,
                    "From %.3f s to %.3f s nothing is left.", from, to), "Choose an end after the start.");
        }
        return new Stretch(from, Math.min(to, whole));
    }
}
