package org.podstudio.engine.internal.work;

import java.util.Collection;
import java.util.stream.Collectors;

import org.podstudio.api.MediaKind;

/** Kinds of media as a sentence has them. */
public final class Words {

    private Words() {
    }

    /** With its article. */
    public static String of(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> "a picture";
            case AUDIO -> "sound";
            case VIDEO -> "a film";
        };
    }

    /** One or another. */
    public static String of(Collection<MediaKind> kinds) {
        return kinds.stream().sorted().map(Words::of).collect(Collectors.joining(" or "));
    }
}
