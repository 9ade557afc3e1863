package org.podstudio.cli.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ImportWish;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.screen.Tally;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings files into the project. */
@Command(name = "import",
        description = "Brings files and folders into the project; originals are copied and never changed.")
public final class ImportCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, or folders with all that is below them.")
    private List<Path> paths = List.of();

    @Option(names = "--theme", paramLabel = "T",
            description = "Theme of all of them; default: by folder, file name or metadata.")
    private Optional<String> theme = Optional.empty();

    @Option(names = "--tag", paramLabel = "T", description = "A tag for all of them; may be repeated.")
    private List<String> tags = List.of();

    @Option(names = "--move", description = "Move instead of copy.")
    private boolean move;

    @Option(names = "--mirror-tree", description = "Keep the folders as they are.")
    private boolean mirrorTree;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    /** Asks the context for services when it is called. */
    public ImportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Tally tally = new Tally(context.screen());
        ImportWish wish = new ImportWish(theme, Set.copyOf(tags), move, mirrorTree, dryRun);
        return tally.finish(Map.of("dry_run", dryRun), () -> take(wish, tally));
    }

    private void take(ImportWish wish, Tally tally) {
        try (ProjectAssets assets = context.studio().assets(context.project())) {
            assets.importFiles(paths.stream().map(context::resolve).toList(), wish, result -> {
                tally.add(result);
                context.interruption().check();
            });
        }
    }
}
