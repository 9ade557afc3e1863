package org.podstudio.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.api.parameters.Pattern;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.context.InstalledProcessor;
import org.podstudio.cli.context.ModelShelf;
import org.podstudio.cli.context.PackBench;
import org.podstudio.cli.context.Studio;
import org.podstudio.cli.context.ThumbnailBench;
import org.podstudio.cli.plugins.Plugins;
import org.podstudio.engine.Engine;
import org.podstudio.hardware.Profile;
import org.podstudio.hardware.Tier;
import org.podstudio.hardware.Tool;
import org.podstudio.library.Thumbnailer.Order;

/** A studio of two processors that notes which parts of it are asked for. */
final class FakeStudio implements Studio {

    enum Mode { SOFT, HARD }

    record Params(@Range(min = 1, max = 8) @Unit("px") int size, Mode mode, boolean fast,
            @Pattern(value = "|[0-9]+,[0-9]+", hint = "x,y in pixels") String at, @ModelTask("upscale") String model) {

        Params {
            if (fast && mode == Mode.HARD) {
                throw ProcessingException.parameter("fast", "sharpen.hard-is-slow", "It is hard, so it is not fast.",
                        "Leave one of them out.");
            }
        }
    }

    /** What the demo asks of real processors. */
    record DemoParams(@Range(min = 2, max = 4) int scale, @Range(min = 1, max = 9999) int width, Shape preset) {}

    enum Shape {
        NONE, SQUARE_1_1
    }

    final List<String> touched = new ArrayList<>();
    final List<ProjectFolder> created = new ArrayList<>();
    final Map<ProjectFolder, FakeAssets> assets = new HashMap<>();
    final FakeEngine engine = new FakeEngine();
    final FakePacks packs = new FakePacks();
    final FakeModels models = new FakeModels();
    final FakePlugins plugins = new FakePlugins();
    final List<Order> ordered = new ArrayList<>();

    /** Another program has the project open. */
    volatile boolean locked;

    private final List<String> ids;

    FakeStudio() {
        this("sharpen", "louder");
    }

    FakeStudio(String... ids) {
        this.ids = List.of(ids);
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public List<InstalledProcessor> processors() {
        return ids.stream().map(id -> installed(id, id.equals("louder") ? MediaKind.AUDIO : MediaKind.IMAGE)).toList();
    }

    @Override
    public Engine engine(ProjectFolder folder) {
        touched.add("engine");
        if (locked) {
            throw new ProcessingException(ErrorKind.RESOURCE, "store.locked", "The project is in use.", "Close it.");
        }
        engine.recorded = made -> assets(folder).add(folder.relative(made), Optional.empty(), "0");
        return engine;
    }

    @Override
    public FakeAssets create(ProjectFolder folder) {
        touched.add("create");
        created.add(folder);
        try {
            Files.createDirectories(folder.root());
            Files.writeString(folder.config(), "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return assets.computeIfAbsent(folder, FakeAssets::new);
    }

    @Override
    public FakeAssets assets(ProjectFolder folder) {
        touched.add("assets");
        return assets.computeIfAbsent(folder, FakeAssets::new);
    }

    @Override
    public PackBench packs() {
        touched.add("packs");
        return packs;
    }

    @Override
    public ThumbnailBench thumbnails() {
        touched.add("thumbnails");
        return (orders, check, each) -> orders.forEach(order -> {
            ordered.add(order);
            each.accept(order, Optional.of(order.file()).filter(Files::notExists).map(file -> new Problem(
                    ErrorKind.INPUT, "input.missing", "There is no file " + file + ".", "Check it.",
                    Optional.empty())));
        });
    }

    @Override
    public ModelShelf models() {
        touched.add("models");
        return models;
    }

    @Override
    public Profile machine() {
        touched.add("machine");
        return new Profile("Linux 6", "amd64", "A CPU", 2, 4, 8L << 30, 4L << 30, List.of(), 1L << 40, "21",
                Tier.YELLOW, List.of("Slow."), List.of(new Tool("1", "/opt/ffmpeg", "8.0", Map.of("encoder:libx264",
                        true, "encoder:h264_nvenc", false), Map.of("encoder:h264_nvenc", "Cannot load libcuda.so.1."))),
                "2026-01-01T00:00:00Z");
    }

    @Override
    public Plugins plugins() {
        touched.add("plugins");
        return plugins;
    }

    private static InstalledProcessor installed(String id, MediaKind kind) {
        Map<String, String> words = Map.of(id, "Title of " + id, id + ".help", "Makes it better.", id + ".size.help",
                "How much.");
        Record defaults = Set.of("sharpen", "louder").contains(id)
                ? new Params(2, Mode.SOFT, false, "", ModelTask.AUTO)
                : new DemoParams(2, 100, Shape.NONE);
        return new InstalledProcessor(new Fake<>(id, kind, defaults), words);
    }

    private record Fake<P extends Record>(String id, MediaKind kind, P defaults) implements Processor<P> {

        @Override
        public ProcessorInfo<P> info() {
            return new ProcessorInfo<>(id, 1, Set.of(kind), Set.of(kind), defaults);
        }

        @Override
        public Result process(Request<P> request, Run run) {
            throw new UnsupportedOperationException();
        }
    }
}
