package org.podstudio.cli.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;

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
}
