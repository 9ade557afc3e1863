package org.podstudio.packs;

/**
 * Something that is wrong with a pack, or might be.
 *
 * @param severity whether it stops a sale or only deserves a look
 * @param code stable: {@code pack.leak}, {@code pack.leak-prompt}, {@code pack.missing-file}, {@code pack.unapproved},
 *             …
 * @param file the asset's path in the project; empty when it is about the pack itself
 * @param message what was found, one sentence naming file and field
 * @param advice what to do next, one sentence
 */
public record Finding(Severity severity, String code, String file, String message, String advice) {

    /** How bad it is. */
    public enum Severity {
        /** Must not be sold like this. */
        ERROR,
        /** Worth a look. */
        WARNING
    }
}
