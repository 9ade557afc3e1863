package org.podstudio.cli;

import java.util.Optional;
import java.util.stream.Collectors;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.Problem;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words what is wrong with a command line. */
final class Usage {

    private Usage() {
    }

    static Problem problem(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        return switch (e) {
            case UnmatchedArgumentException u when u.isUnknownOption() -> unknownOption(u, command);
            case UnmatchedArgumentException u when command.parent() == null -> unknownCommand(u, command);
            case UnmatchedArgumentException u -> unmatched(u, command);
            case MissingParameterException m ->
                of("usage.missing", sentence(m.getMessage()), "Write: " + synopsis(e.getCommandLine()));
            default -> of("usage.value", sentence(e.getMessage()), tellsMore(command));
        };
    }

    private static Problem unknownOption(UnmatchedArgumentException e, CommandSpec command) {
        String known = command.options().stream().filter(o -> !o.hidden()).map(o -> o.longestName()).sorted()
                .collect(Collectors.joining(", "));
        String option = e.getUnmatched().getFirst().replaceFirst("=.*", "");
        return new Problem(ErrorKind.CONFIGURATION, "usage.unknown-option",
                "There is no option '" + option + "' for " + command.qualifiedName() + ".",
                "Use one of: " + known + ".",
                Optional.of(option.replaceFirst("^-+", "").replace('-', '_')));
    }

    private static Problem unknownCommand(UnmatchedArgumentException e, CommandSpec command) {
        String similar = e.getSuggestions().stream().limit(3).collect(Collectors.joining(", "));
        return of("usage.unknown-command", "There is no command '" + e.getUnmatched().getFirst() + "'.",
                similar.isEmpty() ? tellsMore(command) : "Did you mean " + similar + "? " + tellsMore(command));
    }

    private static Problem unmatched(UnmatchedArgumentException e, CommandSpec command) {
        return of("usage.unexpected",
                "'" + e.getUnmatched().getFirst() + "' is one word too many for " + command.qualifiedName() + ".",
                "Write: " + synopsis(e.getCommandLine()));
    }

    private static Problem of(String code, String message, String advice) {
        return new Problem(ErrorKind.CONFIGURATION, code, message, advice, Optional.empty());
    }

    private static String sentence(String message) {
        return message.strip().replaceAll("\\s+", " ").replaceFirst("\\.?$", ".");
    }

    private static String synopsis(CommandLine command) {
        return command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
    }

    private static String tellsMore(CommandSpec command) {
        return command.qualifiedName() + " --help tells more.";
    }
}
