package org.podstudio.store;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.Recipe;

/**
 * What one job has to do; the same from its submission to its end. Two that are equal ask for the same.
 *
 * @param recipe what is done
 * @param input path of the file it is done to, as {@link org.podstudio.api.project.ProjectFolder#relative} words it
 * @param asset the asset that the file is; empty for a plain file
 * @param outputFolder where results of a plain file go, absolute; empty for the project's own folders
 * @param stem what the names of its results begin with; empty: with the name of its input
 * @param force make it even if it was made before, and replace files in the output folder
 * @param timeLimit how long an attempt may take; empty: as long as is usual for such work
 */
public record Work(Recipe recipe, String input, Optional<UUID> asset, Optional<String> outputFolder,
        Optional<String> stem, boolean force, Optional<Duration> timeLimit) {

    /** As long as is usual. */
    public Work(Recipe recipe, String input, Optional<UUID> asset, Optional<String> outputFolder, Optional<String> stem,
            boolean force) {
        this(recipe, input, asset, outputFolder, stem, force, Optional.empty());
    }

    /** The same with a time limit of its own, or without one. */
    public Work within(Optional<Duration> limit) {
        return new Work(recipe, input, asset, outputFolder, stem, force, limit);
    }
}
