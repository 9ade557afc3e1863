package org.podstudio.api.project;

import java.util.Set;

/**
 * What people say of an asset.
 *
 * @param theme folder-name-safe word, {@code unsorted} when nothing is known
 * @param tags lower-case words
 * @param rating 0 (none) to 5
 * @param approved fit for packs
 */
public record Labels(String theme, Set<String> tags, int rating, boolean approved) {

    /** Copies the set; refuses a rating outside 0 to 5. */
    public Labels {
        tags = Set.copyOf(tags);
        if (rating < 0 || rating > 5) {
            throw new IllegalArgumentException("rating must be 0 to 5 but is " + rating);
        }
    }
}
