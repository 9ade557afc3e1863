package org.podstudio.cli.jobs;

import java.util.List;
import java.util.concurrent.Callable;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;
import org.podstudio.cli.screen.Limit;
import org.podstudio.cli.screen.Table;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which jobs there are. */
@Command(name = "list", description = "The newest jobs; the same as jobs alone.")
final class ListCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; default: 20.")
    private int limit = 20;

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Limit.check(limit);
        try (Engine engine = context.studio().engine(context.project())) {
            List<JobSnapshot> jobs = engine.jobs().stream().limit(limit).toList();
            Table table = Table.of("There are no jobs.", "ID", "STATE", "RECIPE", "INPUT");
            jobs.forEach(j -> table.row(Jobs.shortId(j), Json.word(j.state()), j.recipe().title(),
                    String.valueOf(j.input().getFileName())));
            context.screen().show(jobs, table::print);
            return ExitCode.DONE;
        }
    }
}
