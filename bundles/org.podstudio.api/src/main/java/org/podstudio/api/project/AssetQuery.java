package org.podstudio.api.project;

import java.util.Optional;

import org.podstudio.api.MediaKind;

/**
 * Which assets; all conditions must hold, newest first.
 *
 * @param text part of the path or of a tag, any case; empty matches all
 * @param kind of this kind only
 * @param theme of this theme only
 * @param tag with this tag only
 * @param approvedOnly approved ones only
 * @param limit at most so many, at least 1
 */
public record AssetQuery(String text, Optional<MediaKind> kind, Optional<String> theme, Optional<String> tag,
        boolean approvedOnly, int limit) {

    /** Everything, as much as there is. */
    public static final AssetQuery ALL = new AssetQuery("", Optional.empty(), Optional.empty(), Optional.empty(), false,
            Integer.MAX_VALUE);
}
