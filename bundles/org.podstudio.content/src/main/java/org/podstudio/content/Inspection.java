package org.podstudio.content;

import java.util.Optional;

import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Content;

/**
 * What was found in a file.
 *
 * @param kind by content
 * @param content size, hash, format and metadata
 * @param generator what the generator of a picture wrote into it: JSON with {@code generator}, where known {@code prompt},
 *            {@code negative_prompt}, {@code seed}, {@code model}, and everything as it was under {@code raw}
 */
public record Inspection(MediaKind kind, Content content, Optional<String> generator) {}
