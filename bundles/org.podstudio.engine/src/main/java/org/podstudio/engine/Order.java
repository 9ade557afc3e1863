package org.podstudio.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Recipe;

/**
 * What somebody wants done: one recipe on each of some inputs.
 *
 * @param recipe what is done; parameters that are not named keep the processor's default
 * @param inputs each becomes a job of its own
 * @param priority how soon
 * @param outputFolder for plain files: results go here and no asset is recorded; empty: results become assets of the project
 * @param force make it even if it was made before, and replace existing files in {@code outputFolder}
 */
public record Order(Recipe recipe, List<Input> inputs, Priority priority, Optional<Path> outputFolder, boolean force) {

    /** Copies the list; makes the output folder absolute. */
    public Order {
        inputs = List.copyOf(inputs);
        outputFolder = outputFolder.map(folder -> folder.toAbsolutePath().normalize());
    }

    /** Results become assets of the project, at the usual priority, unless they were made before. */
    public static Order of(Recipe recipe, List<Input> inputs) {
        return new Order(recipe, inputs, Priority.NORMAL, Optional.empty(), false);
    }
}
