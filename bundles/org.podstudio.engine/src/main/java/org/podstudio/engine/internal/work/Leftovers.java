package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Predicate;

import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.Assets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What jobs of a dead process left on disk, cleared: nothing of theirs stays that is not recorded. One that cannot be cleared harms no other. */
public final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final ProjectFolder folder;
    private final Assets assets;

    /** Of the jobs of a project. */
    public Leftovers(ProjectFolder folder, Assets assets) {
        this.folder = folder;
        this.assets = assets;
    }

    /**
     * Clears the scratch folders in the project.
     *
     * @param alive whether a job still works here, in this process
     */
    public void clear(Predicate<UUID> alive) {
        // a link would lead whoever made the project to other folders
        if (!Files.isDirectory(folder.scratch(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> strays = Files.newDirectoryStream(folder.scratch(), Leftovers::ofAJob)) {
            for (Path stray : strays) {
                if (!alive.test(UUID.fromString(stray.getFileName().toString()))) {
                    new Journal(stray, folder.scratch().getParent()).undo(this::recorded);
                    Scratch.remove(stray);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("The temporary folder {} could not be cleared: {}", folder.scratch(), e.toString());
        }
    }

    /** Clears what a job that is not recorded as done left in its output folder, and puts back what it had replaced there. */
    public void clear(Path outputFolder, UUID job) {
        Path stray = Assignment.scratch(outputFolder, job);
        new Journal(stray, outputFolder).undo(target -> false);
        Scratch.remove(stray);
    }

    private boolean recorded(Path file) {
        return assets.byPath(folder.relative(file)).isPresent();
    }

    private static boolean ofAJob(Path stray) {
        try {
            return UUID.fromString(stray.getFileName().toString()).toString().equals(stray.getFileName().toString());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
