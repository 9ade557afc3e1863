package org.podstudio.ui.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.RebuildReport;
import org.podstudio.engine.Engine;

/** A project with nothing in it, which counts how often it is closed. */
final class EmptyProject implements Project {

    private final ProjectFolder folder;
    private final OneListenerEngine quiet = new OneListenerEngine();
    private final AtomicInteger closed = new AtomicInteger();
    Optional<RebuildReport> rebuilt = Optional.empty();

    EmptyProject(String folder) {
        this.folder = new ProjectFolder(Path.of(folder).toAbsolutePath());
    }

    OneListenerEngine quiet() {
        return quiet;
    }

    int closed() {
        return closed.get();
    }

    @Override
    public ProjectFolder folder() {
        return folder;
    }

    @Override
    public List<Asset> find(AssetQuery query) {
        return List.of();
    }

    @Override
    public Optional<Path> thumbnail(Asset asset) {
        return Optional.empty();
    }

    @Override
    public Imported bringIn(List<Path> paths, Consumer<String> each) {
        return new Imported(0, 0, List.of(), List.of());
    }

    @Override
    public Optional<RebuildReport> rebuilt() {
        return rebuilt;
    }

    @Override
    public Engine engine() {
        return quiet;
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
