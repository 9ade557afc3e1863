package org.podstudio.cli.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.engine.Engine;
import org.podstudio.engine.Engines;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was written down while a job ran. */
@Command(name = "log", description = {"The log of a job, also while another program works on it.",
        "A job that ended within a second and had nothing to say has none: its history is told instead, once no other "
                + "program has the project open."})
final class LogCommand implements Callable<Integer> {

    private static final String LOCKED = "store.locked";

    private final Context context;

    @Parameters(paramLabel = "ID", description = Jobs.ID)
    private String id = "";

    @Option(names = "--follow", description = "Goes on until the job is over; waits for a log that is not there yet.")
    private boolean follow;

    LogCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ProjectFolder project = context.project();
        boolean waits = false;
        while (true) {
            Optional<LogReader> log = LogReader.find(project, id);
            if (log.isPresent()) {
                return read(log.get());
            }
            Optional<Integer> told = retold(project);
            if (told.isPresent()) {
                return told.get();
            }
            if (!waits && !Engines.accepted(project, id)) {
                throw ProcessingException.input("engine.unknown-job",
                        "There is no job '" + id + "' in the project, so nobody will write its log.",
                        "podstudio jobs lists those there are, when no other program has the project open.");
            }
            if (!waits) {
                context.screen().note("Nothing is written of a job " + id + " yet. Ctrl-C ends the waiting.");
                waits = true;
            }
            if (interrupted()) {
                return ExitCode.INTERRUPTED;
            }
        }
    }

    private int read(LogReader log) throws IOException, InterruptedException {
        if (follow) {
            boolean over = log.follow(line -> context.screen().stream(Map.of("line", line), plain(line)),
                    context.interruption()::fired);
            return over ? ExitCode.DONE : ExitCode.INTERRUPTED;
        }
        show(log.job(), log.all());
        return ExitCode.DONE;
    }

    /**
     * Tells a job that has written no log from its history.
     *
     * @return empty when its log is to be waited for: another program has the project and may be about to write it
     */
    private Optional<Integer> retold(ProjectFolder project) {
        try (Engine engine = context.studio().engine(project)) {
            JobSnapshot job = Jobs.of(engine).named(id);
            if (follow && !job.state().terminal()) {
                throw new ProcessingException(ErrorKind.RESOURCE, "jobs.log.nobody",
                        "Job " + job.id() + " has no log to follow: nobody works on it.",
                        "podstudio jobs watch works on what waits.");
            }
            List<String> lines = Retold.lines(engine.inspect(job.id()).orElseThrow());
            if (follow) {
                lines.forEach(line -> context.screen().stream(Map.of("line", line), line));
            } else {
                show(job.id().toString(), lines);
            }
            return Optional.of(ExitCode.DONE);
        } catch (ProcessingException e) {
            if (!e.code().equals(LOCKED)) {
                throw e;
            }
            if (follow) {
                return Optional.empty();
            }
            throw new ProcessingException(e.kind(), LOCKED,
                    "No job " + id + " has written a log so far, and histories cannot be read while another PODStudio"
                            + " has the project open.",
                    "Try again when that is closed; --follow waits for the log.", e);
        }
    }

    /** After a while, or at once when it happens. */
    private boolean interrupted() throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(1);
        try (Run.Registration stop = context.interruption().onInterrupt(enough::countDown)) {
            return enough.await(LogReader.LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void show(String job, List<String> lines) {
        context.screen().show(Map.of("job", job, "lines", lines),
                out -> lines.forEach(line -> out.println(plain(line))));
    }

    private static String plain(String line) {
        return line.replace('\t', ' ');
    }
}
