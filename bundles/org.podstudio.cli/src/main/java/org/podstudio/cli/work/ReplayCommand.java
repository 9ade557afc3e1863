package org.podstudio.cli.work;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.library.AssetWords;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Tally;
import org.podstudio.engine.Engine;
import org.podstudio.engine.Input;
import org.podstudio.engine.Order;
import org.podstudio.engine.Plan;
import org.podstudio.engine.Terms;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a derived asset once more from what it was made of. */
@Command(name = "replay",
        description = "Makes a derived asset again by its recipe, and says whether the bytes are the same.")
public final class ReplayCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ASSET", description = "Id, path or name of an asset that was made here.")
    private String name = "";

    /** Asks the context for services when it is called. */
    public ReplayCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        ProjectFolder folder = context.project();
        Asset asset;
        Input parent;
        Lineage lineage;
        try (ProjectAssets assets = context.studio().assets(folder)) {
            asset = AssetWords.named(assets, name);
            lineage = asset.lineage().orElseThrow(() -> new ProcessingException(ErrorKind.INPUT, "replay.original",
                    asset.fileName() + " was imported, not made here.",
                    "Name an asset that a processor made; podstudio show ASSET tells."));
            parent = Input.of(folder,
                    assets.asset(lineage.parent().toString()).orElseThrow(() -> ProcessingException.input(
                            "replay.parent.not-found",
                            "What " + asset.fileName() + " was made of is no longer in the project.",
                            "Import it again.")));
        }
        return again(folder, asset, parent, lineage);
    }

    private int again(ProjectFolder folder, Asset asset, Input parent, Lineage lineage) throws IOException {
        Screen screen = context.screen();
        Tally tally = new Tally(screen);
        Order order = Order.of(new Recipe(List.of(lineage.step())), List.of(parent)).on(Terms.USUAL.forced(true));
        try (Engine engine = context.studio().engine(folder)) {
            Plan plan = engine.plan(order, context.interruption().run());
            plan.jobs().forEach(job -> job.problem()
                    .ifPresent(problem -> tally.add(FileResult.failed(job.input().file(), problem))));
            if (!plan.runnable().isEmpty()) {
                Labour labour = new Labour(engine, screen, context.interruption());
                labour.await(labour.submit(plan).jobs(), job -> tally.add(Labour.result(job))).refuse();
            }
        }
        return finish(asset, screen, tally);
    }

    private static int finish(Asset asset, Screen screen, Tally tally) throws IOException {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("asset", asset.id());
        for (FileResult result : tally.results()) {
            if (!result.outputs().isEmpty()) {
                boolean same = sha256(result.outputs().getFirst()).equals(asset.content().sha256());
                more.put("same_bytes", same);
                screen.say(same
                        ? "The bytes are the same as those of " + asset.fileName() + "."
                        : "The bytes differ from those of " + asset.fileName()
                                + ": processor, model or encoder changed, or it is not deterministic.");
            }
        }
        return tally.finish(more);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return Objects.requireNonNull(HexFormat.of().formatHex(digest.getMessageDigest().digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
