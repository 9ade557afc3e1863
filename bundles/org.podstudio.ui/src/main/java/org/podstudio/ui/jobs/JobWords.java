package org.podstudio.ui.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.osgi.util.NLS;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.ui.Messages;

/** What is said of jobs. */
public final class JobWords {

    private static final String DOT = "  \u00b7  ";

    private JobWords() {
    }

    /** {@code Cut out › Upscale}; {@code Cut out › Crop ×3} when it ends in several outputs. */
    public static String what(Recipe recipe, UnaryOperator<String> titles) {
        Map<String, Integer> outputs = new LinkedHashMap<>();
        recipe.outputs().forEach(output -> outputs.merge(titles.apply(output.step().processor()), 1, Integer::sum));
        String endings = outputs.entrySet().stream()
                .map(one -> one.getKey() + (one.getValue() > 1 ? " \u00d7" + one.getValue() : ""))
                .collect(Collectors.joining(" + "));
        return Stream.concat(recipe.steps().stream().map(Step::processor).map(titles),
                Stream.of(endings).filter(words -> !words.isEmpty())).collect(Collectors.joining("  \u203a  "));
    }

    /** The file it works on. */
    public static String name(JobSnapshot job) {
        return String.valueOf(job.input().getFileName());
    }

    /** The state in one or two words. */
    public static String state(JobSnapshot job) {
        if (job.turn().paused() && !job.state().terminal()) {
            return Messages.Job_Paused;
        }
        return switch (job.state()) {
            case QUEUED -> Messages.Job_Waiting;
            case RUNNING -> Messages.Job_Running;
            case WAITING_TO_RETRY -> Messages.Job_Retrying;
            case SUCCESS -> Messages.Job_Done;
            case FAILED -> Messages.Job_Failed;
            case CANCELED -> Messages.Job_Canceled;
        };
    }

    /**
     * What stands below the title.
     *
     * @param number
     *            its place in the line
     */
    static String remark(JobSnapshot job, OptionalInt number, Instant now) {
        return switch (job.state()) {
            case QUEUED -> queued(job, number);
            case RUNNING -> job.turn().paused() ? Messages.Job_Paused : capital(job.stage());
            case WAITING_TO_RETRY -> retrying(job, now);
            case SUCCESS -> success(job);
            case FAILED -> why(job).orElse(Messages.Job_Failed);
            case CANCELED -> Messages.Job_Canceled;
        };
    }

    /** What went wrong and what to do about it. */
    static Optional<String> why(JobSnapshot job) {
        return job.problem().map(p -> p.message() + " " + p.advice()).filter(text -> !text.isBlank());
    }

    /** How long it took, or will. */
    static String time(JobSnapshot job) {
        if (job.state() == JobState.SUCCESS || job.state() == JobState.FAILED) {
            return job.started().isEmpty() || job.finished().isEmpty()
                    ? ""
                    : Spans.exact(Duration.between(job.started().get(), job.finished().get()));
        }
        return job.turn().paused() ? "" : job.progress().remaining().map(Spans::left).orElse("");
    }

    /** {@code 34 of 120 · 2 failed · about 6–8 min}. */
    static String tally(Tally tally) {
        String failed = tally.count(JobState.FAILED) == 0
                ? ""
                : DOT + NLS.bind(Messages.Batch_Failed, tally.count(JobState.FAILED));
        String canceled = tally.count(JobState.CANCELED) == 0
                ? ""
                : DOT + NLS.bind(Messages.Batch_Canceled, tally.count(JobState.CANCELED));
        String left = tally.remaining().map(r -> DOT + Spans.left(r)).orElse("");
        String paused = tally.paused() && !tally.finished() ? DOT + Messages.Job_Paused : "";
        return NLS.bind(Messages.Batch_Of, tally.over(), tally.total()) + failed + canceled + left + paused;
    }

    private static String queued(JobSnapshot job, OptionalInt number) {
        if (job.turn().paused()) {
            return Messages.Job_Paused;
        }
        String why = job.stage().isBlank() ? Messages.Job_Waiting : capital(job.stage());
        return number.isPresent()
                ? why + DOT + NLS.bind(Messages.Job_Number, number.getAsInt())
                : job.stage().isBlank() ? Messages.Job_Queued : why;
    }

    private static String retrying(JobSnapshot job, Instant now) {
        if (job.turn().paused()) {
            return Messages.Job_Paused;
        }
        long seconds = job.turn().next().map(next -> Duration.between(now, next).toSeconds() + 1).orElse(0L);
        String when = seconds <= 0
                ? Messages.Job_RetriesNow
                : seconds < 100
                        ? NLS.bind(Messages.Job_RetriesIn, NLS.bind(Messages.Job_Seconds, seconds))
                        : NLS.bind(Messages.Job_RetriesIn, Spans.exact(Duration.ofSeconds(seconds)));
        return when + job.problem().map(p -> DOT + p.message()).orElse("");
    }

    private static String success(JobSnapshot job) {
        List<String> names = job.outputs().stream().map(p -> String.valueOf(p.getFileName())).toList();
        String notes = job.notes().isEmpty() ? "" : DOT + String.join(DOT, job.notes());
        return String.join(", ", names) + notes;
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
