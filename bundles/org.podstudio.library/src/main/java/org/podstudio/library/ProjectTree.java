package org.podstudio.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Shelf;
import org.podstudio.api.project.ProjectFolder;

/** The folders of a project and the {@code config.json} that makes them one. */
final class ProjectTree {

    /** Raised when an older PODStudio could not work with the tree any more. */
    private static final int FORMAT = 1;

    private ProjectTree() {
    }

    static void create(ProjectFolder folder, Instant now) {
        if (Files.exists(folder.config())) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "library.exists",
                    folder.root() + " is a project already.", "Open it, or choose another folder.");
        }
        complete(folder);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("format", FORMAT);
        config.put("name", String.valueOf(folder.root().getFileName()));
        config.put("created", now.toString());
        try {
            JsonFile.write(folder.config(), config);
        } catch (IOException e) {
            throw Disk.refusal(folder.config(), e);
        }
    }

    /** Checks that the folder is a project of a kind this program knows, and makes what is missing of its folders. */
    static void open(ProjectFolder folder) {
        if (!Files.isRegularFile(folder.config())) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "library.no-project",
                    folder.root() + " is not a project.", "Make one there with: podstudio init " + folder.root());
        }
        if (format(folder.config()) > FORMAT) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "library.newer",
                    "The project " + folder.root() + " was made by a later PODStudio.",
                    "Open it with the later PODStudio.");
        }
        complete(folder);
    }

    /** Where files lie while they are copied in; nothing in it is worth keeping. */
    static Path incoming(ProjectFolder folder) {
        return folder.thumbnails().resolveSibling("incoming");
    }

    private static int format(Path config) {
        try {
            return JsonFile.readMap(config).get("format") instanceof Number number ? number.intValue() : FORMAT;
        } catch (IOException e) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "library.bad-config",
                    config + " cannot be read: " + e.getMessage(),
                    "Repair it, or replace its content by {\"format\": 1}.", e);
        }
    }

    private static void complete(ProjectFolder folder) {
        List<Path> folders = new ArrayList<>();
        for (MediaKind kind : MediaKind.values()) {
            folders.add(folder.library(kind));
        }
        for (Shelf shelf : Shelf.values()) {
            folders.add(folder.work(shelf));
        }
        folders.add(folder.packs());
        folders.add(folder.thumbnails());
        folders.add(folder.thumbnails().resolveSibling("models"));
        folders.add(folder.logs().resolve("jobs"));
        folders.stream().filter(Files::notExists).forEach(Disk::makeFolder);
    }
}
