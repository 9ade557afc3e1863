package org.podstudio.cli;

import java.util.concurrent.Callable;

import org.podstudio.cli.context.Globals;
import org.podstudio.cli.screen.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The words before any command. */
@Command(name = "podstudio", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, usageHelpWidth = 110,
        description = "Works on pictures, sounds and films. Without a command, or with the command workbench, its window opens.",
        synopsisSubcommandLabel = "COMMAND",
        abbreviateSynopsis = true, sortOptions = false, optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        parameterListHeading = "%n")
final class Root extends Globals implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
