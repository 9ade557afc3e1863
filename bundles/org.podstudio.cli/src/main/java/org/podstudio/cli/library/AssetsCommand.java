package org.podstudio.cli.library;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;
import org.podstudio.cli.screen.Limit;
import org.podstudio.cli.screen.Table;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the project has. */
@Command(name = "assets", description = "Lists the assets of the project, newest first.")
public final class AssetsCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "QUERY", arity = "0..1", description = "Part of a path or of a tag.")
    private String text = "";

    @Option(names = "--kind", paramLabel = "K", description = "image, audio or video.")
    private Optional<MediaKind> kind = Optional.empty();

    @Option(names = "--theme", paramLabel = "T", description = "Of this theme.")
    private Optional<String> theme = Optional.empty();

    @Option(names = "--tag", paramLabel = "T", description = "With this tag.")
    private Optional<String> tag = Optional.empty();

    @Option(names = "--approved", description = "Approved ones.")
    private boolean approved;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; default: 100.")
    private int limit = 100;

    /** Asks the context for services when it is called. */
    public AssetsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Limit.check(limit);
        try (ProjectAssets assets = context.studio().assets(context.project())) {
            List<Asset> found = assets.find(new AssetQuery(text, kind, theme, tag, approved, limit));
            Table table = Table.of("There are no such assets. Bring some in with: podstudio import PATH", "ID", "KIND",
                    "MEASURE", "SIZE", "PATH",
                    "LABELS");
            found.forEach(a -> table.row(a.id().toString().substring(0, 8), Json.word(a.kind()),
                    AssetWords.measure(a.content()),
                    AssetWords.bytes(a.content().bytes()), a.path(), AssetWords.labels(a)));
            context.screen().show(found.stream().map(AssetWords::wire).toList(), table::print);
            return ExitCode.DONE;
        }
    }
}
