package org.podstudio.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.podstudio.api.MediaKind;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.context.InstalledProcessor;
import org.podstudio.cli.context.ModelShelf;
import org.podstudio.cli.context.PackBench;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.context.Studio;
import org.podstudio.cli.plugins.Plugins;
import org.podstudio.engine.Engine;
import org.podstudio.hardware.Profile;

/** A studio of two processors that notes which parts of it are asked for. */
final class FakeStudio implements Studio {

    enum Mode { SOFT, HARD }

    record Params(@Range(min = 1, max = 8) @Unit("px") int size, Mode mode, boolean fast) { }

    final List<String> touched = new ArrayList<>();

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public List<InstalledProcessor> processors() {
        return List.of(installed("sharpen", MediaKind.IMAGE), installed("louder", MediaKind.AUDIO));
    }

    @Override
    public Engine engine(ProjectFolder folder) {
        touched.add("engine");
        throw new UnsupportedOperationException();
    }

    @Override
    public void create(ProjectFolder folder) {
        touched.add("create");
    }

    @Override
    public ProjectAssets assets(ProjectFolder folder) {
        touched.add("assets");
        throw new UnsupportedOperationException();
    }

    @Override
    public PackBench packs() {
        touched.add("packs");
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelShelf models() {
        touched.add("models");
        throw new UnsupportedOperationException();
    }

    @Override
    public Profile machine() {
        touched.add("machine");
        throw new UnsupportedOperationException();
    }

    @Override
    public Plugins plugins() {
        touched.add("plugins");
        throw new UnsupportedOperationException();
    }

    private static InstalledProcessor installed(String id, MediaKind kind) {
        Map<String, String> words = Map.of(id, "Title of " + id, id + ".help", "Makes it better.", id + ".size.help", "How much.");
        return new InstalledProcessor(new Fake(id, kind), words);
    }

    private record Fake(String id, MediaKind kind) implements Processor<Params> {

        @Override
        public ProcessorInfo<Params> info() {
            return new ProcessorInfo<>(id, 1, Set.of(kind), Set.of(kind), new Params(2, Mode.SOFT, false));
        }

        @Override
        public Result process(Request<Params> request, Run run) {
            throw new UnsupportedOperationException();
        }
    }
}
