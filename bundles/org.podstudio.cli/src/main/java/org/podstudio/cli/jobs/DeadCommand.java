package org.podstudio.cli.jobs;

import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;
import org.podstudio.cli.screen.Screen;
import org.podstudio.engine.Engine;
import org.podstudio.engine.control.DeadLetter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What failed for good, and what is done about it. */
@Command(name = "dead", description = "Lists the jobs that failed for good, and retries or dismisses them.")
final class DeadCommand implements Callable<Integer> {

    static final String NO_WAIT = "Leave them in the queue; the window or podstudio jobs watch works on them.";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH)
            .withZone(ZoneId.systemDefault());

    private final Context context;

    DeadCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "Why they failed, how often they were tried; the same as dead alone.")
    int list() {
        try (Engine engine = open()) {
            List<DeadLetter> letters = engine.deadLetters().list();
            Screen screen = context.screen();
            screen.show(letters.stream().map(Json::sorted).toList(), out -> print(screen, letters, out));
            return ExitCode.DONE;
        }
    }

    @Command(name = "note", description = "Notes what was found out about one; an empty text takes the note away.")
    int note(@Parameters(paramLabel = "ID", description = Jobs.ID) String id,
            @Parameters(paramLabel = "TEXT", arity = "1..*",
                    description = "Whatever helps the next who looks.") List<String> text) {
        try (Engine engine = open()) {
            Answers answers = new Answers(context.screen());
            String words = String.join(" ", text).strip();
            answers.each(Jobs.dead(engine).named(List.of(id), answers), "noted",
                    job -> engine.deadLetters().remark(job, words));
            return answers.finish();
        }
    }

    @Command(name = "retry", description = "Does once more what they did, and follows it; they are settled with that.")
    int retry(@Parameters(paramLabel = "ID", arity = "0..*", description = Jobs.IDS) @Nullable List<String> ids,
            @Option(names = "--all", description = "All there are.") boolean all,
            @Option(names = "--no-wait", description = NO_WAIT) boolean noWait) {
        List<String> named = ids == null ? List.of() : ids;
        Jobs.chosen("which jobs", "IDs of jobs or --all", !named.isEmpty(), all);
        try (Engine engine = open()) {
            Again again = new Again(context, engine, noWait);
            return all ? again.deliverAll() : again.deliver(Jobs.dead(engine).named(named, again.answers()));
        }
    }

    @Command(name = "dismiss", description = "Takes them off the list; nothing else happens.")
    int dismiss(@Parameters(paramLabel = "ID", arity = "0..*", description = Jobs.IDS) @Nullable List<String> ids,
            @Option(names = "--all", description = "All there are.") boolean all) {
        List<String> named = ids == null ? List.of() : ids;
        Jobs.chosen("which jobs", "IDs of jobs or --all", !named.isEmpty(), all);
        try (Engine engine = open()) {
            Jobs jobs = Jobs.dead(engine);
            Answers answers = new Answers(context.screen());
            List<JobSnapshot> chosen = all ? jobs.all() : jobs.named(named, answers);
            engine.deadLetters().dismiss(chosen.stream().map(JobSnapshot::id).toList());
            chosen.forEach(job -> answers.done(job, "dismissed", Optional.empty()));
            return answers.finish();
        }
    }

    private Engine open() {
        return context.studio().engine(context.project());
    }

    private static void print(Screen screen, List<DeadLetter> letters, PrintStream out) {
        if (letters.isEmpty()) {
            out.println("There are no dead letters.");
            return;
        }
        for (DeadLetter letter : letters) {
            out.println(JobWords.name(letter.job()) + "  " + tried(letter.attempts()) + ", failed "
                    + TIME.format(letter.since()));
            letter.job().problem().ifPresent(problem -> {
                out.println("          " + screen.painted(problem.message(), Screen.Tone.BAD));
                out.println("          " + problem.advice());
            });
            if (!letter.remark().isEmpty()) {
                out.println("          note: " + letter.remark());
            }
        }
        out.println();
        out.println("Again: podstudio jobs dead retry ID… or --all   Off the list: podstudio jobs dead dismiss ID…");
    }

    private static String tried(int attempts) {
        return switch (attempts) {
            case 0 -> "never tried";
            case 1 -> "tried once";
            default -> "tried " + attempts + " times";
        };
    }
}
