package org.podstudio.cli.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.cli.context.Context;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does again what jobs did. */
@Command(name = "retry",
        description = "Does once more what jobs did that are over, of a batch those that failed or were canceled; follows it.")
final class RetryCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private final Which which = new Which();

    @Option(names = "--all-failed", description = "All dead letters; the same as jobs dead retry --all.")
    private boolean allFailed;

    @Option(names = "--no-wait", description = DeadCommand.NO_WAIT)
    private boolean noWait;

    RetryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        which.orElse("--all-failed", allFailed);
        try (Engine engine = context.studio().engine(context.project())) {
            Again again = new Again(context, engine, noWait);
            return allFailed ? again.deliverAll() : again.finish(retried(engine, again));
        }
    }

    private List<JobSnapshot> retried(Engine engine, Again again) {
        List<JobSnapshot> made = new ArrayList<>();
        for (JobSnapshot job : which.of(Jobs.of(engine), RetryCommand::inVain, again.answers())) {
            Optional<JobSnapshot> next = engine.retry(job.id());
            next.ifPresentOrElse(one -> {
                made.add(one);
                again.answers().done(job, "retried", next);
            }, () -> again.answers().refused(job.id(), notOver(job)));
        }
        return made;
    }

    private static boolean inVain(JobSnapshot job) {
        return job.state() == JobState.FAILED || job.state() == JobState.CANCELED;
    }

    private static Problem notOver(JobSnapshot job) {
        return new Problem(ErrorKind.INPUT, "jobs.not-over", "Job " + JobWords.shortId(job) + " is not over.",
                "Stop it first with: podstudio jobs cancel " + JobWords.shortId(job), Optional.empty());
    }
}
