package org.podstudio.library;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How files are taken in.
 *
 * @param theme for all of them; empty: each gets the name of the folder it lies in, else what its generator wrote,
 *             else {@code unsorted}
 * @param tags for all of them; duplicates of assets get them too
 * @param move whether originals are deleted once their copy is verified and recorded; duplicates stay where they are
 * @param mirrorTree whether the folders below an imported folder are kept
 * @param dryRun whether everything is looked at and nothing is done
 */
public record ImportOptions(Optional<String> theme, Set<String> tags, boolean move, boolean mirrorTree,
        boolean dryRun) {

    /** Copies, sorts by theme, adds no tag. */
    public static final ImportOptions DEFAULTS = new ImportOptions(Optional.empty(), Set.of(), false, false, false);

    /** Makes tags lower-case and drops empty ones. */
    public ImportOptions {
        tags = tags.stream().map(tag -> tag.strip().toLowerCase(Locale.ROOT)).filter(tag -> !tag.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
