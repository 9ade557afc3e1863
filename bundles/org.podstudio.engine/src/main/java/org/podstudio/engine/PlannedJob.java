package org.podstudio.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.podstudio.api.Needs;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;

/**
 * A recipe on one input, checked.
 *
 * @param input the file, with the asset it is if the project has it
 * @param steps as far as they could be planned; all of them when there is no problem
 * @param outputs in what the recipe ends, when it ends in several; as the steps
 * @param needs what all of it takes at its peak
 * @param problem why it will not work; empty when it will
 * @param expected how long it works once it does; empty when nothing is known
 * @param there its results, when they are all in the output folder already and shall not be replaced: then nothing is to be done
 */
public record PlannedJob(Input input, List<PlannedStep> steps, List<PlannedOutput> outputs, Needs needs,
        Optional<Problem> problem, Optional<Remaining> expected, List<Path> there) {

    /** Copies the lists. */
    public PlannedJob {
        steps = List.copyOf(steps);
        outputs = List.copyOf(outputs);
        there = List.copyOf(there);
    }

    /** One that ends with its last step, and of which it is not known how long it works. */
    public PlannedJob(Input input, List<PlannedStep> steps, Optional<Problem> problem) {
        this(input, steps, List.of(), steps.stream().map(PlannedStep::needs).reduce(Needs::then).orElse(Needs.LIGHT),
                problem, Optional.empty(), List.of());
    }

    /** The same with more to say of it. */
    PlannedJob with(Optional<Problem> why, Optional<Remaining> time) {
        return new PlannedJob(input, steps, outputs, needs, why, time, there);
    }

    /** The same with what is there of it. */
    PlannedJob with(List<Path> results) {
        return new PlannedJob(input, steps, outputs, needs, problem, expected, results);
    }

    /** Whether it will run: nothing is wrong, and there is something left to do. */
    public boolean runnable() {
        return problem.isEmpty() && there.isEmpty();
    }

    /** Whether all of it was made before, so that nothing will run. */
    public boolean cached() {
        return all().findAny().isPresent() && all().allMatch(PlannedStep::cached);
    }

    /** The recipe with every parameter and model spelled out. */
    public Recipe recipe() {
        return new Recipe(steps.stream().map(PlannedStep::step).toList(),
                outputs.stream().map(PlannedOutput::specification).toList());
    }

    private Stream<PlannedStep> all() {
        return Stream.concat(steps.stream(), outputs.stream().map(PlannedOutput::step));
    }
}
