package org.podstudio.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.store.internal.Chronicle;

/** Assets whose changes are written down beside the database. */
record ChronicledAssets(Assets assets, Chronicle chronicle) implements Assets {

    static final String KIND = "asset";

    @Override
    public void add(Asset asset) {
        addAll(List.of(asset));
    }

    @Override
    public void addAll(List<Asset> added) {
        assets.addAll(added);
        chronicle.write(KIND, added);
    }

    /** One after another, for the last line of an asset counts. */
    @Override
    public Asset update(UUID id, UnaryOperator<Asset> change) {
        synchronized (chronicle) {
            Asset changed = assets.update(id, change);
            chronicle.write(KIND, List.of(changed));
            return changed;
        }
    }

    @Override
    public Optional<Asset> find(UUID id) {
        return assets.find(id);
    }

    @Override
    public Map<UUID, Asset> find(Collection<UUID> ids) {
        return assets.find(ids);
    }

    @Override
    public Optional<Asset> byHash(String sha256) {
        return assets.byHash(sha256);
    }

    @Override
    public Map<String, Asset> byHash(Collection<String> sha256) {
        return assets.byHash(sha256);
    }

    @Override
    public Optional<Asset> byFingerprint(String fingerprint) {
        return assets.byFingerprint(fingerprint);
    }

    @Override
    public List<Asset> made(String fingerprint) {
        return assets.made(fingerprint);
    }

    @Override
    public List<Asset> children(UUID parent) {
        return assets.children(parent);
    }

    @Override
    public Optional<Asset> byPath(String path) {
        return assets.byPath(path);
    }

    @Override
    public Set<String> pathsOfFiles(Collection<String> fileNames) {
        return assets.pathsOfFiles(fileNames);
    }

    @Override
    public List<Asset> named(String fileName, int limit) {
        return assets.named(fileName, limit);
    }

    @Override
    public List<Asset> withIdPrefix(String prefix, int limit) {
        return assets.withIdPrefix(prefix, limit);
    }

    @Override
    public List<Asset> list(AssetQuery query) {
        return assets.list(query);
    }

    @Override
    public long count() {
        return assets.count();
    }
}
