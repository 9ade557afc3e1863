package org.podstudio.cli.jobs;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.podstudio.api.Needs;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.Attempt.Ending;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.OutputSpecification;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Step;
import org.podstudio.cli.screen.Json;
import org.podstudio.engine.JobReport;

/** Shows everything that is known of a job: to a person, what happened first; to a program, one document. */
final class JobView {

    private final JobReport report;
    private final JobSnapshot job;
    private final Optional<Integer> place;

    /** @param place among those that wait, from 1 */
    JobView(JobReport report, Optional<Integer> place) {
        this.report = report;
        this.place = place;
        this.job = report.job();
    }

    /** The job's own fields, and beside them what was reckoned and written down. */
    Map<String, Object> wire() {
        Map<String, Object> wire = Json.fields(job);
        wire.put("place", place);
        wire.put("waited_seconds", report.waited().toMillis() / 1e3);
        wire.put("ran_seconds", report.ran().toMillis() / 1e3);
        wire.put("time_limit_seconds", report.timeLimit().map(limit -> limit.toMillis() / 1e3));
        wire.put("log", log());
        wire.put("attempts", report.attempts());
        return wire;
    }

    /** Empty when the job has written none: {@code jobs log} tells its history then. */
    private Optional<Path> log() {
        return Optional.of(report.log()).filter(Files::exists);
    }

    void print(PrintStream out) {
        line(out, "job", job.id());
        line(out, "state", JobWords.state(job, place) + (job.state() == JobState.RUNNING && !job.stage().isEmpty()
                ? ", %.0f %%, %s".formatted(job.fraction() * 100, job.stage())
                : ""));
        job.problem().ifPresent(problem -> print(out, "", problem));
        line(out, "batch", job.batch());
        line(out, "recipe", job.recipe().title());
        job.recipe().steps().forEach(step -> print(out, step));
        job.recipe().outputs().forEach(output -> print(out, output));
        line(out, "input", job.input());
        job.outputs().forEach(output -> line(out, "output", output));
        job.notes().forEach(note -> line(out, "note", note));
        line(out, "priority", Json.word(job.turn().priority()));
        report.timeLimit().ifPresent(limit -> line(out, "limit", JobWords.span(limit) + " for each attempt"));
        printTimes(out);
        log().ifPresent(log -> line(out, "log", log));
        report.attempts().forEach(attempt -> print(out, attempt));
    }

    private void printTimes(PrintStream out) {
        line(out, "submitted", JobWords.time(job.submitted()));
        line(out, "waited", seconds(report.waited()));
        job.started().ifPresent(time -> line(out, "started", JobWords.time(time)));
        job.finished().ifPresent(time -> line(out, "finished", JobWords.time(time)));
        if (!report.attempts().isEmpty()) {
            line(out, "ran", seconds(report.ran()) + " in " + JobWords.count(report.attempts().size(), "attempt"));
        }
        job.turn().next().ifPresent(time -> line(out, "next try", JobWords.time(time)));
    }

    private static void print(PrintStream out, Step step) {
        step.parameters().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(parameter -> line(out, "",
                step.processor() + " " + parameter.getKey() + " = " + parameter.getValue()));
    }

    private static void print(PrintStream out, OutputSpecification output) {
        line(out, "", ("output " + output.name()).strip() + ":");
        print(out, output.step());
    }

    private static void print(PrintStream out, Attempt attempt) {
        out.println();
        out.println("attempt " + attempt.number() + ": " + words(attempt.ending()) + " after "
                + seconds(attempt.took()) + ", began " + JobWords.time(attempt.started()));
        attempt.problem().ifPresent(problem -> print(out, "  ", problem));
        attempt.effort().stages().forEach(
                stage -> line(out, "  stage", "%9.3f s  %s".formatted(stage.seconds(), stage.name())));
        attempt.effort().estimated().ifPresent(needs -> line(out, "  needs", words(needs)));
        String used = words(attempt.effort().used());
        if (!used.isEmpty()) {
            line(out, "  used", used);
        }
        attempt.effort().children().forEach(child -> print(out, child));
    }

    private static void print(PrintStream out, Attempt.Child child) {
        String code = child.exitCode().isPresent() ? "exit code " + child.exitCode().getAsInt() : "exit code unknown";
        line(out, "  child", command(child.command()));
        String took = child.peakBytes() == 0
                ? ""
                : ", %.3f s of CPU, %s memory".formatted(child.cpuSeconds(), size(child.peakBytes()));
        line(out, "", "ended after %.3f s, %s%s".formatted(child.seconds(), code, took));
    }

    /** On one line; the formats that ffmpeg may read are always the same, and longer than all the rest. */
    private static String command(List<String> words) {
        List<String> shown = new ArrayList<>(words);
        for (int i = 1; i < shown.size(); i++) {
            if (words.get(i - 1).equals("-format_whitelist")) {
                shown.set(i, "…");
            }
        }
        return String.join(" ", shown);
    }

    private static void print(PrintStream out, String indent, Problem problem) {
        line(out, indent + "problem", problem.message() + " (" + problem.code() + ")");
        line(out, "", problem.advice());
    }

    private static String words(Ending ending) {
        return switch (ending) {
            case RUNNING -> "at work";
            case DIED -> "cut off by the death of the program";
            case INTERRUPTED -> "interrupted when the program was closed";
            default -> Json.word(ending);
        };
    }

    private static String words(Needs needs) {
        List<String> parts = new ArrayList<>();
        parts.add(JobWords.count(needs.threads(), "core"));
        parts.add(size(needs.memoryBytes()) + " memory");
        parts.add(size(needs.scratchBytes()) + " disk");
        if (needs.gpuBytes() > 0) {
            parts.add(size(needs.gpuBytes()) + " on the GPU");
        }
        return String.join(", ", parts) + " (estimated)";
    }

    private static String words(Attempt.Used used) {
        List<String> parts = new ArrayList<>();
        add(parts, used.memoryBytes(), " memory");
        add(parts, used.scratchBytes(), " disk");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, OptionalLong bytes, String what) {
        bytes.ifPresent(some -> parts.add(size(some) + what));
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? Math.ceilDiv(bytes, 1L << 10) + " KB"
                : String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1 << 20));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    private static void line(PrintStream out, String name, Object value) {
        out.println("%-9s ".formatted(name) + value);
    }
}
