package org.podstudio.store;

import java.util.List;
import java.util.Optional;

import org.podstudio.api.project.Problem;

/**
 * What came of a job, so far.
 *
 * @param outputs paths of what it made, worded like its input
 * @param notes what the processors remarked, in order
 * @param problem why it failed, or failed last
 */
public record Outcome(List<String> outputs, List<String> notes, Optional<Problem> problem) {

    /** Nothing yet. */
    public static final Outcome NONE = new Outcome(List.of(), List.of(), Optional.empty());

    /** Copies the lists. */
    public Outcome {
        outputs = List.copyOf(outputs);
        notes = List.copyOf(notes);
    }

    /** With other remarks. */
    public Outcome noting(List<String> remarks) {
        return new Outcome(outputs, remarks, problem);
    }

    /** With what went wrong, or nothing. */
    public Outcome with(Optional<Problem> wrong) {
        return new Outcome(outputs, notes, wrong);
    }

    /** How it ended. */
    public Outcome ending(List<String> made, Optional<Problem> wrong) {
        return new Outcome(made, notes, wrong);
    }
}
