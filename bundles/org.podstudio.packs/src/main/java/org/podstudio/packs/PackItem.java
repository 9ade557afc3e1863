package org.podstudio.packs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Lineage;

/**
 * One asset as it goes into a pack.
 *
 * @param asset as recorded
 * @param file where it lies
 * @param name in the pack's {@code assets} folder: free of ids and time stamps, unique regardless of case
 * @param edits how it was made, first operation first
 * @param generator metadata of the generator that made it or what it was made of
 */
record PackItem(Asset asset, Path file, String name, List<Edit> edits, Optional<String> generator) {

    /**
     * One operation.
     *
     * @param lineage what was done
     * @param parent SHA-256 of what it was done to, when that is still known
     */
    record Edit(Lineage lineage, Optional<String> parent) {}

    /** Its path in the pack. */
    String path() {
        return "assets/" + name;
    }

    /** The path of its prompt, when prompts are shipped. */
    String promptPath() {
        return "prompts/" + name + ".txt";
    }
}
