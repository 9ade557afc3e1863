package org.podstudio.engine.internal.recipe;

import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.project.OutputSpecification;
import org.podstudio.api.project.Recipe;

/**
 * What a job does at one go: a step, or those of its outputs that one processor makes of the same.
 *
 * @param number how many operations come before it
 * @param output whether it makes what was asked for, and not what is needed for that
 * @param parts at least one, all of the same processor; a step is one without a name
 */
public record Round(int number, boolean output, List<OutputSpecification> parts) {

    /** Copies the list. */
    public Round {
        parts = List.copyOf(parts);
    }

    /** All of a recipe, in the order in which they are done: outputs that follow each other and have the same processor are one. */
    public static List<Round> of(Recipe recipe) {
        List<Round> rounds = new ArrayList<>();
        int last = recipe.outputs().isEmpty() ? recipe.steps().size() - 1 : recipe.steps().size();
        for (int i = 0; i < recipe.steps().size(); i++) {
            rounds.add(new Round(i, i == last, List.of(new OutputSpecification(recipe.steps().get(i)))));
        }
        List<OutputSpecification> same = new ArrayList<>();
        int number = last;
        for (OutputSpecification output : recipe.outputs()) {
            if (!same.isEmpty() && !same.getFirst().step().processor().equals(output.step().processor())) {
                rounds.add(new Round(number, true, same));
                number += same.size();
                same.clear();
            }
            same.add(output);
        }
        if (!same.isEmpty()) {
            rounds.add(new Round(number, true, same));
        }
        return rounds;
    }
}
