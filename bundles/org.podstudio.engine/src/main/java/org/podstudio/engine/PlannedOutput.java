package org.podstudio.engine;

import org.podstudio.api.project.OutputSpecification;

/**
 * One of several outputs of a job, complete enough to be made anywhere.
 *
 * @param name as its specification has it; empty when nobody named it
 * @param step how it is made of what the steps before gave
 */
public record PlannedOutput(String name, PlannedStep step) {

    /** What was asked for, with every parameter and model spelled out. */
    public OutputSpecification specification() {
        return new OutputSpecification(name, step.step());
    }
}
