package org.podstudio.cli.jobs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Tally;
import org.podstudio.cli.work.Labour;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Does again what jobs did. */
@Command(name = "retry", description = "Does once more what a job that is over did, and follows it.")
final class RetryCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ID", description = Jobs.ID)
    private String id = "";

    RetryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Engine engine = context.studio().engine(context.project())) {
            JobSnapshot job = Jobs.of(engine).named(id);
            JobSnapshot again = engine.retry(job.id())
                    .orElseThrow(() -> new ProcessingException(ErrorKind.INPUT, "jobs.not-over",
                            "Job " + Jobs.shortId(job) + " is not over.",
                            "Stop it first with: podstudio jobs cancel " + Jobs.shortId(job)));
            Screen screen = context.screen();
            Tally tally = new Tally(screen);
            Labour labour = new Labour(engine, screen, context.interruption());
            return tally.finish(Map.of(), () -> labour.await(List.of(again), job1 -> tally.add(Labour.result(job1))));
        }
    }
}
