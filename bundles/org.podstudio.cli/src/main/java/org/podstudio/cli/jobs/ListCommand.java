package org.podstudio.cli.jobs;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Limit;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which jobs there are, and how they stand. */
@Command(name = "list", description = "The newest jobs; the same as jobs alone.")
final class ListCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--state", paramLabel = "STATE", split = ",",
            description = "Only those: queued, running, waiting-to-retry, success, failed, canceled, paused or open.")
    private List<String> states = List.of();

    @Option(names = "--batch", paramLabel = "ID", description = Jobs.BATCH)
    private Optional<String> batch = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; default: 20.")
    private int limit = 20;

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Limit.check(limit);
        Predicate<JobSnapshot> wanted = Listing.in(states);
        try (Engine engine = context.studio().engine(context.project())) {
            Jobs jobs = Jobs.of(engine);
            List<JobSnapshot> found = batch.map(jobs::inBatch).orElse(jobs).all().stream().filter(wanted).toList();
            new Listing(found, limit, engine.queue().paused(), Jobs.places(engine)).print(context.screen());
            return ExitCode.DONE;
        }
    }
}
