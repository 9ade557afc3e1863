package org.podstudio.cli.jobs;

import java.util.Map;
import java.util.concurrent.Callable;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops jobs. */
@Command(name = "cancel", description = "Stops a job that is not over.")
final class CancelCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ID", description = Jobs.ID)
    private String id = "";

    CancelCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Engine engine = context.studio().engine(context.project())) {
            JobSnapshot job = Jobs.of(engine).named(id);
            if (!engine.cancel(job.id())) {
                throw new ProcessingException(ErrorKind.INPUT, "jobs.over",
                        "Job " + Jobs.shortId(job) + " is over: " + Json.word(job.state()) + ".",
                        "There is nothing to stop.");
            }
            context.screen().show(Map.of("canceled", job.id()), out -> out.println("canceled " + job.id()));
            return ExitCode.DONE;
        }
    }
}
