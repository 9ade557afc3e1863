package org.podstudio.cli.jobs;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything that is known of one job. */
@Command(name = "show", description = "What happened to a job: its attempts, their stages, what they took.")
final class ShowCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ID", description = Jobs.ID)
    private String id = "";

    ShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Engine engine = context.studio().engine(context.project())) {
            UUID job = Jobs.of(engine).named(id).id();
            JobView view = new JobView(engine.inspect(job).orElseThrow(),
                    Optional.ofNullable(Jobs.places(engine).get(job)));
            context.screen().show(view.wire(), view::print);
            return ExitCode.DONE;
        }
    }
}
