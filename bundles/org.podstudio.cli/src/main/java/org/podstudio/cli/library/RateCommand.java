package org.podstudio.cli.library;

import java.util.List;
import java.util.concurrent.Callable;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Labels;
import org.podstudio.cli.context.Context;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Rates assets. */
@Command(name = "rate", description = "Rates assets from 0 (none) to 5.")
public final class RateCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "RATING", description = "0 to 5.")
    private int rating;

    @Parameters(index = "1..*", paramLabel = "ASSET", arity = "1..*", description = "Ids, paths or file names.")
    private List<String> names = List.of();

    /** Asks the context for services when it is called. */
    public RateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (rating < 0 || rating > 5) {
            throw ProcessingException.parameter("rating", "parameter.out-of-range",
                    "The rating is " + rating + ", but must be within 0 to 5.",
                    "Choose a value from 0 to 5.");
        }
        return new LabelCommand(context).label(names,
                labels -> new Labels(labels.theme(), labels.tags(), rating, labels.approved()));
    }
}
