package org.podstudio.api;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is constant about a processor. Its title and help are in {@code OSGI-INF/l10n/bundle.properties} of its bundle under
 * {@code <id>} and {@code <id>.help}.
 *
 * @param id stable for ever, {@code [a-z][a-z0-9-]*}: on the command line, in recipes, in the store
 * @param revision raised whenever the same request may give other bytes than before; starts at 1
 * @param accepts kinds of media it takes
 * @param produces kinds of media it makes; empty: none, it only looks, and no step can follow it
 * @param defaults the one place where the default of each parameter stands
 */
public record ProcessorInfo<P extends Record>(String id, int revision, Set<MediaKind> accepts, Set<MediaKind> produces,
        P defaults) {

    /** Compiled once: what is constant about a processor may be asked for once a job. */
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

    /** Refuses an id that could not stand in a URL, and a revision below 1. */
    public ProcessorInfo {
        accepts = Set.copyOf(accepts);
        produces = Set.copyOf(produces);
        if (!ID.matcher(id).matches() || revision < 1) {
            throw new IllegalArgumentException("bad processor id or revision: " + id + " " + revision);
        }
    }
}
