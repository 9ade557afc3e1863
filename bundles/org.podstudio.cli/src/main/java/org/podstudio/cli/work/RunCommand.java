package org.podstudio.cli.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.podstudio.api.parameters.Parameter;
import org.podstudio.api.project.Recipe;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.InstalledProcessor;
import org.podstudio.cli.context.Positionals;
import org.podstudio.cli.context.Processors;
import org.podstudio.cli.screen.Choices;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** One processor on assets or files. Its options are those of the processor's record. */
@Command(name = "run", description = "Runs one processor on assets or on files.",
        footer = {"", "podstudio processors ID tells the options of a processor; podstudio run ID --help, too."})
public final class RunCommand implements Callable<Integer> {

    private final Context context;
    private final Map<String, String> values = new LinkedHashMap<>();

    @CommandLine.Parameters(index = "0", paramLabel = "PROCESSOR",
            description = "Id of a processor; podstudio processors lists them.")
    private String processor = "";

    @CommandLine.Parameters(index = "1..*", arity = "1..*", paramLabel = "INPUT",
            description = "Assets of the project, files or folders.")
    private List<String> inputs = List.of();

    @Option(names = "--output", paramLabel = "VALUES",
            description = "Repeated up to 10 times, makes as many results in one job, each with options of its own: "
                    + "--output width=1920 --output width=200,format=webp,name=thumb. The name stands in the file's name.")
    private List<String> outputs = List.of();

    @Mixin
    private WorkOptions options = new WorkOptions();

    private RunCommand(Context context) {
        this.context = context;
    }

    /**
     * The command with the options of the processor that the words name. An unknown processor is an error of the command, not of its making.
     *
     * @param words the whole command line
     */
    public static CommandLine with(Context context, List<String> words) {
        RunCommand command = new RunCommand(context);
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        Optional<InstalledProcessor> named = named(context, words);
        named.ifPresent(
                p -> p.parameters().parameters().forEach(parameter -> spec.addOption(command.option(p, parameter))));
        if (named.isEmpty()) {
            spec.parser().unmatchedOptionsArePositionalParams(true); // the options of nothing are not what is wrong
        }
        return new CommandLine(spec);
    }

    @Override
    public Integer call() {
        InstalledProcessor installed = new Processors(context.studio()).named(processor);
        return new Work(context, inputs, options).perform(outputs.isEmpty()
                ? new Recipe(List.of(Parameters.step(installed, values)))
                : new Recipe(List.of(),
                        outputs.stream().map(words -> new OutputWords(words).read(installed, values)).toList()));
    }

    private OptionSpec option(InstalledProcessor owner, Parameter parameter) {
        return OptionSpec.builder("--" + parameter.option()).paramLabel(Choices.of(parameter)).type(String.class)
                .order(-10)
                .description(description(owner, parameter)).setter(new CommandLine.Model.ISetter() {
                    @Override
                    public <T> T set(T value) {
                        if (value != null) {
                            values.put(parameter.name(), value.toString());
                        }
                        return value;
                    }
                }).build();
    }

    // picocli formats descriptions, so a per cent sign is doubled
    private static String description(InstalledProcessor owner, Parameter parameter) {
        String fallback = Choices.fallback(parameter).map(v -> " Default: " + v + ".").orElse("");
        return (owner.help(parameter) + fallback).strip().replace("%", "%%");
    }

    private static Optional<InstalledProcessor> named(Context context, List<String> words) {
        List<String> named = Positionals.of(words);
        if (named.size() < 2) {
            return Optional.empty();
        }
        Processors processors = new Processors(context.studio());
        return Optional.of(named.get(1)).filter(processors::has).map(processors::named);
    }
}
