package org.podstudio.packs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.Store;

/**
 * Everything that a build and its checks need to know, read from the store at once.
 *
 * @param items in the pack's order, each asset once
 * @param unknown ids that the store does not know (any more)
 */
record PackContents(ProjectFolder project, Pack pack, List<PackItem> items, List<UUID> unknown) {

    /** More generations than any chain has; a guard against a store that goes round in circles. */
    private static final int GENERATIONS = 64;

    static PackContents of(ProjectFolder project, Pack pack, Store store) {
        Set<UUID> ids = new LinkedHashSet<>(pack.assets());
        Map<UUID, Asset> known = family(ids, store);
        PackNames names = new PackNames();
        List<PackItem> items = new ArrayList<>();
        List<UUID> unknown = new ArrayList<>();
        for (UUID id : ids) {
            Asset asset = known.get(id);
            if (asset == null) {
                unknown.add(id);
            } else {
                List<Asset> line = line(asset, known);
                items.add(new PackItem(asset, project.resolve(asset.path()), names.name(asset), edits(line, known),
                        generator(line)));
            }
        }
        return new PackContents(project, pack, List.copyOf(items), List.copyOf(unknown));
    }

    /** The assets and all they descend from, one query a generation. */
    private static Map<UUID, Asset> family(Set<UUID> ids, Store store) {
        Map<UUID, Asset> known = new HashMap<>();
        Set<UUID> wanted = new HashSet<>(ids);
        for (int i = 0; i < GENERATIONS && !wanted.isEmpty(); i++) {
            Map<UUID, Asset> found = store.assets().find(wanted);
            known.putAll(found);
            wanted = found.values().stream().flatMap(a -> a.lineage().stream()).map(Lineage::parent)
                    .filter(id -> !known.containsKey(id)).collect(Collectors.toSet());
        }
        return known;
    }

    /** The asset, what it was made of, and so on to the original. */
    private static List<Asset> line(Asset asset, Map<UUID, Asset> known) {
        List<Asset> line = new ArrayList<>();
        Optional<Asset> next = Optional.of(asset);
        while (next.isPresent() && line.size() < GENERATIONS) {
            line.add(next.get());
            next = next.get().lineage().map(Lineage::parent).map(known::get);
        }
        return line;
    }

    private static List<PackItem.Edit> edits(List<Asset> line, Map<UUID, Asset> known) {
        List<PackItem.Edit> edits = new ArrayList<>();
        for (Asset asset : line.reversed()) {
            asset.lineage().ifPresent(l -> edits.add(
                    new PackItem.Edit(l, Optional.ofNullable(known.get(l.parent())).map(p -> p.content().sha256()))));
        }
        return edits;
    }

    private static Optional<String> generator(List<Asset> line) {
        return line.stream().flatMap(a -> a.generator().stream()).findFirst();
    }
}
