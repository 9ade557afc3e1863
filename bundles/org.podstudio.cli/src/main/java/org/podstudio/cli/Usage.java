package org.podstudio.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.Problem;
import org.podstudio.cli.context.Positionals;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words what is wrong with a command line. */
final class Usage {

    /** The end of every help text. */
    static final String[] EXIT_CODES = {"",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 partly failed, 4 verification failed, 5 not found,",
            "75 try again later, 130 interrupted."};

    private static final Pattern CONSTANTS = Pattern.compile("\\[[A-Z_, ]+]");

    private Usage() {
    }

    /** Picocli shows the help of what is above rather than say that there is no such command. */
    static void refuseUnknownCommand(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine line = last.commandSpec().commandLine();
        List<String> unmatched = last.unmatched();
        if (!unmatched.isEmpty() && !unmatched.getFirst().startsWith("-") && !line.getSubcommands().isEmpty()) {
            throw new UnmatchedArgumentException(line, unmatched);
        }
    }

    static Problem problem(ParameterException e, List<String> words) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        return switch (e) {
            case UnmatchedArgumentException u when u.isUnknownOption() -> unknownOption(u, command, words);
            case UnmatchedArgumentException u when !command.subcommands().isEmpty() -> unknownCommand(u, command);
            case UnmatchedArgumentException u -> unmatched(u, command);
            case MissingParameterException m -> of("usage.missing", sentence(m.getMessage()), dashed(command, words)
                    .orElse("Write: " + synopsis(e.getCommandLine()) + "  (" + named(command, words) + " --help)"));
            default -> of("usage.value", sentence(inLowerCase(e.getMessage())), tellsMore(command, words));
        };
    }

    private static Problem unknownOption(UnmatchedArgumentException e, CommandSpec command, List<String> words) {
        String known = command.options().stream().filter(o -> !o.hidden()).map(o -> o.longestName()).sorted()
                .collect(Collectors.joining(", "));
        String option = e.getUnmatched().getFirst().replaceFirst("=.*", "");
        String more = option.startsWith("--")
                ? tellsMore(command, words)
                : dashed(command, words).orElseGet(() -> tellsMore(command, words));
        return new Problem(ErrorKind.CONFIGURATION, "usage.unknown-option",
                "There is no option '" + option + "' for " + named(command, words) + ".",
                "Use one of: " + known + ". " + more,
                Optional.of(option.replaceFirst("^-+", "").replace('-', '_')));
    }

    private static Problem unknownCommand(UnmatchedArgumentException e, CommandSpec command) {
        String similar = e.getSuggestions().stream().limit(3).collect(Collectors.joining(", "));
        String more = tellsMore(command, List.of());
        String of = command.parent() == null ? "" : " of " + command.qualifiedName();
        return of("usage.unknown-command", "There is no command '" + e.getUnmatched().getFirst() + "'" + of + ".",
                similar.isEmpty() ? more : "Did you mean " + similar + "? " + more);
    }

    private static Problem unmatched(UnmatchedArgumentException e, CommandSpec command) {
        return of("usage.unexpected",
                "'" + e.getUnmatched().getFirst() + "' is one word too many for " + command.qualifiedName() + ".",
                "Write: " + synopsis(e.getCommandLine()));
    }

    private static Problem of(String code, String message, String advice) {
        return new Problem(ErrorKind.CONFIGURATION, code, message, advice, Optional.empty());
    }

    /** What to do when a word looks like an option that there is not; it may be the name of a file. */
    private static Optional<String> dashed(CommandSpec command, List<String> words) {
        String flags = command.options().stream().map(o -> o.shortestName()).filter(name -> name.length() == 2)
                .map(name -> name.substring(1)).collect(Collectors.joining());
        return words.stream().takeWhile(word -> !word.equals("--"))
                .filter(word -> word.startsWith("-") && !word.matches("-[" + flags + "]*"))
                .filter(word -> !command.optionsMap().containsKey(word.replaceFirst("=.*", ""))).findFirst()
                .map(word -> "A name that begins with a dash goes after --, or write ./" + word + ".");
    }

    private static String sentence(String message) {
        return message.strip().replaceAll("\\s+", " ").replaceFirst("\\.?$", ".");
    }

    // the constants of Java are upper case, their words are not
    private static String inLowerCase(String message) {
        return Objects.requireNonNull(
                CONSTANTS.matcher(message).replaceAll(list -> list.group().toLowerCase(Locale.ROOT)));
    }

    private static String synopsis(CommandLine command) {
        return command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
    }

    private static String tellsMore(CommandSpec command, List<String> words) {
        return named(command, words) + " --help tells more.";
    }

    /** The command as it was called; the options of {@code run} are those of the processor. */
    private static String named(CommandSpec command, List<String> words) {
        List<String> named = Positionals.of(words);
        boolean processor = named.size() > 1 && named.getFirst().equals("run")
                && command.qualifiedName().equals("podstudio run") && named.get(1).matches("[a-z][a-z0-9-]*");
        return command.qualifiedName() + (processor ? " " + named.get(1) : "");
    }
}
