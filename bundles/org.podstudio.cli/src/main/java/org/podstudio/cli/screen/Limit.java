package org.podstudio.cli.screen;

import org.podstudio.api.ProcessingException;

/** The option {@code --limit} of lists. */
public final class Limit {

    private Limit() {
    }

    /** @throws ProcessingException {@code parameter.out-of-range} when it is below 1 */
    public static void check(int limit) {
        if (limit < 1) {
            throw ProcessingException.parameter("limit", "parameter.out-of-range",
                    "The limit is " + limit + ", but must be at least 1.", "Choose a value of 1 or more.");
        }
    }
}
