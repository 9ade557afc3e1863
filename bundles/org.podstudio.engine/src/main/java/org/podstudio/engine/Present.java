package org.podstudio.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.podstudio.api.Output;
import org.podstudio.api.project.Problem;
import org.podstudio.engine.internal.recipe.ResolvedRound;
import org.podstudio.engine.internal.recipe.Round;
import org.podstudio.engine.internal.work.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks which results of an order are in its output folder already. Reads only. */
final class Present {

    private static final Logger LOG = LoggerFactory.getLogger(Present.class);

    /** Of files that are no media of the kind, most of which never will be. */
    private static final Set<String> OTHER = Set.of("input.not-media", "input.wrong-kind");

    private final Order order;
    private final List<Round> rounds;
    private final List<ResolvedRound> resolved;

    /** @param resolved one for each round */
    Present(Order order, List<Round> rounds, List<ResolvedRound> resolved) {
        this.order = order;
        this.rounds = rounds;
        this.resolved = resolved;
    }

    /**
     * What the names of results begin with, one for each job: two inputs of a batch with the same name must not take each other's place. One
     * with a problem keeps its name for the day it is repaired, or the others would get new ones then. What is no medium and does not look like
     * those that are, as the notes beside a picture, takes no name.
     */
    static List<String> stems(List<PlannedJob> jobs) {
        Set<String> extensions = jobs.stream().filter(job -> job.problem().isEmpty()).map(Present::extension)
                .collect(Collectors.toSet());
        List<Boolean> named = jobs.stream().map(job -> named(job, extensions)).toList();
        List<String> plain = jobs.stream().map(job -> Names.stem(job.input().file())).toList();
        Iterator<String> distinct = Names.distinct(IntStream.range(0, plain.size()).filter(named::get)
                .mapToObj(plain::get).toList()).iterator();
        return IntStream.range(0, plain.size()).mapToObj(i -> named.get(i) ? distinct.next() : plain.get(i)).toList();
    }

    private static boolean named(PlannedJob job, Set<String> extensions) {
        return job.problem().map(Problem::code).filter(OTHER::contains).isEmpty()
                || extensions.contains(extension(job));
    }

    private static String extension(PlannedJob job) {
        String name = String.valueOf(job.input().file().getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The same jobs, each with its results if they are all there and shall not be replaced. */
    List<PlannedJob> marked(List<PlannedJob> jobs) {
        boolean told = rounds.stream().allMatch(Round::output); // else the names hang on files that are not made yet
        if (order.outputFolder().isEmpty() || order.terms().force() || !told) {
            return jobs;
        }
        NavigableSet<String> files = files();
        Iterator<String> stems = stems(jobs).iterator();
        return jobs.stream().map(job -> marked(job, stems.next(), files)).toList();
    }

    /** What a result is called is told by the input's header, which is not read for an input of which nothing is there. */
    private PlannedJob marked(PlannedJob job, String stem, NavigableSet<String> files) {
        String start = Names.key(Names.plain(stem, ""));
        boolean some = files.tailSet(start).stream().findFirst().filter(name -> name.startsWith(start)).isPresent();
        return some && job.problem().isEmpty() ? job.with(there(job, stem)) : job;
    }

    /** All in the output folder, as {@link Names#key} has them; what cannot be listed is found when the results come. */
    private NavigableSet<String> files() {
        try (Stream<Path> all = Files.list(order.outputFolder().orElseThrow())) {
            return all.map(file -> Names.key(String.valueOf(file.getFileName())))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("what is in the output folder is not known", e);
            return Collections.emptyNavigableSet();
        }
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
