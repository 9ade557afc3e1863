package org.podstudio.cli.work;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;
import org.podstudio.cli.screen.Limit;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Table;
import org.podstudio.cli.screen.Tally;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The queue of a project. */
@Command(name = "jobs", description = "Lists, follows, stops and repeats the jobs of the project.")
public final class JobsCommand implements Callable<Integer> {

    private static final int SHORT_ID = 8;

    private final Context context;

    /** Asks the context for services when it is called. */
    public JobsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return list(20);
    }

    @Command(name = "list", description = "The newest jobs; the same as jobs alone.")
    int list(@Option(names = "--limit", paramLabel = "N", defaultValue = "20",
            description = "At most so many; default: 20.") int limit) {
        Limit.check(limit);
        try (Engine engine = open()) {
            List<JobSnapshot> jobs = engine.jobs().stream().limit(limit).toList();
            Table table = Table.of("There are no jobs.", "ID", "STATE", "RECIPE", "INPUT");
            jobs.forEach(j -> table.row(shortId(j), Json.word(j.state()), j.recipe().title(),
                    String.valueOf(j.input().getFileName())));
            context.screen().show(jobs, table::print);
            return ExitCode.DONE;
        }
    }

    @Command(name = "show", description = "What happened to a job: its attempts, their stages, what they took.")
    int show(@Parameters(paramLabel = "ID", description = "Id of a job, or how it begins.") String id) {
        try (Engine engine = open()) {
            JobView view = new JobView(engine.inspect(named(engine, id).id()).orElseThrow());
            context.screen().show(view.wire(), view::print);
            return ExitCode.DONE;
        }
    }

    @Command(name = "watch", description = "Works on what is queued and tells of every change, until Ctrl-C.")
    int watch(@Option(names = "--until-done", description = "Ends when no job is left.") boolean untilDone)
            throws InterruptedException {
        try (Engine engine = open()) {
            List<JobSnapshot> jobs = engine.jobs().stream().filter(job -> !job.state().terminal()).toList().reversed();
            if (untilDone) {
                engine.takeUp();
                return follow(engine, jobs);
            }
            Screen screen = context.screen();
            jobs.forEach(job -> tell(screen, job));
            CountDownLatch stopped = new CountDownLatch(1);
            try (Run.Registration changes = engine.listen(job -> tell(screen, job));
                    Run.Registration stop = context.interruption().onInterrupt(stopped::countDown)) {
                engine.takeUp();
                stopped.await();
            }
            return ExitCode.INTERRUPTED;
        }
    }

    @Command(name = "cancel", description = "Stops a job that is not over.")
    int cancel(@Parameters(paramLabel = "ID", description = "Id of a job, or how it begins.") String id) {
        try (Engine engine = open()) {
            JobSnapshot job = named(engine, id);
            if (!engine.cancel(job.id())) {
                throw new ProcessingException(ErrorKind.INPUT, "jobs.over",
                        "Job " + shortId(job) + " is over: " + Json.word(job.state()) + ".",
                        "There is nothing to stop.");
            }
            context.screen().show(Map.of("canceled", job.id()), out -> out.println("canceled " + job.id()));
            return ExitCode.DONE;
        }
    }

    @Command(name = "retry", description = "Does once more what a job that is over did, and follows it.")
    int retry(@Parameters(paramLabel = "ID", description = "Id of a job, or how it begins.") String id) {
        try (Engine engine = open()) {
            JobSnapshot job = named(engine, id);
            JobSnapshot again = engine.retry(job.id())
                    .orElseThrow(() -> new ProcessingException(ErrorKind.INPUT, "jobs.not-over",
                            "Job " + shortId(job) + " is not over.",
                            "Stop it first with: podstudio jobs cancel " + shortId(job)));
            return follow(engine, List.of(again));
        }
    }

    @Command(name = "log", description = "The log of a job, also while another program works on it.")
    int log(@Parameters(paramLabel = "ID", description = "Id of a job, or how it begins.") String id,
            @Option(names = "--follow", description = "Goes on until the job is over.") boolean follow)
            throws IOException, InterruptedException {
        LogReader log = LogReader.of(context.project(), id);
        if (follow) {
            boolean over = log.follow(line -> context.screen().stream(Map.of("line", line), plain(line)),
                    context.interruption()::fired);
            return over ? ExitCode.DONE : ExitCode.INTERRUPTED;
        }
        List<String> lines = log.all();
        context.screen().show(Map.of("job", log.job(), "lines", lines),
                out -> lines.forEach(line -> out.println(plain(line))));
        return ExitCode.DONE;
    }

    private static String plain(String line) {
        return line.replace('\t', ' ');
    }

    private static void tell(Screen screen, JobSnapshot job) {
        screen.stream(job,
                "%s  %-16s %3.0f %%  %s  %s  %s".formatted(shortId(job), Json.word(job.state()), job.fraction() * 100,
                        job.recipe().title(), job.input().getFileName(), job.stage()).stripTrailing());
    }

    private int follow(Engine engine, List<JobSnapshot> jobs) {
        Screen screen = context.screen();
        Tally tally = new Tally(screen);
        Labour labour = new Labour(engine, screen, context.interruption());
        return tally.finish(Map.of(), () -> labour.await(jobs, job -> tally.add(Labour.result(job))));
    }

    private Engine open() {
        return context.studio().engine(context.project());
    }

    private static JobSnapshot named(Engine engine, String id) {
        List<JobSnapshot> found = engine.jobs().stream().filter(job -> job.id().toString().startsWith(id)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw found.isEmpty()
                ? ProcessingException.input("engine.unknown-job", "There is no job '" + id + "'.",
                        "podstudio jobs lists those there are.")
                : new ProcessingException(ErrorKind.CONFIGURATION, "usage.ambiguous",
                        found.size() + " jobs begin with '" + id + "'.",
                        "Write more of the id.");
    }

    private static String shortId(JobSnapshot job) {
        return job.id().toString().substring(0, SHORT_ID);
    }
}
