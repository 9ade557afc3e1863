package org.podstudio.engine.internal.work;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.Needs;
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
 * @param needs what it was admitted with
 */
public record Assignment(UUID job, Recipe recipe, Path input, Optional<Asset> parent, Optional<Path> outputFolder,
        String stem, boolean force, Needs needs) {

    /** For programs and libraries themselves, beside what the work needs; a thread takes some of it. */
    private static final long LEAST_BYTES = 1L << 30;
    private static final long THREAD_BYTES = 24L << 20;
    private static final int TIMES_MORE = 4;

    /** Most memory for one of its child processes, bytes: generously more than it was said to need. */
    long childMemory() {
        long least = LEAST_BYTES + THREAD_BYTES * Runtime.getRuntime().availableProcessors();
        return Math.max(least, needs.nativeBytes() < Long.MAX_VALUE / TIMES_MORE
                ? TIMES_MORE * needs.nativeBytes()
                : Long.MAX_VALUE);
    }

    /** Where it keeps what is not finished, on the file system where the results go so that a move is a rename. */
    Path scratch(ProjectFolder folder) {
        return outputFolder.map(target -> scratch(target, job)).orElse(folder.scratch().resolve(job.toString()));
    }

    /** The same for a job with an output folder. */
    public static Path scratch(Path outputFolder, UUID job) {
        return outputFolder.resolve(".podstudio-" + job);
    }
}
