package org.podstudio.engine;

import java.util.Map;

import org.podstudio.api.Needs;
import org.podstudio.api.project.Step;

/**
 * A step, complete enough to run anywhere with the same result.
 *
 * @param step every parameter and model spelled out
 * @param revision of the processor
 * @param models SHA-256 by id of each model it uses
 * @param needs what it takes at its peak; for later steps an estimate from the job's input
 * @param fingerprint key of the result cache; empty for a later step, whose input is not there yet
 * @param cached whether the project has the result already
 */
public record PlannedStep(Step step, int revision, Map<String, String> models, Needs needs, String fingerprint,
        boolean cached) {

    /** Copies the map. */
    public PlannedStep {
        models = Map.copyOf(models);
    }
}
