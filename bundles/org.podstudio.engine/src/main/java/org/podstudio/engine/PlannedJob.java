package org.podstudio.engine;

import java.util.List;
import java.util.Optional;

import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.Problem;

/**
 * A recipe on one input, checked.
 *
 * @param input the file, with the asset it is if the project has it
 * @param steps as far as they could be planned; all of them when there is no problem
 * @param problem why it will not work; empty when it will
 * @param expected how long it works once it does; empty when nothing is known
 */
public record PlannedJob(Input input, List<PlannedStep> steps, Optional<Problem> problem,
        Optional<Remaining> expected) {

    /** Copies the list. */
    public PlannedJob {
        steps = List.copyOf(steps);
    }

    /** One of which it is not known how long it works. */
    public PlannedJob(Input input, List<PlannedStep> steps, Optional<Problem> problem) {
        this(input, steps, problem, Optional.empty());
    }

    /** Whether all of it was made before, so that nothing will run. */
    public boolean cached() {
        return !steps.isEmpty() && steps.stream().allMatch(PlannedStep::cached);
    }
}
