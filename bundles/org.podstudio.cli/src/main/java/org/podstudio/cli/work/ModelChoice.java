package org.podstudio.cli.work;

import java.util.List;
import java.util.stream.Collectors;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.api.parameters.Parameter;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.cli.context.Processors;
import org.podstudio.cli.context.Studio;
import org.podstudio.models.Card;

/** The models that a recipe names: each must be one for what its processor does. */
record ModelChoice(Studio studio) {

    /** @throws ProcessingException {@code models.unknown}, or {@code parameter.not-a-choice} for a model of another task */
    void check(Recipe recipe) {
        Processors processors = new Processors(studio);
        recipe.all().forEach(step -> processors.named(step.processor()).parameters().parameters().stream()
                .filter(Parameter.Model.class::isInstance).map(Parameter.Model.class::cast)
                .forEach(parameter -> check(step, parameter)));
    }

    // without a model there is no need to look for the catalogue
    private void check(Step step, Parameter.Model parameter) {
        String id = String.valueOf(step.parameters().getOrDefault(parameter.name(), ModelTask.AUTO));
        if (!id.equals(ModelTask.AUTO)) {
            check(id, parameter, studio.models().cards());
        }
    }

    private static void check(String id, Parameter.Model parameter, List<Card> cards) {
        Card card = cards.stream().filter(c -> c.id().equals(id)).findFirst()
                .orElseThrow(() -> ProcessingException.parameter(parameter.name(), "models.unknown",
                        "There is no model '" + id + "'.", useOneOf(parameter, cards)));
        if (!card.task().equals(parameter.task())) {
            throw ProcessingException.parameter(parameter.name(), "parameter.not-a-choice",
                    "The model " + id + " is for " + card.task() + ", not for " + parameter.task() + ".",
                    useOneOf(parameter, cards));
        }
    }

    private static String useOneOf(Parameter.Model parameter, List<Card> cards) {
        return cards.stream().filter(card -> card.task().equals(parameter.task())).map(Card::id)
                .collect(Collectors.joining(", ", "Use one of: " + ModelTask.AUTO + ", ", "."));
    }
}
