package org.podstudio.cli.context;

import java.nio.file.Path;
import java.util.Optional;

import org.podstudio.cli.screen.Screen.Progress;
import org.podstudio.cli.screen.Screen.Volume;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
public class Globals {

    @Option(names = "--project", paramLabel = "DIR", scope = ScopeType.INHERIT, order = 90,
            description = "The project; default: the current folder, if it is one.")
    private Optional<Path> project = Optional.empty();

    @Option(names = "--json", scope = ScopeType.INHERIT, order = 91,
            description = "Data alone on standard output, as JSON; messages on standard error.")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, scope = ScopeType.INHERIT, order = 92, description = "Results and errors only.")
    private boolean quiet;

    @Option(names = {"-v", "--verbose"}, scope = ScopeType.INHERIT, order = 93,
            description = "More: progress in lines, and what a dry run asks of the machine.")
    private boolean verbose;

    @Option(names = "--progress", paramLabel = "HOW", scope = ScopeType.INHERIT, order = 94,
            description = "auto, plain, json or none; default: auto, a bar on a terminal.")
    private Progress progress = Progress.AUTO;

    /** The folder named as the project. */
    public Optional<Path> project() {
        return project;
    }

    /** Whether data for programs is wanted. */
    public boolean json() {
        return json;
    }

    /** How much is said. */
    public Volume volume() {
        return quiet ? Volume.QUIET : verbose ? Volume.VERBOSE : Volume.NORMAL;
    }

    /** How progress is shown. */
    public Progress progress() {
        return progress;
    }
}
