package org.podstudio.api.project;

import java.util.regex.Pattern;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/**
 * One of several results that a job is to have: the last operation of its recipe, of which there are as many.
 *
 * @param name stands in the names of its files, at most 24 of {@code [a-z0-9_-]}; empty when nobody named it
 * @param step what is done, to what the recipe's common steps gave
 */
public record OutputSpecification(String name, Step step) {

    private static final int LONGEST_NAME = 24;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{0," + LONGEST_NAME + "}");

    /** @throws ProcessingException {@code recipe.output-name} when the name could not stand in a file name */
    public OutputSpecification {
        if (!NAME.matcher(name).matches()) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "recipe.output-name",
                    "The output cannot be named '" + name + "'.", "Use up to " + LONGEST_NAME
                            + " small letters without accents, digits, - and _.");
        }
    }

    /** One without a name. */
    public OutputSpecification(Step step) {
        this("", step);
    }
}
