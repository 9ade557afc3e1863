package org.podstudio.store;

import org.osgi.service.component.annotations.Component;
import org.podstudio.api.project.ProjectFolder;

/** Opens the databases of projects; one a folder and process, shared by all who open it. For any thread. */
@Component(service = Stores.class)
public final class Stores {

    /**
     * Opens the project's database, making or migrating it first where needed. The project's folder must exist.
     *
     * @return to be closed by the caller
     * @throws org.podstudio.api.ProcessingException {@code store.locked} when another process has it, {@code store.damaged} when it cannot be
     *             read, {@code store.newer} when a later PODStudio made it, {@code store.unavailable} for anything else
     */
    public Store open(ProjectFolder folder) {
        throw new UnsupportedOperationException("comes with the next commit");
    }
}
