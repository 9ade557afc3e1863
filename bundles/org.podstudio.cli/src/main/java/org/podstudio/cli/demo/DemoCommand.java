package org.podstudio.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.UserFolder;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.Removal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Import, cut out, upscale, crop, level, transcode, pack. */
@Command(name = "demo",
        description = "Runs the whole chain on bundled samples or on files of yours: import, cut out, upscale, crop, level, pack.")
public final class DemoCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files or folders; default: the bundled samples.")
    private List<Path> paths = List.of();

    @Option(names = "--into", paramLabel = "DIR",
            description = "Where the demo's project is made; default: demo in the user folder.")
    private Optional<Path> into = Optional.empty();

    @Option(names = "--keep", description = "Keep what the demo before left there; this one goes beside it.")
    private boolean keep;

    /** Asks the context for services when it is called. */
    public DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        List<Path> media = paths.isEmpty() ? List.of(Samples.folder()) : paths.stream().map(context::resolve).toList();
        ProjectFolder project = new ProjectFolder(into.isPresent() ? empty(context.resolve(into.get())) : demoFolder());
        context.studio().create(project).close();
        return new Demo(context, project, media, !paths.isEmpty()).run();
    }

    private Path demoFolder() throws IOException {
        Path folder = UserFolder.current().root().resolve("demo");
        if (keep) {
            for (int i = 2; Files.exists(folder); i++) {
                folder = folder.resolveSibling("demo-" + i);
            }
        } else {
            Removal.of(folder);
        }
        return folder;
    }

    private static Path empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new ProcessingException(ErrorKind.CONFIGURATION, "usage.not-empty", folder + " is not empty.",
                            "Name a folder that is empty or not there yet.");
                }
            }
        }
        return folder;
    }
}
