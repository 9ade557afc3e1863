package org.podstudio.cli.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.Positionals;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The queue of a project; each verb is a command of its own. */
@Command(name = "jobs", description = "Lists, follows, pauses, moves, stops and repeats the jobs of the project.")
public final class JobsCommand implements Callable<Integer> {

    private static final Map<String, Function<Context, Object>> VERBS = new LinkedHashMap<>();

    static {
        VERBS.put("list", ListCommand::new);
        VERBS.put("show", ShowCommand::new);
        VERBS.put("watch", WatchCommand::new);
        VERBS.put("cancel", CancelCommand::new);
        VERBS.put("retry", RetryCommand::new);
        VERBS.put("pause", PauseCommand::new);
        VERBS.put("resume", ResumeCommand::new);
        VERBS.put("move", MoveCommand::new);
        VERBS.put("priority", PriorityCommand::new);
        VERBS.put("dead", DeadCommand::new);
        VERBS.put("log", LogCommand::new);
    }

    private final Context context;

    private JobsCommand(Context context) {
        this.context = context;
    }

    /**
     * The command with the verb that the words name; with all of them when they name none, for the help text and for suggestions.
     *
     * @param words the whole command line
     */
    public static CommandLine with(Context context, List<String> words) {
        CommandLine line = new CommandLine(new JobsCommand(context));
        Optional<String> named = Positionals.of(words).stream().skip(1).findFirst().filter(VERBS::containsKey);
        VERBS.forEach((word, maker) -> {
            if (named.isEmpty() || named.get().equals(word)) {
                line.addSubcommand(word, maker.apply(context));
            }
        });
        return line;
    }

    @Override
    public Integer call() {
        return new ListCommand(context).call();
    }
}
