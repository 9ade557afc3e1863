package org.podstudio.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was submitted at once.
 *
 * @param id random
 * @param size how many jobs came with it
 * @param failFast whether the failure of one ends the others
 * @param key by which the submitter knows it again, once in a project; empty: never asked for again
 * @param submitted when it was accepted
 */
public record Batch(UUID id, int size, boolean failFast, Optional<String> key, Instant submitted) {

    /** Each job on its own, and no key. */
    public static Batch of(UUID id, int size, Instant submitted) {
        return new Batch(id, size, false, Optional.empty(), submitted);
    }
}
