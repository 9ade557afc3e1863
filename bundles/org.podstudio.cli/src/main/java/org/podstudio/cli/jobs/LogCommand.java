package org.podstudio.cli.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was written down while a job ran. */
@Command(name = "log", description = "The log of a job, also while another program works on it.")
final class LogCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ID", description = Jobs.ID)
    private String id = "";

    @Option(names = "--follow", description = "Goes on until the job is over.")
    private boolean follow;

    LogCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LogReader log;
        try {
            log = LogReader.of(context.project(), id);
        } catch (ProcessingException none) {
            return retold(none);
        }
        if (follow) {
            boolean over = log.follow(line -> context.screen().stream(Map.of("line", line), plain(line)),
                    context.interruption()::fired);
            return over ? ExitCode.DONE : ExitCode.INTERRUPTED;
        }
        show(log.job(), log.all());
        return ExitCode.DONE;
    }

    /** One that went well and had nothing to say has no log: its history tells the same. @param none that nothing was found */
    private int retold(ProcessingException none) {
        if (!none.code().equals(LogReader.NOT_FOUND)) {
            throw none;
        }
        try (Engine engine = context.studio().engine(context.project())) {
            List<JobSnapshot> found = engine.jobs().stream()
                    .filter(job -> job.id().toString().startsWith(id) && job.state() == JobState.SUCCESS).toList();
            if (found.size() != 1) {
                throw none;
            }
            UUID job = found.getFirst().id();
            show(job.toString(), Retold.lines(engine.inspect(job).orElseThrow()));
            return ExitCode.DONE;
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
