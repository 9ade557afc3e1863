package org.podstudio.cli.jobs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.engine.JobReport;

/** What the history of a job tells, worded as its log would be: a job that took no time, made nothing and met nothing writes none. */
final class Retold {

    private Retold() {
    }

    /** Its lines, from its submission to its end. */
    static List<String> lines(JobReport report) {
        JobSnapshot job = report.job();
        List<String> lines = new ArrayList<>();
        lines.add(
                line(job.times().submitted(), "submitted: " + job.recipe().title() + " on " + job.input().getFileName()
                        + ", job " + job.id() + ", batch " + job.batch()));
        for (Attempt attempt : report.attempts()) {
            lines.add(line(attempt.started(), "started, attempt " + attempt.number()));
            attempt.effort().stages().forEach(stage -> lines.add(line(attempt.ended(),
                    "stage " + stage.name() + " took " + stage.seconds() + " s")));
        }
        job.finished().ifPresent(
                end -> lines.add(line(end, "over: " + job.state().name().toLowerCase(Locale.ROOT))));
        return lines;
    }

    private static String line(Instant time, String text) {
        return time.truncatedTo(ChronoUnit.MILLIS) + " " + text;
    }
}
