package org.podstudio.api.project;

import java.util.Map;

/**
 * One operation of a recipe: ids and plain values only.
 *
 * @param processor id of the processor
 * @param parameters by name; what is not named keeps the processor's default
 */
public record Step(String processor, Map<String, Object> parameters) {

    /** Copies the map. */
    public Step {
        parameters = Map.copyOf(parameters);
    }
}
