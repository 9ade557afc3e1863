package org.podstudio.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.ProjectFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code Cache/thumbnails/{id}.jpg} or {@code .png}. A file that cannot be shown leaves {@code {id}.failed} and is
 * not tried again. Both hold for the content they were made of: a file that was written to since gets a new one.
 */
final class Thumbnails {

    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);

    private final ProjectFolder folder;
    private final Maker maker;

    Thumbnails(ProjectFolder folder, Maker maker) {
        this.folder = folder;
        this.maker = maker;
    }

    /** Makes the small picture of a file, as {@link org.podstudio.content.Inspector#thumbnail} does. */
    @FunctionalInterface
    interface Maker {
        void make(Path file, MediaKind kind, Path target) throws IOException;
    }

    Optional<Path> of(Asset asset) {
        Path thumbnail = folder.thumbnails().resolve(asset.id() + (asset.kind() == MediaKind.AUDIO ? ".png" : ".jpg"));
        Path failed = folder.thumbnails().resolve(asset.id() + ".failed");
        Path file = folder.resolve(asset.path());
        Optional<FileTime> written = written(file);
        if (fresh(thumbnail, written)) {
            return Optional.of(thumbnail);
        }
        return written.isEmpty() || fresh(failed, written) ? Optional.empty() : make(asset, file, thumbnail, failed);
    }

    /** Whether it is there, and of the file as it is now; of one that is gone it is the last that is known. */
    private static boolean fresh(Path made, Optional<FileTime> source) {
        Optional<FileTime> time = written(made);
        return time.isPresent() && (source.isEmpty() || time.get().compareTo(source.get()) >= 0);
    }

    private static Optional<FileTime> written(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> make(Asset asset, Path file, Path thumbnail, Path failed) {
        Path part = thumbnail.resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            maker.make(file, asset.kind(), part);
            Files.move(part, thumbnail, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(thumbnail);
        } catch (ProcessingException e) {
            if (e.kind() == ErrorKind.INPUT) {
                remember(failed, e.message());
            } else {
                // a killed tool says nothing about the file
                LOG.debug("No thumbnail of {} this time: {}", file, e.message());
            }
            return Optional.empty();
        } catch (IOException e) {
            LOG.debug("No thumbnail of {} now: {}", file, e.toString());
            return Optional.empty();
        } finally {
            delete(part);
        }
    }

    private static void remember(Path failed, String why) {
        try {
            Files.writeString(failed, why);
        } catch (IOException e) {
            LOG.debug("{} cannot be written: {}", failed, e.toString());
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            part.toFile().deleteOnExit();
        }
    }
}
