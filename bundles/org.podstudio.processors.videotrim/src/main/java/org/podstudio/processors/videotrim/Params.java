package org.podstudio.processors.videotrim;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.parameters.Pattern;

/** What stays of the film, and how it is cut. */
record Params(Mode mode,
        @Pattern(value = "([0-9:.,hms]+|\\d{1,3}(\\.\\d+)?%)?",
                hint = "a time such as 90, 1:30.5, 1h2m3s or 25%, or nothing") String start,
        @Pattern(value = "([0-9:.,hms]+|\\d{1,3}(\\.\\d+)?%)?",
                hint = "a time such as 90, 1:30.5, 1h2m3s or 75%, or nothing") String end,
        @Pattern(value = "([0-9:.,hms]+)?", hint = "a time such as 10, 0:10 or 2m, or nothing") String duration,
        @Pattern(value = "([0-9:.,hms%]+-[0-9:.,hms%]+( *; *[0-9:.,hms%]+-[0-9:.,hms%]+)*)?",
                hint = "stretches such as 0-10; 1:00-1:30, or nothing") String segments,
        boolean join) {

    static final Params DEFAULTS = new Params(Mode.COPY, "", "", "", "", false);

    Params {
        if (!segments.isEmpty() && !(start + end + duration).isEmpty()) {
            throw ProcessingException.parameter("segments", "trim.start-and-segments",
                    "Stretches and a start, end or duration were both given, but only one can rule.",
                    "Leave one of them out.");
        }
        if (!end.isEmpty() && !duration.isEmpty()) {
            throw ProcessingException.parameter("duration", "trim.end-and-duration",
                    "An end and a duration were both given, but only one can rule.", "Leave one of them out.");
        }
    }

    /** How much is coded anew: nothing, what the cut goes through, or all. */
    enum Mode { COPY, SMART, EXACT }
}
