package org.podstudio.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.ProjectFolder;

/** Opens the databases of projects; one a folder and process, shared by all who open it. For any thread. */
@Component(service = Stores.class)
public final class Stores {

    private static final class Shared {
        private final Database database;
        private final JobWriter writer;
        private int users;

        Shared(Database database) {
            this.database = database;
            this.writer = new JobWriter(database);
        }

        void close() {
            writer.close();
            database.close();
        }
    }

    private final Map<Path, Shared> open = new HashMap<>();

    /** Opens nothing yet. */
    @Activate
    public Stores() {
        // The first project that is opened wakes the database.
    }

    /**
     * Opens the project's database, making or migrating it first where needed. The project's folder must exist.
     *
     * @return to be closed by the caller
     * @throws ProcessingException {@code store.locked} when another process has it, {@code store.damaged} when it
     *             cannot be read, {@code store.newer} when a later PODStudio made it, {@code store.read-only},
     *             {@code store.disk-full} or {@code store.unavailable} when it cannot be written
     */
    public Store open(ProjectFolder folder) {
        Path root = realPath(folder);
        synchronized (open) {
            Shared shared = open.computeIfAbsent(root, r -> new Shared(Database.open(new ProjectFolder(r))));
            shared.users++;
            return new OpenStore(shared.database, shared.writer, () -> giveBack(root, shared));
        }
    }

    /** Closes what is still open, whoever uses it. */
    @Deactivate
    public void close() {
        synchronized (open) {
            open.values().forEach(Shared::close);
            open.clear();
        }
    }

    /**
     * Does nothing for a database that {@link #close()} closed: who has opened the project again shares another one.
     */
    private void giveBack(Path root, Shared shared) {
        synchronized (open) {
            if (open.get(root) == shared && --shared.users == 0) {
                open.remove(root);
                shared.close();
            }
        }
    }

    /** The same folder by whatever name: Derby would take a second name for a second process. */
    private static Path realPath(ProjectFolder folder) {
        try {
            return folder.root().toRealPath();
        } catch (IOException e) {
            throw new ProcessingException(ErrorKind.RESOURCE, "store.unavailable",
                    "The project's folder " + folder.root() + " cannot be read.",
                    "Check that it exists and that you may read it.", e);
        }
    }
}
