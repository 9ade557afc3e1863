package org.podstudio.cli.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Priority;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.Json;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes how soon jobs run. */
@Command(name = "priority", description = "Changes how soon jobs run: the last word is low, normal, high or urgent.",
        customSynopsis = "podstudio jobs priority [OPTIONS] ID... low|normal|high|urgent")
final class PriorityCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ID... P", arity = "2..*", hideParamSyntax = true,
            description = "Ids of jobs, or how they begin, and the priority.")
    private List<String> words = List.of();

    PriorityCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Priority priority = named(words.getLast());
        try (Engine engine = context.studio().engine(context.project())) {
            Answers answers = new Answers(context.screen());
            answers.each(Jobs.of(engine).named(words.subList(0, words.size() - 1), answers),
                    "prioritised", job -> engine.queue().prioritise(job, priority));
            return answers.finish();
        }
    }

    private static Priority named(String word) {
        return Arrays.stream(Priority.values()).filter(p -> Json.word(p).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ProcessingException.parameter("priority", "parameter.not-a-choice",
                        "There is no priority '" + word + "'.", "End with one of: low, normal, high, urgent."));
    }
}
