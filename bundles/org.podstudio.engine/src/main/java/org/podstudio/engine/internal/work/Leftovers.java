package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.Assets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What jobs of a dead process left on disk, cleared: nothing of theirs stays that is not recorded. One that cannot be cleared harms no other. */
public final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private static final Duration OLD = Duration.ofHours(1);

    private final ProjectFolder folder;
    private final Assets assets;
    private final Temporaries temporaries;

    /** Of the jobs of a project. @param temporaries where scratch folders outside of it are written down */
    public Leftovers(ProjectFolder folder, Assets assets, Temporaries temporaries) {
        this.folder = folder;
        this.assets = assets;
        this.temporaries = temporaries;
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
                    new Children(stray).end();
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
        new Children(stray).end();
        new Journal(stray, outputFolder).undo(target -> false);
        Scratch.remove(stray);
    }

    /**
     * Clears the scratch folders in output folders.
     *
     * @param alive whether a job still works here, in this process
     * @param success whether a job is recorded as done: then its results count, and what they replaced goes
     */
    public void clearElsewhere(Predicate<UUID> alive, Predicate<UUID> success) {
        for (Temporaries.Entry entry : temporaries.of(folder.root())) {
            String name = entry.place().getFileName().toString();
            Optional<UUID> job = Optional.of(name.replaceFirst("^\\.podstudio-", "")).filter(Leftovers::isId)
                    .map(UUID::fromString);
            if (job.isPresent() && !alive.test(job.get())) {
                clear(entry.place().resolveSibling(""), job.get(), success);
                Temporaries.forget(entry.file(), entry.place());
            }
        }
    }

    /** Removes files that were written beside others to take their place and never did, when they are older than an hour. */
    public void clearDrafts(Instant now) {
        clearDrafts(folder.thumbnails(), ".*.{png,part}", now);
        clearDrafts(folder.thumbnails().resolveSibling("incoming"), "*", now);
        clearDrafts(folder.root(), ".config.json*.part", now);
        clearDrafts(folder.root(), "podstudio.db.new-*", now);
    }

    private static void clearDrafts(Path in, String names, Instant now) {
        if (!Files.isDirectory(in, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(in, names)) {
            for (Path draft : drafts) {
                if (Files.getLastModifiedTime(draft, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(now.minus(OLD))) {
                    Scratch.delete(draft);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("{} could not be cleared: {}", in, e.toString());
        }
    }

    private void clear(Path outputFolder, UUID job, Predicate<UUID> success) {
        if (success.test(job)) {
            Path stray = Assignment.scratch(outputFolder, job);
            new Children(stray).end();
            Journal.forgetReplaced(stray);
            Scratch.remove(stray);
        } else {
            clear(outputFolder, job);
        }
    }

    /** A folder is recorded by its face. */
    private boolean recorded(Path file) {
        try {
            return assets.byPath(folder.relative(Wholes.face(file).orElse(file))).isPresent();
        } catch (IOException e) {
            LOG.warn("{} cannot be looked into, and stays: {}", file, e.toString());
            return true;
        }
    }

    private static boolean ofAJob(Path stray) {
        return isId(stray.getFileName().toString());
    }

    private static boolean isId(String name) {
        try {
            return UUID.fromString(name).toString().equals(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
