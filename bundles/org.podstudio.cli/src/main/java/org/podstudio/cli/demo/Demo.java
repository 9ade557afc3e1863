package org.podstudio.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.cli.context.ConsoleRun;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ImportWish;
import org.podstudio.cli.context.Processors;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.library.AssetWords;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Status;
import org.podstudio.cli.work.Labour;
import org.podstudio.cli.work.Parameters;
import org.podstudio.engine.Engine;
import org.podstudio.engine.Input;
import org.podstudio.engine.Order;
import org.podstudio.engine.Plan;
import org.podstudio.packs.PackOptions;
import org.podstudio.packs.PackReport;

/** One demo, step by step; a step that fails leaves the others going. */
final class Demo {

    // Fixed, so that the same media give the same pack.
    private static final Instant DATE = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NAME = "PODStudio Demo";
    private static final UUID ID = UUID.nameUUIDFromBytes(NAME.getBytes(StandardCharsets.UTF_8));

    private final Context context;
    private final ProjectFolder project;
    private final List<Path> media;
    private final boolean own;
    private final Screen screen;
    private final Processors processors;
    private final List<DemoStep> steps = new ArrayList<>();
    private final List<Path> made = new ArrayList<>();

    Demo(Context context, ProjectFolder project, List<Path> media, boolean own) {
        this.context = context;
        this.project = project;
        this.media = media;
        this.own = own;
        this.screen = context.screen();
        this.processors = new Processors(context.studio());
    }

    int run() throws IOException {
        screen.say("The demo works in " + project.root());
        List<Asset> assets = take();
        List<Asset> photos = of(assets, MediaKind.IMAGE);
        try (Engine engine = context.studio().engine(project)) {
            cutOut(engine, photos);
            step(engine, "upscale", smallest(photos), Map.of("scale", 2));
            step(engine, "crop", photos.stream().max(Comparator.comparingLong(Demo::pixels)).stream().toList(),
                    Map.of("preset", "square_1_1", "width", 320));
            step(engine, "normalize", of(assets, MediaKind.AUDIO), Map.of());
            step(engine, "transcode", of(assets, MediaKind.VIDEO), Map.of("height", 360));
        }
        Optional<PackReport> report = pack();
        return finish(report);
    }

    private List<Asset> take() {
        DemoStep step = DemoStep.begin("import");
        try (ProjectAssets assets = context.studio().assets(project)) {
            assets.importFiles(media, new ImportWish(Optional.of("demo"), Set.of(), false, false, false), step::add);
            List<Asset> found = assets.find(AssetQuery.ALL).stream().sorted(Comparator.comparing(Asset::fileName))
                    .toList();
            if (found.isEmpty()) {
                throw ProcessingException.input("demo.nothing", "There is no media in " + media + ".",
                        "Name photos, sounds or films.");
            }
            // what lies beside the samples, such as their list of authors, is no media
            tell(own ? step : step.withoutSkipped());
            return found;
        }
    }

    private void cutOut(Engine engine, List<Asset> photos) throws IOException {
        if (photos.isEmpty() || !processors.has("bg-remove")) {
            step(engine, "bg-remove", photos, Map.of());
            return;
        }
        try {
            new Matting(context, screen).provide();
            step(engine, "bg-remove", photos, Map.of());
        } catch (ProcessingException e) {
            DemoStep failed = DemoStep.begin("bg-remove");
            photos.forEach(photo -> failed.add(FileResult.failed(project.resolve(photo.path()), Problem.of(e))));
            tell(failed);
        }
    }

