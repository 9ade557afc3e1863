package org.podstudio.engine.internal.work;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;

/**
 * What one job has to do.
 *
 * @param job its id
 * @param recipe what is done
 * @param input the file it is done to
 * @param parent the asset that the file is; present unless there is an output folder
 * @param outputFolder where the results of a plain file go
 * @param stem what the names of the results begin with
 * @param force do not take results made before, and replace existing files in the output folder
 */
public record Assignment(UUID job, Recipe recipe, Path input, Optional<Asset> parent, Optional<Path> outputFolder,
        String stem, boolean force) {

    /** Where it keeps what is not finished, on the file system where the results go so that a move is a rename. */
    Path scratch(ProjectFolder folder) {
        return outputFolder.map(target -> scratch(target, job)).orElse(folder.scratch().resolve(job.toString()));
    }

    /** The same for a job with an output folder. */
    public static Path scratch(Path outputFolder, UUID job) {
        return outputFolder.resolve(".podstudio-" + job);
    }
}
