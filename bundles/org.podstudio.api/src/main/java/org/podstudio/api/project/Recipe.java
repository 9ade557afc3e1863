package org.podstudio.api.project;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A chain of operations; each step works on the first output of the one before.
 *
 * @param steps at least one
 */
public record Recipe(List<Step> steps) {

    /** Copies the list; refuses an empty one. */
    public Recipe {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a recipe has at least one step");
        }
    }

    /** {@code bg-remove > upscale}. */
    public String title() {
        return steps.stream().map(Step::processor).collect(Collectors.joining(" > "));
    }
}
