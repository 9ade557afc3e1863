package org.podstudio.media.internal.child;

import java.util.List;

/** What a child said last and how it was called: the cause of a failure, for the job's log and not for the user. */
final class LastWords extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param lines oldest first */
    LastWords(List<String> command, List<String> lines) {
        super(String.join(" ", command) + "\n" + String.join("\n", lines), null, false, false);
    }
}
