package org.podstudio.cli.library;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Lineage;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** All that is known of an asset. */
@Command(name = "show", description = "Tells all that is known of an asset.")
public final class ShowCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ASSET", description = "Id, path or file name.")
    private String name = "";

    /** Asks the context for services when it is called. */
    public ShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (ProjectAssets assets = context.studio().assets(context.project())) {
            Asset asset = AssetWords.named(assets, name);
            context.screen().show(AssetWords.wire(asset), out -> print(out, asset));
            return ExitCode.DONE;
        }
    }

    private static void print(PrintStream out, Asset asset) {
        out.println("asset     " + asset.id());
        out.println("path      " + asset.path());
        out.println("kind      " + Json.word(asset.kind()) + ", " + asset.content().mime() + ", "
                + asset.content().codecs());
        out.println(
                "measure   " + AssetWords.measure(asset.content()) + ", " + AssetWords.bytes(asset.content().bytes()));
        out.println("sha256    " + asset.content().sha256());
        out.println("theme     " + asset.labels().theme());
        out.println("labels    " + AssetWords.labels(asset));
        out.println("created   " + asset.created());
        asset.lineage().ifPresent(lineage -> print(out, lineage));
        asset.prompt().ifPresent(prompt -> out.println("prompt    " + prompt));
        asset.generator().ifPresent(generator -> print(out, generator));
        asset.content().metadata().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(e -> out.println("  " + e.getKey() + " = " + e.getValue()));
    }

    private static void print(PrintStream out, String generator) {
        out.println("generator");
        Object data = Json.embedded(generator);
        (data instanceof String text ? text : Json.document(data)).lines().forEach(line -> out.println("  " + line));
    }

    private static void print(PrintStream out, Lineage lineage) {
        out.println("made of   " + lineage.parent());
        out.println("made by   " + lineage.step().processor() + " revision " + lineage.revision());
        lineage.step().parameters().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(e -> out.println("          " + e.getKey() + "=" + e.getValue()));
        lineage.models().forEach((id, sha256) -> out.println("          model " + id + " " + sha256));
    }
}
