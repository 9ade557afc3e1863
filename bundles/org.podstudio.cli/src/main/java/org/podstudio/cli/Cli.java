package org.podstudio.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Problem;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.Interruption;
import org.podstudio.cli.context.Studio;
import org.podstudio.cli.context.Surroundings;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Screen;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** One invocation of {@code podstudio}: words in, exit code out. */
public final class Cli {

    private final Studio studio;
    private final Surroundings surroundings;
    private final Interruption interruption;

    /** Looks up nothing yet. */
    public Cli(Studio studio, Surroundings surroundings, Interruption interruption) {
        this.studio = studio;
        this.surroundings = surroundings;
        this.interruption = interruption;
    }

    /**
     * Runs one command.
     *
     * @param args as the shell gives them
     * @return an {@link ExitCode}
     */
    public int run(String... args) {
        Root root = new Root();
        Context context = new Context(studio, surroundings, root, interruption);
        CommandLine line = new CommandLine(root);
        new CommandTable().addTo(line, context, args);
        configure(line, context, args);
        long begun = System.nanoTime();
        int ended = execute(line, context, args);
        surroundings.out().flush();
        surroundings.err().flush();
        int code = interruption.fired() ? ExitCode.INTERRUPTED : ended;
        Journal.add(List.of(args), code, Duration.ofNanos(System.nanoTime() - begun));
        return code;
    }

    // An error that leaves the application's thread would end the process with code 0 and without a word.
    private int execute(CommandLine line, Context context, String... args) {
        try {
            return line.execute(args);
        } catch (Error e) {
            return failed(Crash.problem(e, context), context);
        }
    }

    private void configure(CommandLine line, Context context, String... args) {
        boolean json = Arrays.asList(args).contains("--json");
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExpandAtFiles(false); // a file may be called @home.jpg
        line.setAllowSubcommandsAsOptionParameters(true); // a project may be called run
        line.setUsageHelpLongOptionsMaxWidth(28);
        complete(line, "podstudio " + studio.version());
        line.setExecutionStrategy(parsed -> {
            Usage.refuseUnknownCommand(parsed);
            return new CommandLine.RunLast().execute(parsed);
        });
        line.setParameterExceptionHandler((e, words) -> {
            Screen screen = new Screen(surroundings.out(), surroundings.err(),
                    new Screen.Mode(json, Screen.Volume.NORMAL, Screen.Progress.NONE, false, false));
            screen.error(Usage.problem(e, List.of(words)));
            return ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, context));
    }

    // a command that has a footer of its own does not inherit another
    private static void complete(CommandLine line, String version) {
        CommandSpec command = line.getCommandSpec();
        command.version(version);
        command.usageMessage().footer(Stream.of(command.usageMessage().footer(), Usage.EXIT_CODES).flatMap(Stream::of)
                .toArray(String[]::new));
        line.getSubcommands().values().forEach(below -> complete(below, version));
    }

    private int failed(Exception e, Context context) {
        return switch (e) {
            case CanceledException c -> interrupted(context);
            case ProcessingException p -> {
                Crash.keep(p, context);
                yield failed(Problem.of(p), context);
            }
            default -> interruption.fired() ? interrupted(context) : failed(Crash.problem(e, context), context);
        };
    }

    private static int failed(Problem problem, Context context) {
        context.screen().error(problem);
        return ExitCode.of(problem);
    }

    private static int interrupted(Context context) {
        context.screen().note("Interrupted.");
        return ExitCode.INTERRUPTED;
    }
}
