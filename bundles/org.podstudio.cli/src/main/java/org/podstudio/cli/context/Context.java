package org.podstudio.cli.context;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Screen.Mode;
import org.podstudio.cli.screen.Screen.Progress;

/** One invocation: its services, options, screen and Ctrl-C. */
public final class Context {

    private final Studio studio;
    private final Surroundings surroundings;
    private final Globals globals;
    private final Interruption interruption;

    /** Reads nothing yet: the options are not parsed. */
    public Context(Studio studio, Surroundings surroundings, Globals globals, Interruption interruption) {
        this.studio = studio;
        this.surroundings = surroundings;
        this.globals = globals;
        this.interruption = interruption;
    }

    /** The services. */
    public Studio studio() {
        return studio;
    }

    /** The user's Ctrl-C. */
    public Interruption interruption() {
        return interruption;
    }

    /** A screen as the options ask for it; each call makes one, so keep it. */
    public Screen screen() {
        boolean terminal = !globals.json() && globals.progress() != Progress.NONE
                && surroundings.terminal().getAsBoolean();
        boolean colour = terminal && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return new Screen(surroundings.out(), surroundings.err(),
                new Mode(globals.json(), globals.volume(), globals.progress(), terminal, colour),
                surroundings.columns());
    }

    /** A path as the user meant it: relative ones start at the current folder. */
    public Path resolve(Path path) {
        return surroundings.folder().resolve(path).normalize();
    }

    /** The project that was named, or the current folder if it is one. */
    public Optional<ProjectFolder> projectIfAny() {
        ProjectFolder folder = new ProjectFolder(resolve(globals.project().orElse(Path.of(""))));
        if (Files.isRegularFile(folder.config())) {
            return Optional.of(folder);
        }
        if (globals.project().isPresent()) {
            throw noProject(folder);
        }
        return Optional.empty();
    }

    /** @throws ProcessingException {@code library.no-project} when there is none */
    public ProjectFolder project() {
        return projectIfAny().orElseThrow(() -> noProject(new ProjectFolder(surroundings.folder())));
    }

    private static ProcessingException noProject(ProjectFolder folder) {
        return new ProcessingException(ErrorKind.CONFIGURATION, "library.no-project",
                folder.root() + " is not a project.",
                "Name one with --project DIR, or make one with: podstudio init DIR");
    }
}
