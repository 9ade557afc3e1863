package org.podstudio.ui.session;

import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.Processor;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.engine.Engines;
import org.podstudio.library.Libraries;
import org.podstudio.library.Library;

/** Projects of the real library and the real engine. */
@Component(service = Projects.class)
public final class EngineProjects implements Projects {

    private final Libraries libraries;
    private final Engines engines;

    /** Made by the framework. */
    @Activate
    public EngineProjects(@Reference Libraries libraries, @Reference Engines engines) {
        this.libraries = libraries;
        this.engines = engines;
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

    private Project join(Library library) {
        try {
            return new EngineProject(library, engines.open(library.folder()));
        } catch (RuntimeException e) {
            library.close();
            throw e;
        }
    }
}
