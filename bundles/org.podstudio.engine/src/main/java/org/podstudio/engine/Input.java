package org.podstudio.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.ProjectFolder;

/**
 * A file that work is done to; it is never written to.
 *
 * @param file made absolute and normalised
 * @param asset the asset of the project that the file is; empty for a plain file
 */
public record Input(Path file, Optional<UUID> asset) {

    /** Makes the path absolute and normalised. */
    public Input {
        file = file.toAbsolutePath().normalize();
    }

    /** A plain file. */
    public static Input of(Path file) {
        return new Input(file, Optional.empty());
    }

    /** An asset of a project. */
    public static Input of(ProjectFolder folder, Asset asset) {
        return new Input(folder.resolve(asset.path()), Optional.of(asset.id()));
    }
}
