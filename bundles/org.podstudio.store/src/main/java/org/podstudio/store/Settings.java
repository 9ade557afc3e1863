package org.podstudio.store;

import java.util.Optional;

/** What is remembered of a project beside its things, by name. For any thread; what was stored is on disk when the method returns. */
public interface Settings {

    /** Empty when it was never set, or removed. */
    Optional<String> find(String name);

    /** @param value at most 1,000 characters */
    void put(String name, String value);

    /** Nothing happens when it is not there. */
    void remove(String name);
}
