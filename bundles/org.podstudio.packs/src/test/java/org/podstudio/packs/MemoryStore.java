package org.podstudio.packs;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Pack;
import org.podstudio.store.Assets;
import org.podstudio.store.Failures;
import org.podstudio.store.Jobs;
import org.podstudio.store.Lessons;
import org.podstudio.store.Packs;
import org.podstudio.store.Settings;
import org.podstudio.store.Store;

/** A store without a database: what a pack builder asks of one. */
final class MemoryStore implements Store, Packs {

    final Map<UUID, Asset> known = new HashMap<>();
    final List<Pack> saved = new ArrayList<>();
    boolean full;

    @Override
    public Assets assets() {
        return Objects.requireNonNull((Assets) Proxy.newProxyInstance(Assets.class.getClassLoader(),
                new Class<?>[]{Assets.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("find") && arguments[0] instanceof Collection<?> ids) {
                        return ids.stream().filter(known::containsKey).collect(Collectors.toMap(id -> id, known::get));
                    }
                    if (method.getName().equals("byHash") && arguments[0] instanceof Collection<?> hashes) {
                        return known.values().stream().filter(asset -> hashes.contains(asset.content().sha256()))
                                .collect(Collectors.toMap(asset -> asset.content().sha256(), asset -> asset));
                    }
                    throw new UnsupportedOperationException(method.toString());
                }));
    }

    @Override
    public Failures failures() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Lessons lessons() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Settings settings() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Jobs jobs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Packs packs() {
        return this;
    }

    @Override
    public void close() {
        // nothing to give back
    }

    @Override
    public void save(Pack pack) {
        if (full) {
            throw new ProcessingException(ErrorKind.RESOURCE, "store.disk-full", "The disk is full.",
                    "Free some space.");
        }
        saved.addFirst(pack);
    }

    @Override
    public Optional<Pack> find(UUID id) {
        return saved.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Pack> named(String name) {
        return saved.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    @Override
    public List<Pack> list() {
        return List.copyOf(saved);
    }
}
