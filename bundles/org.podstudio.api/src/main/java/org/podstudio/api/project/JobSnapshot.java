package org.podstudio.api.project;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.Output;

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
 * @param turn when it runs
 * @param progress how far it has come
 * @param outputs absolute paths, in place and verified; empty until success
 * @param notes what the processors remarked, in order
 * @param problem why it failed, or why its last attempt did
 * @param times when it was where
 */
public record JobSnapshot(UUID id, UUID batch, long sequence, Recipe recipe, Path input, Optional<UUID> asset,
        JobState state, JobTurn turn, JobProgress progress, List<Path> outputs, List<String> notes,
        Optional<Problem> problem, JobTimes times) {

    private static final String KEPT = "kept ";
    private static final String THERE = ", which was there already";

    /** Copies the lists. */
    public JobSnapshot {
        outputs = List.copyOf(outputs);
        notes = List.copyOf(notes);
    }

    /** What is noted about a result that was not put in place, as another file was there. @param there that file, or a folder's face */
    public static String keptNote(Path there) {
        Path folder = there.getParent();
        return KEPT + (Output.isFace(there) && folder != null ? folder : there).getFileName() + THERE;
    }

    /** Whether that is noted, of whatever result: what {@link #kept} reads must not be left out, however much there is to remark. */
    public static boolean isKeptNote(String note) {
        return note.startsWith(KEPT) && note.endsWith(THERE);
    }

    /** Whether all it made was there already, so that nothing came of it. */
    public boolean kept() {
        return !outputs.isEmpty() && outputs.stream().map(JobSnapshot::keptNote).allMatch(notes::contains);
    }

    /** How soon it runs. */
    public Priority priority() {
        return turn.priority();
    }

    /** 0 to 1, never falls. */
    public double fraction() {
        return progress.fraction();
    }

    /** What it does now, or waits for. */
    public String stage() {
        return progress.stage();
    }

    /** When it was accepted. */
    public Instant submitted() {
        return times.submitted();
    }

    /** When it first ran. */
    public Optional<Instant> started() {
        return times.started();
    }

    /** When it ended. */
    public Optional<Instant> finished() {
        return times.finished();
    }
}
