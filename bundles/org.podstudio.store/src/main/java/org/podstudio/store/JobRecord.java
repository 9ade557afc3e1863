package org.podstudio.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;

/**
 * A job as it is stored.
 *
 * @param id random
 * @param batch the submission it belongs to
 * @param recipe what is done
 * @param input path of the file it is done to, as {@link org.podstudio.api.project.ProjectFolder#relative} words it
 * @param asset the asset that the file is; empty for a plain file
 * @param outputFolder where results of a plain file go, absolute; empty for the project's own folders
 * @param stem what the names of its results begin with; empty: with the name of its input
 * @param force make it even if it was made before, and replace files in the output folder
 * @param state where it stands
 * @param priority how soon it runs
 * @param attempts how often it was tried
 * @param outputs paths of what it made, as {@code input}
 * @param notes what the processors remarked, in order
 * @param problem why it failed, or failed last
 * @param submitted when it was accepted
 * @param started when it first ran
 * @param finished when it ended
 * @param sequence rises with every change; set by the engine, only kept here
 */
public record JobRecord(UUID id, UUID batch, Recipe recipe, String input, Optional<UUID> asset,
        Optional<String> outputFolder, Optional<String> stem, boolean force, JobState state, Priority priority,
        Attempts attempts, List<String> outputs, List<String> notes, Optional<Problem> problem, Instant submitted,
        Optional<Instant> started,
        Optional<Instant> finished, long sequence) {

    /** Copies the lists. */
    public JobRecord {
        outputs = List.copyOf(outputs);
        notes = List.copyOf(notes);
    }

    /** The same job in another state. */
    public JobRecord with(JobState changed) {
        return new JobRecord(id, batch, recipe, input, asset, outputFolder, stem, force, changed, priority, attempts,
                outputs, notes,
                problem, submitted, started, finished, sequence);
    }
}
