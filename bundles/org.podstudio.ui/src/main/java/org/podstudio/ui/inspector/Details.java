package org.podstudio.ui.inspector;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.engine.JobReport;
import org.podstudio.ui.Messages;
import org.podstudio.ui.jobs.JobWords;
import org.podstudio.ui.jobs.Spans;
import org.podstudio.ui.look.Sizes;
import org.podstudio.ui.session.Inspection;

/**
 * What is said of one job, in the order in which one asks: what it is, why it failed, what came of it, what it did when,
 * what it took, and its log.
 *
 * @param titles
 *            from the id of a processor to its title
 * @param zone
 *            in which times are told
 */
record Details(UnaryOperator<String> titles, ZoneId zone) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT);
    private static final String DOT = "  \u00b7  ";

    /**
     * @param note
     *            what somebody noted of its failure; empty when nobody did
     */
    List<Item> of(Inspection seen, String note) {
        JobReport report = seen.report();
        JobSnapshot job = report.job();
        List<Item> items = new ArrayList<>();
        items.add(new Item.Title(job, JobWords.what(job.recipe(), titles), state(report)));
        problem(job, note, items);
        results(job, items);
        attempts(report, items);
        report.attempts().stream().reduce((a, b) -> b).ifPresent(last -> {
            needs(last, items);
            commands(last, items);
        });
        remarks(job, items);
        log(seen.log(), items);
        return items;
    }

    private String state(JobReport report) {
        String waited = report.waited().toSeconds() < 1
                ? ""
                : DOT + NLS.bind(Messages.Details_Waited, Spans.exact(report.waited()));
        return JobWords.state(report.job()) + DOT
                + NLS.bind(Messages.Details_Accepted, day(report.job().submitted())) + waited
                + report.timeLimit().map(limit -> DOT + NLS.bind(Messages.Details_Limit, Spans.exact(limit)))
                        .orElse("");
    }

    private static void problem(JobSnapshot job, String note, List<Item> items) {
        job.problem().ifPresent(p -> {
            items.add(new Item.Words(p.message(), Item.Tone.BAD));
            items.add(new Item.Words(p.advice(), Item.Tone.PLAIN));
            items.add(new Item.Words(p.code(), Item.Tone.MUTED));
        });
        if (!note.isEmpty()) {
            items.add(new Item.Caption(Messages.Details_Note));
            items.add(new Item.Words(note, Item.Tone.PLAIN));
        }
    }

    private static void remarks(JobSnapshot job, List<Item> items) {
        if (!job.notes().isEmpty()) {
            items.add(new Item.Caption(Messages.Details_Remarks));
            job.notes().forEach(text -> items.add(new Item.Words(text, Item.Tone.PLAIN)));
        }
    }

    private static void results(JobSnapshot job, List<Item> items) {
        if (!job.outputs().isEmpty()) {
            items.add(new Item.Caption(Messages.Details_Results));
            job.outputs().forEach(file -> items.add(new Item.Result(file)));
        }
    }

    private void attempts(JobReport report, List<Item> items) {
        if (!report.attempts().isEmpty()) {
            items.add(new Item.Caption(Messages.Details_Attempts));
            report.attempts().forEach(attempt -> attempt(attempt, items));
        }
    }

    private void attempt(Attempt attempt, List<Item> items) {
        List<Attempt.Stage> stages = attempt.effort().stages();
        String legend = stages.stream()
                .map(s -> s.name() + " " + Spans.exact(Duration.ofMillis(Math.round(s.seconds() * 1e3))))
                .collect(Collectors.joining(DOT));
        items.add(new Item.Try(attempt.number() + DOT + ending(attempt.ending()) + DOT + Spans.exact(attempt.took()),
                CLOCK.format(attempt.started().atZone(zone)), attempt.ending(), stages, legend));
        attempt.problem().filter(p -> attempt.ending() == Attempt.Ending.FAILED)
                .ifPresent(p -> items.add(new Item.Words(p.message(), Item.Tone.MUTED)));
    }

    private static String ending(Attempt.Ending ending) {
        return switch (ending) {
            case RUNNING -> Messages.Job_Running;
            case SUCCESS -> Messages.Job_Done;
            case FAILED -> Messages.Job_Failed;
            case CANCELED -> Messages.Job_Canceled;
            case INTERRUPTED -> Messages.Details_Interrupted;
            case DIED -> Messages.Details_Died;
        };
    }

    private static void needs(Attempt last, List<Item> items) {
        Optional<Needs> estimated = last.effort().estimated();
        List<Item> told = new ArrayList<>();
        estimated.ifPresent(n -> told.add(new Item.Fact(Messages.Details_Cores, String.valueOf(n.threads()))));
        Attempt.Used used = last.effort().used();
        gauge(Messages.Details_Memory, used.memoryBytes().orElse(0), estimated.map(Needs::memoryBytes).orElse(0L))
                .ifPresent(told::add);
        gauge(Messages.Details_Disk, used.scratchBytes().orElse(0), estimated.map(Needs::scratchBytes).orElse(0L))
                .ifPresent(told::add);
        estimated.map(Needs::gpuBytes).filter(bytes -> bytes > 0)
                .ifPresent(bytes -> told.add(new Item.Fact(Messages.Details_Gpu, Sizes.of(bytes))));
        if (!told.isEmpty()) {
            items.add(new Item.Caption(Messages.Details_Needs));
            items.addAll(told);
        }
    }

    private static Optional<Item> gauge(String label, long used, long estimated) {
        if (used > 0 && estimated > 0) {
            return Optional.of(new Item.Gauge(label,
                    NLS.bind(Messages.Details_UsedOf, Sizes.of(used), Sizes.of(estimated)),
                    (double) used / estimated));
        }
        if (used <= 0 && estimated <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Item.Fact(label, used > 0
                ? NLS.bind(Messages.Details_Used, Sizes.of(used))
                : NLS.bind(Messages.Details_Estimated, Sizes.of(estimated))));
    }

    private static void commands(Attempt last, List<Item> items) {
        List<Attempt.Child> children = last.effort().children();
        if (!children.isEmpty()) {
            items.add(new Item.Caption(Messages.Details_Commands));
            children.forEach(child -> items.add(new Item.Command(line(child), outcome(child))));
        }
    }

    /** As it can be given to a shell. */
    static String line(Attempt.Child child) {
        return child.command().stream().map(Details::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String outcome(Attempt.Child child) {
        String took = Spans.exact(Duration.ofMillis(Math.round(child.seconds() * 1e3)));
        String memory = child.peakBytes() > 0 ? DOT + Sizes.of(child.peakBytes()) : "";
        return child.exitCode().isPresent()
                ? took + memory + DOT + NLS.bind(Messages.Details_Exit, child.exitCode().getAsInt())
                : took + memory;
    }

    private void log(List<String> lines, List<Item> items) {
        if (!lines.isEmpty()) {
            items.add(new Item.Caption(Messages.Details_Log));
            lines.forEach(line -> items.add(line(line)));
        }
    }

    /** The date is the job's, so the time of the day is enough. */
    private Item.Line line(String line) {
        int space = line.indexOf(' ');
        try {
            return new Item.Line(CLOCK.format(Instant.parse(line.substring(0, Math.max(0, space))).atZone(zone)),
                    line.substring(space + 1));
        } catch (DateTimeParseException goesOnFromTheLineBefore) {
            return new Item.Line("", line);
        }
    }

    private String day(Instant time) {
        return DAY.format(time.atZone(zone));
    }
}
