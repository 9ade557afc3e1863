package org.podstudio.api.project;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/**
 * A chain of operations, each on the first output of the one before. It may end in several: then each of these is done to what the steps gave,
 * or to the input when there are no steps, and what they make is the result.
 *
 * @param steps at least one, unless there are outputs
 * @param outputs 1 to 10 when it ends in several, or in one that has a name; none when it ends with its last step
 */
public record Recipe(List<Step> steps, List<OutputSpecification> outputs) {

    /** More outputs than these are refused. */
    public static final int MOST_OUTPUTS = 10;

    /**
     * Copies the lists; refuses an empty recipe.
     *
     * @throws ProcessingException {@code recipe.too-many-outputs} or {@code recipe.same-name}
     */
    public Recipe {
        steps = List.copyOf(steps);
        outputs = List.copyOf(outputs);
        if (steps.isEmpty() && outputs.isEmpty()) {
            throw new IllegalArgumentException("a recipe has at least one step");
        }
        if (outputs.size() > MOST_OUTPUTS) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "recipe.too-many-outputs",
                    "A job has at most " + MOST_OUTPUTS + " outputs, not " + outputs.size() + ".",
                    "Make several jobs of it.");
        }
        requireOwnNames(outputs);
    }

    /** One that ends with its last step. */
    public Recipe(List<Step> steps) {
        this(steps, List.of());
    }

    /** Every operation, the outputs' last. */
    public List<Step> all() {
        return Stream.concat(steps.stream(), outputs.stream().map(OutputSpecification::step)).toList();
    }

    /** {@code bg-remove > upscale}; {@code bg-remove > crop x3 + upscale} when it ends in several outputs. */
    public String title() {
        Stream<String> last = outputs.isEmpty() ? Stream.empty() : Stream.of(endings());
        return Stream.concat(steps.stream().map(Step::processor), last).collect(Collectors.joining(" > "));
    }

    private String endings() {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= outputs.size(); i++) {
            String processor = outputs.get(from).step().processor();
            if (i == outputs.size() || !outputs.get(i).step().processor().equals(processor)) {
                words.add(i - from == 1 ? processor : processor + " x" + (i - from));
                from = i;
            }
        }
        return String.join(" + ", words);
    }

    private static void requireOwnNames(List<OutputSpecification> outputs) {
        Set<String> names = new HashSet<>();
        for (OutputSpecification output : outputs) {
            if (!output.name().isEmpty() && !names.add(output.name())) {
                throw new ProcessingException(ErrorKind.CONFIGURATION, "recipe.same-name",
                        "Two outputs are named '" + output.name() + "'.",
                        "Give each a name of its own, or none.");
            }
        }
    }
}
