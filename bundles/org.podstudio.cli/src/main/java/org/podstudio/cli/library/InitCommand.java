package org.podstudio.cli.library;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a project. */
@Command(name = "init", description = "Makes a folder a project.")
public final class InitCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "DIR", description = "The folder; made if need be.")
    private Path folder = Path.of("");

    /** Asks the context for services when it is called. */
    public InitCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ProjectFolder project = new ProjectFolder(context.resolve(folder));
        context.studio().create(project).close();
        context.screen().show(Map.of("project", project.root()),
                out -> out.println("Made the project " + project.root()));
        return ExitCode.DONE;
    }
}