    private void step(Engine engine, String processor, List<Asset> inputs, Map<String, Object> values) {
        if (inputs.isEmpty()) {
            screen.say("left out  %-10s there is nothing for it here".formatted(processor));
            return;
        }
        if (!processors.has(processor)) {
            screen.say("left out  %-10s it is not installed: podstudio plugins install %s --site URI"
                    .formatted(processor, processor));
            return;
        }
        DemoStep step = DemoStep.begin(processor);
        try {
            Step recipe = Parameters.step(processors.named(processor), values);
            Plan plan = engine.plan(
                    Order.of(new Recipe(List.of(recipe)), inputs.stream().map(a -> Input.of(project, a)).toList()),
                    context.interruption().run());
            plan.jobs().forEach(job -> job.problem()
                    .ifPresent(problem -> step.add(FileResult.failed(job.input().file(), problem))));
            if (!plan.runnable().isEmpty()) {
                new Labour(engine, screen, context.interruption()).await(engine.submit(plan),
                        job -> step.add(Labour.result(job))).refuse();
            }
        } catch (ProcessingException e) {
            inputs.forEach(a -> step.add(FileResult.failed(project.resolve(a.path()), Problem.of(e))));
        }
        step.results().forEach(result -> result.outputs().stream().limit(1).forEach(made::add));
        tell(step);
    }

    private Optional<PackReport> pack() {
        DemoStep step = DemoStep.begin("pack");
        try (ProjectAssets assets = context.studio().assets(project);
                ConsoleRun run = new ConsoleRun(context, screen, "pack")) {
            List<UUID> chosen = made.stream().map(project::relative).flatMap(path -> assets.asset(path).stream())
                    .sorted(Comparator.comparing(a -> stable(a.fileName()))).map(Asset::id).toList();
            if (chosen.isEmpty()) {
                throw new ProcessingException(ErrorKind.INPUT, "demo.nothing",
                        "Nothing was made that could go into a pack.",
                        "Look at the errors above.");
            }
            // only the author of the user's own files knows who that is
            Pack pack = new Pack(ID, NAME,
                    "What the demo made of " + (own ? "files of yours." : "the bundled samples."),
                    "demo", own ? "" : "PODStudio", Pack.Licence.PERSONAL, chosen,
                    Pack.State.DRAFT, Optional.empty(), DATE, Optional.empty());
            Pack saved = context.studio().packs().save(project, pack);
            PackReport report = context.studio().packs().build(project, saved, PackOptions.DEFAULTS, run);
            step.add(new FileResult(Status.DONE, project.root(), List.of(report.zip()), "", Optional.empty(), List.of(),
                    0));
            tell(step);
            return Optional.of(report);
        } catch (ProcessingException e) {
            step.add(FileResult.failed(project.root(), Problem.of(e)));
            tell(step);
            return Optional.empty();
        }
    }

    private int finish(Optional<PackReport> report) {
        if (context.interruption().fired()) {
            throw new CanceledException();
        }
        boolean failed = steps.stream().anyMatch(DemoStep::failed) || report.isEmpty();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", project.root());
        document.put("steps", steps.stream().map(DemoStep::wire).toList());
        document.put("zip", report.map(PackReport::zip));
        document.put("sha256", report.map(PackReport::sha256));
        screen.show(document, out -> report.ifPresent(r -> {
            out.println();
            out.println("The pack is " + r.zip());
            out.println("sha256 " + r.sha256() + ", " + AssetWords.bytes(r.bytes()));
        }));
        return failed ? ExitCode.PARTLY : ExitCode.DONE;
    }

    private void tell(DemoStep step) {
        step.end();
        steps.add(step);
        step.print(screen, project);
    }

    private static List<Asset> of(List<Asset> assets, MediaKind kind) {
        return assets.stream().filter(a -> a.kind() == kind).toList();
    }

    private static List<Asset> smallest(List<Asset> photos) {
        return photos.stream().min(Comparator.comparingLong(Demo::pixels)).stream().toList();
    }

    private static long pixels(Asset photo) {
        return (long) photo.content().width().orElse(0) * photo.content().height().orElse(0);
    }

    /** A name without the time in it: two demos sort alike. */
    private static String stable(String name) {
        return name.replaceAll("__[0-9]{8}_[0-9]{6}(-[0-9]+)?", "");
    }
}
