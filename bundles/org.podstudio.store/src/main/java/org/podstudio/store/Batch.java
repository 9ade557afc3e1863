package org.podstudio.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was submitted at once.
 *
 * @param id random
 * @param size how many jobs came with it
 * @param failFast whether the failure of one ends the others
 * @param key by which the submitter knows it again; empty: never asked for again
 * @param submitted when it was accepted
 */
public record Batch(UUID id, int size, boolean failFast, Optional<Key> key, Instant submitted) {

    /**
     * A submitter's name for a submission.
     *
     * @param text the name, once in a project within {@link #LASTS}
     * @param order what was asked for, as a digest: another order with this name is a mistake
     * @param answer the jobs that do it, those that were there before included
     */
    public record Key(String text, String order, List<UUID> answer) {

        /** So long a name stands for its submission; after that it is free again. */
        public static final Duration LASTS = Duration.ofHours(24);

        /** Copies the list. */
        public Key {
            answer = List.copyOf(answer);
        }
    }

    /** Each job on its own, and no key. */
    public static Batch of(UUID id, int size, Instant submitted) {
        return new Batch(id, size, false, Optional.empty(), submitted);
    }

    /** Whether its key still stands for it. */
    public boolean keptAt(Instant time) {
        return key.isPresent() && submitted.plus(Key.LASTS).isAfter(time);
    }
}
