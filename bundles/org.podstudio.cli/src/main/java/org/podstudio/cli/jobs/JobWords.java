package org.podstudio.cli.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.cli.screen.Ahead;
import org.podstudio.cli.screen.Json;
import org.podstudio.cli.screen.Screen.Tone;

/** How a job stands, in words for people. */
final class JobWords {

    private static final int SHORT_ID = 8;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.ENGLISH);

    private JobWords() {
    }

    /** As much of an id as is shown. */
    static String shortId(JobSnapshot job) {
        return job.id().toString().substring(0, SHORT_ID);
    }

    /** {@code 1a2b3c4d  crop  cat.png}. */
    static String name(JobSnapshot job) {
        return shortId(job) + "  " + job.recipe().title() + "  " + job.input().getFileName();
    }

    /** {@code running}, {@code waits for memory}, {@code next try in 12 s}, {@code paused}. */
    static String state(JobSnapshot job) {
        if (job.turn().paused() && !job.state().terminal()) {
            return "paused";
        }
        return switch (job.state()) {
            case QUEUED -> job.stage().isEmpty() ? "queued" : job.stage();
            case WAITING_TO_RETRY -> "next try " + job.turn().next().map(JobWords::in).orElse("soon");
            default -> Json.word(job.state());
        };
    }

    /** As {@link #state(JobSnapshot)}, with its place among those that wait: {@code queued, no. 3}. */
    static String state(JobSnapshot job, Optional<Integer> place) {
        return state(job) + place.map(number -> ", no. " + number).orElse("");
    }

    /** {@code 21 Nov 2026 12:00:00}, by the clock on the wall. */
    static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    /** {@code 10m}, {@code 1h30m}: as it is given on the command line. */
    static String span(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /** {@code 1 attempt}, {@code 2 attempts}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** How good that is; empty when there is nothing to it. */
    static Optional<Tone> tone(JobSnapshot job) {
        if (job.state() == JobState.WAITING_TO_RETRY || job.turn().paused() && !job.state().terminal()) {
            return Optional.of(Tone.ASIDE);
        }
        return switch (job.state()) {
            case SUCCESS -> Optional.of(Tone.GOOD);
            case FAILED -> Optional.of(Tone.BAD);
            default -> Optional.empty();
        };
    }

    /** {@code 43 %}; empty before it begins and when it is over. */
    static String done(JobSnapshot job) {
        return job.state().terminal() || job.fraction() == 0 ? "" : "%.0f %%".formatted(job.fraction() * 100);
    }

    /** {@code 3–5 min}; empty when that is not known. */
    static String left(JobSnapshot job) {
        return job.state().terminal() ? "" : job.progress().remaining().map(Ahead::of).orElse("");
    }

    private static String in(Instant time) {
        Duration until = Duration.between(Instant.now(), time);
        return until.isPositive() ? "in " + Ahead.until(until) : "soon";
    }
}
