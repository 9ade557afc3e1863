package org.podstudio.api.project;

import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

import org.podstudio.api.MediaKind;
import org.podstudio.api.Shelf;

/**
 * Where everything of a project lies. Knows names only: it touches no file.
 *
 * @param root absolute, normalised
 */
public record ProjectFolder(Path root) {

    /** Makes the path absolute and normalised. */
    public ProjectFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** The embedded database. */
    public Path database() {
        return root.resolve("podstudio.db");
    }

    /** Settings of the project; its presence makes a folder a project. */
    public Path config() {
        return root.resolve("config.json");
    }

    /** {@code Library/images|audio|video}. */
    public Path library(MediaKind kind) {
        return root.resolve("Library").resolve(switch (kind) {
            case IMAGE -> "images";
            case AUDIO -> "audio";
            case VIDEO -> "video";
        });
    }

    /** {@code Work/edits|upscales|masks}. */
    public Path work(Shelf shelf) {
        return root.resolve("Work").resolve(shelf.name().toLowerCase(Locale.ROOT));
    }

    /** Scratch folders of running jobs, one a job, on the same file system as {@code Work} so that a move is a rename. */
    public Path scratch() {
        return root.resolve("Work").resolve(".scratch");
    }

    /** Built packs. */
    public Path packs() {
        return root.resolve("Packs");
    }

    /** {@code Cache/thumbnails}. */
    public Path thumbnails() {
        return root.resolve("Cache").resolve("thumbnails");
    }

    /** {@code Logs}. */
    public Path logs() {
        return root.resolve("Logs");
    }

    /** The log of one job. */
    public Path jobLog(UUID job) {
        return logs().resolve("jobs").resolve(job + ".log");
    }

    /** A path of the project as it is stored: relative to the root, with {@code /}. Paths outside the project stay absolute. */
    public String relative(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path path = absolute.startsWith(root) ? root.relativize(absolute) : absolute;
        return path.toString().replace('\\', '/');
    }

    /** The file that a stored path means. */
    public Path resolve(String stored) {
        return root.resolve(stored).normalize();
    }
}
