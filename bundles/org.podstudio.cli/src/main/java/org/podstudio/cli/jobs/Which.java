package org.podstudio.cli.jobs;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.podstudio.api.project.JobSnapshot;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which jobs a command is about: named one by one, or what was ordered together. */
final class Which {

    @Parameters(paramLabel = "ID", arity = "0..*", description = Jobs.IDS)
    private List<String> ids = List.of();

    @Option(names = "--batch", paramLabel = "ID", description = Jobs.BATCH)
    private Optional<String> batch = Optional.empty();

    /**
     * Nothing else may say which.
     *
     * @param other what else could have been given: {@code --all}
     * @param given whether it was
     */
    void orElse(String other, boolean given) {
        Jobs.chosen("which jobs", "IDs of jobs, --batch ID or " + other, !ids.isEmpty(), batch.isPresent(), given);
    }

    /**
     * In the order they are named, or were submitted in. What is not there is refused.
     *
     * @param fits which of a batch are meant
     */
    List<JobSnapshot> of(Jobs jobs, Predicate<JobSnapshot> fits, Answers answers) {
        return batch.map(id -> jobs.inBatch(id).all().reversed().stream().filter(fits).toList())
                .orElseGet(() -> jobs.named(ids, answers));
    }

    /** As {@link #of}, the jobs of a batch that are not over the last first, or each would make room for one that is stopped next. */
    List<JobSnapshot> toStop(Jobs jobs, Answers answers) {
        return batch.map(id -> jobs.inBatch(id).open().all()).orElseGet(() -> jobs.named(ids, answers));
    }
}
