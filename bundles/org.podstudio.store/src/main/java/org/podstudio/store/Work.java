package org.podstudio.store;

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
 */
public record Work(Recipe recipe, String input, Optional<UUID> asset, Optional<String> outputFolder,
        Optional<String> stem, boolean force) {}
