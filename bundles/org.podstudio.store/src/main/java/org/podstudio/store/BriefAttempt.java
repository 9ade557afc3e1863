package org.podstudio.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.podstudio.api.Needs;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.Attempt.Effort;
import org.podstudio.api.project.Attempt.Ending;
import org.podstudio.api.project.Attempt.Stage;
import org.podstudio.api.project.Attempt.Used;
import org.podstudio.api.project.JobState;

/**
 * What the only attempt of a job took, in a few letters for the job's own row, which tells all else of it: one that succeeded at once, with few
 * stages and no child processes. {@code 1 0 0 0 0/-/0}, what it was said to need, the memory and the disk that it used, and a line for each stage.
 */
final class BriefAttempt {

    /** More would not fit where the row lies, and be put elsewhere. */
    private static final int LETTERS = 80;
    private static final String UNKNOWN = "-";

    private BriefAttempt() {
    }

    /** @param job as the attempt leaves it @return empty when the job's row cannot tell it */
    static Optional<String> write(JobRecord job, Attempt attempt) {
        boolean told = job.state() == JobState.SUCCESS && attempt.ending() == Ending.SUCCESS && attempt.number() == 1
                && attempt.problem().isEmpty() && attempt.effort().children().isEmpty()
                && job.attempts().began().filter(attempt.started()::equals).isPresent()
                && job.times().finished().filter(attempt.ended()::equals).isPresent();
        return told ? Optional.of(text(attempt.effort())).filter(text -> text.length() <= LETTERS) : Optional.empty();
    }

    /** What {@link #write} wrote. @param job as it is stored with it */
    static Attempt read(JobRecord job, String text) {
        List<String> lines = List.of(text.split("\n"));
        String[] parts = lines.getFirst().split("/");
        List<Stage> stages = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ');
            stages.add(new Stage(line.substring(space + 1), Double.parseDouble(line.substring(0, space))));
        }
        return new Attempt(1, Ending.SUCCESS, job.attempts().began().orElseThrow(),
                job.times().finished().orElseThrow(), Optional.empty(),
                new Effort(stages, needs(parts[0]), new Used(number(parts[1]), number(parts[2])), List.of()));
    }

    private static String text(Effort effort) {
        StringBuilder text = new StringBuilder();
        effort.estimated().ifPresentOrElse(needs -> text.append(needs.threads()).append(' ').append(needs.heapBytes())
                .append(' ').append(needs.nativeBytes()).append(' ').append(needs.gpuBytes()).append(' ')
                .append(needs.scratchBytes()), () -> text.append(UNKNOWN));
        text.append('/').append(text(effort.used().memoryBytes())).append('/')
                .append(text(effort.used().scratchBytes()));
        for (Stage stage : effort.stages()) {
            // a name of several lines could not be told from several stages
            text.append('\n').append(stage.seconds()).append(' ')
                    .append(stage.name().contains("\n") ? " ".repeat(LETTERS) : stage.name());
        }
        return text.toString();
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : UNKNOWN;
    }

    private static OptionalLong number(String text) {
        return text.equals(UNKNOWN) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    private static Optional<Needs> needs(String text) {
        if (text.equals(UNKNOWN)) {
            return Optional.empty();
        }
        String[] n = text.split(" ");
        return Optional.of(new Needs(Integer.parseInt(n[0]), Long.parseLong(n[1]), Long.parseLong(n[2]),
                Long.parseLong(n[3]), Long.parseLong(n[4])));
    }
}
