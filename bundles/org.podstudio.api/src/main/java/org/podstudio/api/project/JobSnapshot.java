package org.podstudio.api.project;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A job at one instant: one recipe on one input. Immutable; {@link #sequence} orders the snapshots of a job.
 *
 * @param id random
 * @param batch the submission it belongs to
 * @param sequence rises with every change of the job
 * @param recipe what is done
 * @param input absolute path of the file it is done to
 * @param asset the asset that the file is; empty for a plain file
 * @param state where it stands, committed to the store before it is seen here, unless its problem is {@code engine.not-stored}
 * @param priority how soon it runs
 * @param fraction 0 to 1, never falls
 * @param stage what it does now: {@code upscale: tiles}; empty when it does nothing
 * @param outputs absolute paths, in place and verified; empty until success
 * @param notes what the processors remarked, in order
 * @param problem why it failed, or why its last attempt did
 * @param submitted when it was accepted
 * @param started when it first ran
 * @param finished when it ended
 * @param nextAttempt when it is tried again; empty unless it waits for that
 */
public record JobSnapshot(UUID id, UUID batch, long sequence, Recipe recipe, Path input, Optional<UUID> asset,
        JobState state, Priority priority, double fraction, String stage, List<Path> outputs, List<String> notes,
        Optional<Problem> problem, Instant submitted, Optional<Instant> started, Optional<Instant> finished,
        Optional<Instant> nextAttempt) {

    /** Copies the lists. */
    public JobSnapshot {
        outputs = List.copyOf(outputs);
        notes = List.copyOf(notes);
    }
}
