package org.podstudio.cli.work;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.Processors;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A recipe from a file on assets or files. */
@Command(name = "chain",
        description = "Runs a recipe, a YAML or JSON list of {processor, parameters}, on assets or on files.",
        footer = {"",
                "A recipe that ends in several results is written {steps: [...], outputs: [...]}: each of up to 10",
                "outputs is {name, processor, parameters} and works on what the last step made, or on the",
                "input when there are no steps. The name is optional; it stands in the names of the files."})
public final class ChainCommand implements Callable<Integer> {

    private final Context context;

    @CommandLine.Parameters(index = "0", paramLabel = "FILE", description = "The recipe.")
    private Path file = Path.of("");

    @CommandLine.Parameters(index = "1..*", arity = "1..*", paramLabel = "INPUT",
            description = "Assets of the project, files or folders.")
    private List<String> inputs = List.of();

    @Mixin
    private WorkOptions options = new WorkOptions();

    /** Asks the context for services when it is called. */
    public ChainCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        RecipeFile recipe = new RecipeFile(context.resolve(file));
        return new Work(context, inputs, options).perform(recipe.read(new Processors(context.studio())));
    }
}
