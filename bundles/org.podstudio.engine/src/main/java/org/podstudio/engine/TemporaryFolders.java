package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

import org.podstudio.api.project.UserFolder;
import org.podstudio.engine.internal.work.Temporaries;

/** Folders for the time being, outside of projects: what is left of one when its process dies is removed by the next, or within the hour. For any thread. */
public final class TemporaryFolders {

    private TemporaryFolders() {
    }

    /**
     * Makes an empty folder in the system's temporary folder; readable by whom that lets.
     *
     * @throws IOException when that cannot be written to
     */
    public static Path make() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "podstudio-" + UUID.randomUUID());
        registry().register(folder);
        return Files.createDirectory(folder);
    }

    /** The caller has removed a folder, or has tried to: what is left of it is removed when this process has ended. */
    public static void removed(Path folder) {
        registry().gone(folder);
    }

    static Temporaries registry() {
        return new Temporaries(UserFolder.current().temporaries(), Clock.systemUTC());
    }
}
