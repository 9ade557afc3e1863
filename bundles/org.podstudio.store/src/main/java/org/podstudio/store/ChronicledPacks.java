package org.podstudio.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.Pack;
import org.podstudio.store.internal.Chronicle;

/** Packs that are written down beside the database. */
record ChronicledPacks(Packs packs, Chronicle chronicle) implements Packs {

    static final String KIND = "pack";

    @Override
    public void save(Pack pack) {
        synchronized (chronicle) {
            packs.save(pack);
            chronicle.write(KIND, List.of(pack));
        }
    }

    @Override
    public Optional<Pack> find(UUID id) {
        return packs.find(id);
    }

    @Override
    public Optional<Pack> named(String name) {
        return packs.named(name);
    }

    @Override
    public List<Pack> list() {
        return packs.list();
    }
}
