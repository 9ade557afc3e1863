package org.podstudio.api.project;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Shelf;

/**
 * Where everything of a project lies. Makes and changes no file.
 *
 * @param root absolute; the folder's one real name, without links, so that two ways to a project are one project to whoever compares them. A
 *            folder that is not there yet has the real name of the nearest one above it
 */
public record ProjectFolder(Path root) {

    /** Finds the real name. */
    public ProjectFolder {
        root = real(root.toAbsolutePath());
    }

    /** The embedded database. */
    public Path database() {
        return root.resolve("podstudio.db");
    }

    /** What was added and changed, a line each: the database is rebuilt from it when it is damaged. */
    public Path chronicle() {
        return root.resolve("chronicle.jsonl");
    }

    /** What was found damaged and moved out of the way. */
    public Path backups() {
        return root.resolve("Backups");
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

    /**
     * A path of the project as it is stored: relative to the root, with {@code /}. Paths outside the project stay absolute.
     *
     * @param file may lead into the project through a link
     */
    public String relative(Path file) {
        Path given = file.toAbsolutePath().normalize();
        Path absolute = given.startsWith(root) ? given : unlinked(given);
        Path path = absolute.startsWith(root) ? root.relativize(absolute) : given;
        // a backslash is a letter like any other in names on Linux and macOS
        return path.toString().replace(File.separatorChar, '/');
    }

    /** The file that a stored path means. */
    public Path resolve(String stored) {
        return root.resolve(stored).normalize();
    }

    /** The file itself may be a link of the project; the folders that lead to it are followed. */
    private static Path unlinked(Path file) {
        @Nullable
        Path parent = file.getParent();
        return parent == null ? file : real(parent).resolve(file.getFileName());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            @Nullable
            Path parent = path.normalize().getParent();
            return parent == null ? path.normalize() : real(parent).resolve(path.normalize().getFileName());
        }
    }
}
