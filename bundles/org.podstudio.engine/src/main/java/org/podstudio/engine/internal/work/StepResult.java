package org.podstudio.engine.internal.work;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.Output;
import org.podstudio.api.project.Asset;

/**
 * What a step of a chain gave, verified.
 *
 * @param pieces main one first; none of a step that only looked, which is the last one
 */
record StepResult(List<Piece> pieces) {

    /** Whether it was made before. */
    boolean known() {
        return !pieces.isEmpty() && pieces.getFirst().output().isEmpty();
    }

    /** What the next step works on. @param before what this one worked on, which it is still when it only looked */
    Material material(Material before) {
        return pieces.isEmpty() ? before : pieces.getFirst().material();
    }

    /** A file, with the asset that it is or will be; none for plain files. */
    record Material(Path file, Optional<Asset> asset) {}

    /**
     * One output.
     *
     * @param output what the processor said of it; empty when it was made before and is in place
     */
    record Piece(Material material, Optional<Output> output) {}
}
