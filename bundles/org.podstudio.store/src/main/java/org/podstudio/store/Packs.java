package org.podstudio.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.Pack;

/** The packs of a project. For any thread; what was saved is on disk when the method returns. */
public interface Packs {

    /** Adds the pack or replaces the one with its id. */
    void save(Pack pack);

    /** The pack of this id. */
    Optional<Pack> find(UUID id);

    /** The latest pack of this name. */
    Optional<Pack> named(String name);

    /** All packs, newest first. */
    List<Pack> list();
}
