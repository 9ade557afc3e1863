package org.podstudio.library;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.UserFolder;
import org.podstudio.content.Inspector;
import org.podstudio.store.Stores;

/** Makes and opens projects. For any thread. */
@Component(service = Libraries.class)
public final class Libraries {

    private final Stores stores;
    private final Inspector inspector;
    private final Clock clock;
    private final RecentProjects recent;
    private final Map<ProjectFolder, Neighbours> neighbours = new ConcurrentHashMap<>();

    /** For the current user. */
    @Activate
    public Libraries(@Reference Stores stores, @Reference Inspector inspector) {
        this(stores, inspector, UserFolder.current(), Clock.systemUTC());
    }

    /** For another user's folder and another time. */
    public Libraries(Stores stores, Inspector inspector, UserFolder user, Clock clock) {
        this.stores = stores;
        this.inspector = inspector;
        this.clock = clock;
        this.recent = new RecentProjects(user);
    }

    /**
     * Makes a folder a project and opens it. What is in the folder already stays.
     *
     * @throws org.podstudio.api.ProcessingException {@code library.exists}, {@code library.read-only},
     *             {@code library.disk-full}; as {@link Stores#open}
     */
    public Library create(ProjectFolder folder) {
        ProjectTree.create(folder, clock.instant());
        return open(folder);
    }

    /**
     * Opens a project; to be closed by the caller.
     *
     * @throws org.podstudio.api.ProcessingException {@code library.no-project}, {@code library.newer},
     *             {@code library.bad-config}; as {@link Stores#open}
     */
    public Library open(ProjectFolder folder) {
        ProjectTree.open(folder);
        Library library = new Library(folder, stores.open(folder), inspector,
                neighbours.computeIfAbsent(folder, f -> new Neighbours()), clock);
        recent.opened(folder, clock.instant());
        return library;
    }

    /** The projects opened last that are still there, newest first. */
    public List<ProjectFolder> recent() {
        return recent.list();
    }
}
