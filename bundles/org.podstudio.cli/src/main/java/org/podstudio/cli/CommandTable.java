package org.podstudio.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.Positionals;
import org.podstudio.cli.demo.DemoCommand;
import org.podstudio.cli.jobs.JobsCommand;
import org.podstudio.cli.library.ApproveCommand;
import org.podstudio.cli.library.AssetsCommand;
import org.podstudio.cli.library.ImportCommand;
import org.podstudio.cli.library.InitCommand;
import org.podstudio.cli.library.RateCommand;
import org.podstudio.cli.library.ShowCommand;
import org.podstudio.cli.library.TagCommand;
import org.podstudio.cli.machine.HardwareCommand;
import org.podstudio.cli.machine.ModelsCommand;
import org.podstudio.cli.machine.PluginsCommand;
import org.podstudio.cli.machine.ProcessorsCommand;
import org.podstudio.cli.packs.PackCommand;
import org.podstudio.cli.work.ChainCommand;
import org.podstudio.cli.work.ReplayCommand;
import org.podstudio.cli.work.RunCommand;
import org.podstudio.cli.work.ThumbsCommand;

import picocli.CommandLine;

/** Every command by name. Only the one that is called is made: picocli reads its annotations by reflection, and that takes time. */
final class CommandTable {

    private final Map<String, BiFunction<Context, List<String>, Object>> makers = new LinkedHashMap<>();

    CommandTable() {
        makers.put("demo", (context, words) -> new DemoCommand(context));
        makers.put("init", (context, words) -> new InitCommand(context));
        makers.put("import", (context, words) -> new ImportCommand(context));
        makers.put("assets", (context, words) -> new AssetsCommand(context));
        makers.put("show", (context, words) -> new ShowCommand(context));
        makers.put("tag", (context, words) -> new TagCommand(context));
        makers.put("rate", (context, words) -> new RateCommand(context));
        makers.put("approve", (context, words) -> new ApproveCommand(context));
        makers.put("run", RunCommand::with);
        makers.put("chain", (context, words) -> new ChainCommand(context));
        makers.put("replay", (context, words) -> new ReplayCommand(context));
        makers.put("thumbs", (context, words) -> new ThumbsCommand(context));
        makers.put("jobs", JobsCommand::with);
        makers.put("pack", (context, words) -> new PackCommand(context));
        makers.put("processors", (context, words) -> new ProcessorsCommand(context));
        makers.put("models", (context, words) -> new ModelsCommand(context));
        makers.put("plugins", (context, words) -> new PluginsCommand(context));
        makers.put("hardware", (context, words) -> new HardwareCommand(context));
    }

    /** Adds the command that the arguments name; all of them when they name none, for the help text and for suggestions. */
    void addTo(CommandLine line, Context context, String... args) {
        Optional<String> name = Positionals.of(List.of(args)).stream().findFirst().filter(makers::containsKey);
        if (name.isEmpty() && List.of(args).contains("--version")) {
            return;
        }
        makers.forEach((word, maker) -> {
            if (name.isEmpty() || name.get().equals(word)) {
                line.addSubcommand(word, maker.apply(context, name.isEmpty() ? List.of() : List.of(args)));
            }
        });
    }
}
