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

/** The assets of a project. For any thread; what was added or updated is on disk when the method returns. */
public interface Assets {

    /** Adds one asset; its id must be new. */
    void add(Asset asset);

    /** Adds all or none, in one transaction; batches of some hundred are quickest. */
    void addAll(List<Asset> assets);

    /** The asset of this id. */
    Optional<Asset> find(UUID id);

    /** The assets of these ids; what is not there is left out. */
    Map<UUID, Asset> find(Collection<UUID> ids);

    /** The first asset with these bytes, imported ones before derived ones. */
    Optional<Asset> byHash(String sha256);

    /** As {@link #byHash(String)} for many at once; hashes that nothing has are left out. */
    Map<String, Asset> byHash(Collection<String> sha256);

    /** The main output of the work with this fingerprint, of its latest run. */
    Optional<Asset> byFingerprint(String fingerprint);

    /** Every output of the work with this fingerprint, in the order they were added. */
    List<Asset> made(String fingerprint);

    /** What was made of an asset, oldest first. */
    List<Asset> children(UUID parent);

    /** The asset at a path as stored: relative to the project's root, with {@code /}. */
    Optional<Asset> byPath(String path);

    /** The paths of all assets whose files have one of these names: quick, for who needs a free name. */
    Set<String> pathsOfFiles(Collection<String> fileNames);

    /** Assets whose file has this name, newest first, at most {@code limit}. */
    List<Asset> named(String fileName, int limit);

    /** Assets whose id begins with these characters (lower-case hex and dashes), at most {@code limit}. */
    List<Asset> withIdPrefix(String prefix, int limit);

    /** The assets that a query asks for, newest first. */
    List<Asset> list(AssetQuery query);

    /**
     * Changes an asset in one transaction, so that two who change different parts of it at once lose nothing.
     *
     * @param change gets the asset as it is stored now and answers what to store; must keep the id; is called again
     *             when another change was quicker, so it must do nothing else
     * @return what is stored now
     * @throws IllegalArgumentException when there is no such asset, or the change gives it another id
     */
    Asset update(UUID id, UnaryOperator<Asset> change);

    /** How many there are. */
    long count();
}
