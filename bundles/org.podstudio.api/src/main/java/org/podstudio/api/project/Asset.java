package org.podstudio.api.project;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.MediaKind;

/**
 * One file of a project.
 *
 * @param id random
 * @param kind by content
 * @param path relative to the project's root, with {@code /}
 * @param content what the file holds
 * @param labels what people say of it
 * @param lineage how it was made; empty for imported files
 * @param generator metadata of the generator that made the original, JSON; empty when there is none
 * @param prompt reference to the prompt that made it
 * @param created when it came into the project, UTC
 */
public record Asset(UUID id, MediaKind kind, String path, Content content, Labels labels, Optional<Lineage> lineage,
        Optional<String> generator, Optional<String> prompt, Instant created) {

    /** The last element of the path. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The same asset with other labels. */
    public Asset with(Labels changed) {
        return new Asset(id, kind, path, content, changed, lineage, generator, prompt, created);
    }
}
