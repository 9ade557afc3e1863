package org.podstudio.cli.jobs;

import java.util.List;
import java.util.concurrent.Callable;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.Screen;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops jobs. */
@Command(name = "cancel", description = "Stops jobs that are not over.")
final class CancelCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private final Which which = new Which();

    @Option(names = "--all", description = "All that are not over.")
    private boolean all;

    CancelCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        which.orElse("--all", all);
        Screen screen = context.screen();
        try (Engine engine = context.studio().engine(context.project())) {
            Jobs jobs = Jobs.of(engine);
            Answers answers = new Answers(screen);
            List<JobSnapshot> chosen = all ? jobs.open().all() : which.toStop(jobs, answers);
            answers.each(chosen, "canceled", engine::cancel);
            if (chosen.isEmpty() && answers.documents().isEmpty()) {
                screen.note("There is nothing to cancel.");
            }
            return answers.finish();
        }
    }
}
