package org.podstudio.cli.jobs;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.Screen;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops jobs. */
@Command(name = "cancel", description = "Stops jobs that are not over.")
final class CancelCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ID", arity = "0..*", description = Jobs.IDS)
    private List<String> ids = List.of();

    @Option(names = "--batch", paramLabel = "ID", description = Jobs.BATCH)
    private Optional<String> batch = Optional.empty();

    @Option(names = "--all", description = "All that are not over.")
    private boolean all;

    CancelCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Jobs.chosen("IDs of jobs, --batch ID or --all", !ids.isEmpty(), batch.isPresent(), all);
        Screen screen = context.screen();
        try (Engine engine = context.studio().engine(context.project())) {
            Jobs jobs = Jobs.of(engine);
            Answers answers = new Answers(screen);
            // the newest first, or each would make room for one that is canceled next
            List<JobSnapshot> chosen = ids.isEmpty()
                    ? batch.map(jobs::inBatch).orElse(jobs).open().all()
                    : jobs.named(ids, answers);
            answers.each(chosen, "canceled", engine::cancel);
            if (ids.isEmpty() && chosen.isEmpty()) {
                screen.note("There is nothing to cancel.");
            }
            return answers.finish();
        }
    }
}
