package org.podstudio.engine;

import org.podstudio.store.Assets;

/** Assets for tests of other packages. */
public final class Shelves {

    private Shelves() {
    }

    public static Assets empty() {
        try (MemoryStore store = new MemoryStore()) {
            return store.assets();
        }
    }
}
