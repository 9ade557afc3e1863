package org.podstudio.cli.context;

import java.util.Optional;
import java.util.Set;

/**
 * How files shall come into a project.
 *
 * @param theme of all of them; empty: found out for each
 * @param tags for all of them
 * @param move whether the originals go away
 * @param mirrorTree whether folders are kept as they are
 * @param dryRun whether nothing is done
 */
public record ImportWish(Optional<String> theme, Set<String> tags, boolean move, boolean mirrorTree, boolean dryRun) {

    /** Copies the set. */
    public ImportWish {
        tags = Set.copyOf(tags);
    }
}
