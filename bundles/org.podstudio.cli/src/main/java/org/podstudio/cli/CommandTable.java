package org.podstudio.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.podstudio.cli.context.Context;
import org.podstudio.cli.machine.ProcessorsCommand;

import picocli.CommandLine;

/** Every command by name. Only the one that is called is made: picocli reads its annotations by reflection, and that takes time. */
final class CommandTable {

    private static final List<String> WITH_VALUE = List.of("--project", "--progress");

    private final Map<String, Function<Context, Object>> makers = new LinkedHashMap<>();

    CommandTable() {
        makers.put("processors", ProcessorsCommand::new);
    }

    /** Adds the command that the arguments name; all of them when they name none, for the help text and for suggestions. */
    void addTo(CommandLine line, Context context, String... args) {
        Optional<String> name = firstWord(args).filter(makers::containsKey);
        makers.forEach((word, maker) -> {
            if (name.isEmpty() || name.get().equals(word)) {
                line.addSubcommand(word, maker.apply(context));
            }
        });
    }

    /** The first word that is neither an option nor the value of one. */
    static Optional<String> firstWord(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("-")) {
                return Optional.of(args[i]);
            }
            if (WITH_VALUE.contains(args[i])) {
                i++;
            }
        }
        return Optional.empty();
    }
}
