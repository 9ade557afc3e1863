package org.podstudio.ui.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.Processor;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.RebuildListener;
import org.podstudio.api.project.RebuildReport;
import org.podstudio.engine.Engine;
import org.podstudio.engine.Engines;
import org.podstudio.library.Libraries;
import org.podstudio.library.Library;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;

/** Projects of the real library and the real engine. Hears of damaged databases, and hands on what it heard with the project. */
@Component(service = {Projects.class, RebuildListener.class})
public final class EngineProjects implements Projects, RebuildListener {

    private final Libraries libraries;
    private final Engines engines;
    private final Catalogue catalogue;
    /** Of those that are being opened, by their folders. */
    private final Map<Path, RebuildReport> rebuilt = new ConcurrentHashMap<>();

    /** Made by the framework. */
    @Activate
    public EngineProjects(@Reference Libraries libraries, @Reference Engines engines, @Reference Catalogue catalogue) {
        this.libraries = libraries;
        this.engines = engines;
        this.catalogue = catalogue;
    }

    @Override
    public Project open(ProjectFolder folder) {
        return join(libraries.open(folder));
    }

    @Override
    public Project create(ProjectFolder folder) {
        return join(libraries.create(folder));
    }

    @Override
    public Optional<ProjectFolder> last() {
        return libraries.recent().stream().findFirst();
    }

    @Override
    public List<Processor<?>> processors() {
        return engines.processors();
    }

    @Override
    public List<Card> models(String task) {
        return catalogue.there(task);
    }

    @Override
    public void rebuilt(RebuildReport report) {
        rebuilt.put(report.project(), report);
    }

    private Project join(Library library) {
        try {
            Engine engine = engines.open(library.folder());
            return new EngineProject(library, engine, Optional.ofNullable(rebuilt.remove(library.folder().root())));
        } catch (RuntimeException e) {
            library.close();
            throw e;
        }
    }
}
