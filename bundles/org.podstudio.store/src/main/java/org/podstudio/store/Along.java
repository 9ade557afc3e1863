package org.podstudio.store;

import java.util.List;
import java.util.Optional;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Attempt;

/**
 * What is stored along with a job's move from one state to another: all of it or nothing.
 *
 * @param made what the job made
 * @param attempt the attempt that the move ends
 */
public record Along(List<Asset> made, Optional<Attempt> attempt) {

    /** The move alone. */
    public static final Along NOTHING = new Along(List.of(), Optional.empty());

    /** Copies the list. */
    public Along {
        made = List.copyOf(made);
    }

    /** What the job made. */
    public static Along of(List<Asset> made) {
        return new Along(made, Optional.empty());
    }

    /** The attempt that the move ends. */
    public static Along of(Attempt attempt) {
        return new Along(List.of(), Optional.of(attempt));
    }
}
