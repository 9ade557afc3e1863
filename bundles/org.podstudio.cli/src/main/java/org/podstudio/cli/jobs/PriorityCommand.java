package org.podstudio.cli.jobs;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Priority;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.Json;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes how soon jobs run. */
@Command(name = "priority", description = "Changes how soon jobs run: the last word is low, normal, high or urgent.",
        customSynopsis = "podstudio jobs priority [OPTIONS] (ID... | --batch=ID) low|normal|high|urgent")
final class PriorityCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ID... P", arity = "1..*", hideParamSyntax = true,
            description = "Ids of jobs, or how they begin, and the priority.")
    private List<String> words = List.of();

    @Option(names = "--batch", paramLabel = "ID", description = Jobs.BATCH)
    private Optional<String> batch = Optional.empty();

    PriorityCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Priority priority = named(words.getLast());
        List<String> ids = words.subList(0, words.size() - 1);
        Jobs.chosen("which jobs", "IDs of jobs or --batch ID", !ids.isEmpty(), batch.isPresent());
        try (Engine engine = context.studio().engine(context.project())) {
            Answers answers = new Answers(context.screen());
            Jobs jobs = Jobs.of(engine);
            answers.each(batch.map(id -> inLine(engine, jobs.inBatch(id))).orElseGet(() -> jobs.named(ids, answers)),
                    "prioritised", job -> engine.queue().prioritise(job, priority));
            return answers.finish();
        }
    }

    /** Those that are not over, in the order of their turns, which they keep. */
    private static List<JobSnapshot> inLine(Engine engine, Jobs batch) {
        Map<UUID, Integer> places = Jobs.places(engine);
        return batch.open().all().stream().sorted(Comparator.comparing(job -> places.getOrDefault(job.id(), 0)))
                .toList();
    }

    private static Priority named(String word) {
        return Arrays.stream(Priority.values()).filter(p -> Json.word(p).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ProcessingException.parameter("priority", "parameter.not-a-choice",
                        "There is no priority '" + word + "'.", "End with one of: low, normal, high, urgent."));
    }
}
