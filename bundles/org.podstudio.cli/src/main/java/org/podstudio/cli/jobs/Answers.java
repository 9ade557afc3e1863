package org.podstudio.cli.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;
import org.podstudio.cli.screen.Screen;

/** What became of each job that was named: told as it becomes known, and answered with one exit code. For one thread. */
final class Answers {

    private final Screen screen;
    private final List<Map<String, Object>> documents = new ArrayList<>();
    private final List<Problem> refusals = new ArrayList<>();

    Answers(Screen screen) {
        this.screen = screen;
    }

    /**
     * Does something to each; one that is over leaves the others going.
     *
     * @param word what is done to it: {@code paused}
     * @param deed answers whether it applied
     */
    void each(List<JobSnapshot> jobs, String word, Predicate<UUID> deed) {
        for (JobSnapshot job : jobs) {
            if (deed.test(job.id())) {
                done(job, word, Optional.empty());
            } else {
                refused(job.id(), over(job));
            }
        }
    }

    /**
     * It applied to one.
     *
     * @param successor the job that came of it
     */
    void done(JobSnapshot job, String word, Optional<JobSnapshot> successor) {
        document(job.id(), word, successor, Optional.empty());
        if (screen.mode().volume() != Screen.Volume.QUIET) {
            screen.say(word + " " + JobWords.name(job)
                    + successor.map(next -> "  as " + JobWords.shortId(next)).orElse(""));
        }
    }

    /** It did not apply to what was named so. */
    void refused(Object name, Problem problem) {
        refusals.add(problem);
        document(name, "refused", Optional.empty(), Optional.of(problem));
        screen.error(problem);
    }

    /** What programs get. */
    List<Map<String, Object>> documents() {
        return List.copyOf(documents);
    }

    /** Gives programs their document. @return 0, 3 when some were refused, otherwise the code that the refusals share, or 1 */
    int finish() {
        if (screen.mode().json()) {
            screen.show(Map.of("jobs", documents), out -> {});
        }
        return exitCode();
    }

    int exitCode() {
        if (refusals.isEmpty()) {
            return ExitCode.DONE;
        }
        List<Integer> codes = refusals.stream().map(ExitCode::of).distinct().toList();
        return refusals.size() < documents.size()
                ? ExitCode.PARTLY
                : codes.size() == 1 ? codes.getFirst() : ExitCode.FAILED;
    }

    /** Why nothing can be done about a job. */
    static Problem over(JobSnapshot job) {
        String id = JobWords.shortId(job);
        String how = job.state().terminal() ? " is over: " + Json.word(job.state()) + "." : " is nearly over.";
        boolean failed = job.state() == JobState.FAILED || job.state() == JobState.CANCELED;
        return new Problem(ErrorKind.INPUT, "jobs.over", "Job " + id + how, failed
                ? "Do the same once more with: podstudio jobs retry " + id
                : "See what it made with: podstudio jobs show " + id, Optional.empty());
    }

    private void document(Object id, String word, Optional<JobSnapshot> successor, Optional<Problem> problem) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("outcome", word);
        document.put("successor", successor.map(JobSnapshot::id));
        document.put("error", problem.map(Screen::wire));
        documents.add(document);
    }
}
