package org.podstudio.cli.library;

import java.util.List;
import java.util.concurrent.Callable;

import org.podstudio.api.project.Labels;
import org.podstudio.cli.context.Context;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Approves assets for packs. */
@Command(name = "approve", description = "Says that assets are fit for packs.")
public final class ApproveCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ASSET", arity = "1..*", description = "Ids, paths or file names.")
    private List<String> names = List.of();

    @Option(names = "--revoke", description = "Says that they are not.")
    private boolean revoke;

    /** Asks the context for services when it is called. */
    public ApproveCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new LabelCommand(context).label(names,
                labels -> new Labels(labels.theme(), labels.tags(), labels.rating(), !revoke));
    }
}
