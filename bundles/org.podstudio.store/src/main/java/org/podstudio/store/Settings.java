package org.podstudio.store;

import java.util.Optional;

/** What is remembered of a project beside its things, by name. For any thread; what was stored is on disk when the method returns. */
public interface Settings {

    /**
     * Put by {@link Stores} when a program that had the project open may have ended without closing it. It stays, whoever opens and closes
     * the project meanwhile, until it is removed by who finds nothing unfinished that may have ended that program.
     */
    String SUSPECTS = "jobs.suspects";

    /** Empty when it was never set, or removed. */
    Optional<String> find(String name);

    /** @param value at most 1,000 characters */
    void put(String name, String value);

    /** Nothing happens when it is not there. */
    void remove(String name);
}
