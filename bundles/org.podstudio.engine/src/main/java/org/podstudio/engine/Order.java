package org.podstudio.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.project.Recipe;

/**
 * What somebody wants done: one recipe on each of some inputs.
 *
 * @param recipe what is done; parameters that are not named keep the processor's default
 * @param inputs each becomes a job of its own
 * @param outputFolder for plain files: results go here and no asset is recorded; empty: results become assets of the project
 * @param terms how it is carried out
 */
public record Order(Recipe recipe, List<Input> inputs, Optional<Path> outputFolder, Terms terms) {

    /** Copies the list; makes the output folder absolute. */
    public Order {
        inputs = List.copyOf(inputs);
        outputFolder = outputFolder.map(folder -> folder.toAbsolutePath().normalize());
    }

    /** Results become assets of the project, on the usual terms. */
    public static Order of(Recipe recipe, List<Input> inputs) {
        return new Order(recipe, inputs, Optional.empty(), Terms.USUAL);
    }

    /** The same on other terms. */
    public Order on(Terms other) {
        return new Order(recipe, inputs, outputFolder, other);
    }
}
