package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.Output;
import org.podstudio.engine.internal.recipe.ResolvedRound;
import org.podstudio.engine.internal.recipe.Round;
import org.podstudio.engine.internal.work.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks which results of an order are in its output folder already. Reads only. */
final class Present {

    private static final Logger LOG = LoggerFactory.getLogger(Present.class);

    private final Order order;
    private final List<Round> rounds;
    private final List<ResolvedRound> resolved;

    /** @param resolved one for each round */
    Present(Order order, List<Round> rounds, List<ResolvedRound> resolved) {
        this.order = order;
        this.rounds = rounds;
        this.resolved = resolved;
    }

    /** What the names of results begin with: two inputs of a batch with the same name must not take each other's place. */
    static List<String> stems(List<PlannedJob> jobs) {
        return Names.distinct(jobs.stream().map(job -> Names.stem(job.input().file())).toList());
    }

    /** The same jobs, each with its results if they are all there and shall not be replaced. */
    List<PlannedJob> marked(List<PlannedJob> jobs) {
        boolean told = rounds.stream().allMatch(Round::output); // else the names hang on files that are not made yet
        if (order.outputFolder().isEmpty() || order.terms().force() || !told) {
            return jobs;
        }
        List<String> stems = new ArrayList<>(stems(new Plan(order, jobs).workable()));
        return jobs.stream().map(job -> job.problem().isPresent() ? job : job.with(there(job, stems.removeFirst())))
                .toList();
    }

    private List<Path> there(PlannedJob job, String stem) {
        List<Path> targets = Names.targets(order.outputFolder().orElseThrow(), stem, names(job.input().file()));
        return targets.stream().allMatch(target -> Files.exists(target, LinkOption.NOFOLLOW_LINKS))
                ? targets
                : List.of();
    }

    /** @return empty when one of them is not known before the work */
    private List<Output.Name> names(Path input) {
        List<Output.Name> names = new ArrayList<>();
        try {
            for (int i = 0; i < rounds.size(); i++) {
                for (int k = 0; k < rounds.get(i).parts().size(); k++) {
                    List<Output.Name> own = resolved.get(i).steps().get(k).names(input);
                    if (own.isEmpty()) {
                        return List.of();
                    }
                    String wanted = rounds.get(i).parts().get(k).name();
                    own.forEach(name -> names.add(name.of(wanted)));
                }
            }
            return names;
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.debug("the names of what is made of {} are not known", input, e);
            return List.of();
        }
    }
}
