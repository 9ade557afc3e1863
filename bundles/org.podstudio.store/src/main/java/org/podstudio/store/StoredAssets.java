package org.podstudio.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;

import jakarta.persistence.EntityManager;

/** Assets as rows: narrow ones that are searched, then tags and details for those that are wanted, many at once. */
final class StoredAssets implements Assets {

    private final Database database;

    StoredAssets(Database database) {
        this.database = database;
    }

    /** Adds assets within a transaction. */
    static void persist(EntityManager em, List<Asset> assets) {
        for (Asset asset : assets) {
            AssetRow row = new AssetRow();
            row.set(asset);
            em.persist(row);
        }
        em.flush(); // details refer to rows, which EclipseLink does not know
        for (Asset asset : assets) {
            AssetDetailRow detail = new AssetDetailRow();
            detail.set(asset);
            em.persist(detail);
        }
    }

    @Override
    public void add(Asset asset) {
        addAll(List.of(asset));
    }

    @Override
    public void addAll(List<Asset> assets) {
        database.tx(em -> {
            persist(em, assets);
            return assets.size();
        });
    }

    @Override
    public Asset update(UUID id, UnaryOperator<Asset> change) {
        return database.tx(em -> {
            AssetRow row = row(em, AssetRow.class, id);
            Asset changed = change.apply(records(em, List.of(row)).getFirst());
            if (!changed.id().equals(id)) {
                throw new IllegalArgumentException("a change of asset " + id + " must keep its id");
            }
            row.set(changed);
            row(em, AssetDetailRow.class, id).set(changed);
            return changed;
        });
    }

    @Override
    public Optional<Asset> find(UUID id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    @Override
    public Map<UUID, Asset> find(Collection<UUID> ids) {
        Map<UUID, Asset> found = new HashMap<>();
        database.read(em -> records(em,
                IdBatches.query(em, "select a from AssetRow a where a.id in :keys", AssetRow.class, ids)))
                .forEach(asset -> found.put(asset.id(), asset));
        return found;
    }

    @Override
    public Optional<Asset> byHash(String sha256) {
        return Optional.ofNullable(byHash(List.of(sha256)).get(sha256));
    }

    @Override
    public Map<String, Asset> byHash(Collection<String> sha256) {
        String query = """
            select a from AssetRow a where a.sha256 in :keys
            order by case when a.parent is null then 0 else 1 end, a.added""";
        Map<String, AssetRow> first = new LinkedHashMap<>();
        return database.read(em -> {
            IdBatches.query(em, query, AssetRow.class, sha256).forEach(row -> first.putIfAbsent(row.sha256(), row));
            Map<String, Asset> found = new HashMap<>();
            records(em, List.copyOf(first.values())).forEach(asset -> found.put(asset.content().sha256(), asset));
            return found;
        });
    }

    @Override
    public Optional<Asset> byFingerprint(String fingerprint) {
        List<Asset> made = made(fingerprint);
        return made.stream().max((a, b) -> a.created().compareTo(b.created()))
                .flatMap(latest -> made.stream().filter(a -> a.created().equals(latest.created())).findFirst());
    }

    @Override
    public List<Asset> made(String fingerprint) {
        return some("a.fingerprint = :value order by a.added", fingerprint, Integer.MAX_VALUE);
    }

    @Override
    public List<Asset> children(UUID parent) {
        return some("a.parent = :value order by a.added", parent, Integer.MAX_VALUE);
    }

    @Override
    public Optional<Asset> byPath(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return named(name, Integer.MAX_VALUE).stream().filter(asset -> asset.path().equals(path)).findFirst();
    }

    @Override
    public Set<String> pathsOfFiles(Collection<String> fileNames) {
        return Set.copyOf(database.read(em -> IdBatches.query(em,
                "select a.path from AssetRow a where a.fileName in :keys", String.class, new HashSet<>(fileNames))));
    }

    @Override
    public List<Asset> named(String fileName, int limit) {
        return some("a.fileName = :value order by a.added desc", fileName, limit);
    }

    @Override
    public List<Asset> withIdPrefix(String prefix, int limit) {
        if (!prefix.matches("[0-9a-f-]{1,36}")) {
            return List.of();
        }
        // The index is in the order of the text: 'g' is behind every hex digit.
        return database.read(em -> {
            List<UUID> ids = new ArrayList<>();
            for (Object id : em.createNativeQuery("select id from asset where id >= ? and id < ? order by id")
                    .setParameter(1, prefix).setParameter(2, prefix + "g").setMaxResults(limit).getResultList()) {
                ids.add(UUID.fromString(id.toString()));
            }
            return records(em,
                    IdBatches.query(em, "select a from AssetRow a where a.id in :keys", AssetRow.class, ids));
        });
    }

    @Override
    public List<Asset> list(AssetQuery query) {
        AssetFilter filter = AssetFilter.of(query);
        return database.read(em -> {
            var typed = em.createQuery(filter.jpql(), AssetRow.class);
            filter.values().forEach(typed::setParameter);
            if (query.limit() < Integer.MAX_VALUE) {
                typed.setMaxResults(query.limit());
            }
            return records(em, typed.getResultList());
        });
    }

    @Override
    public long count() {
        return database.read(em -> em.createQuery("select count(a) from AssetRow a", Long.class).getSingleResult());
    }

    private static <T> T row(EntityManager em, Class<T> type, UUID id) {
        return Optional.ofNullable(em.find(type, id)).orElseThrow(() -> new IllegalArgumentException("no asset " + id));
    }

    private List<Asset> some(String where, Object value, int limit) {
        return database.read(em -> {
            var query = em.createQuery("select a from AssetRow a where " + where, AssetRow.class).setParameter("value",
                    value);
            if (limit < Integer.MAX_VALUE) {
                query.setMaxResults(limit);
            }
            return records(em, query.getResultList());
        });
    }

    private static List<Asset> records(EntityManager em, List<AssetRow> rows) {
        List<UUID> ids = rows.stream().map(AssetRow::id).toList();
        Map<UUID, Set<String>> tags = new HashMap<>();
        for (Object[] pair : IdBatches.query(em, "select a.id, t from AssetRow a join a.tags t where a.id in :keys",
                Object[].class, ids)) {
            tags.computeIfAbsent((UUID) pair[0], id -> new HashSet<>()).add((String) pair[1]);
        }
        Map<UUID, AssetDetailRow> details = new HashMap<>();
        IdBatches.query(em, "select d from AssetDetailRow d where d.id in :keys", AssetDetailRow.class, ids)
                .forEach(detail -> details.put(detail.id(), detail));
        return rows.stream().map(row -> record(row, tags, details)).toList();
    }

    private static Asset record(AssetRow row, Map<UUID, Set<String>> tags, Map<UUID, AssetDetailRow> details) {
        AssetDetailRow detail = details.get(row.id());
        return row.asset(tags.getOrDefault(row.id(), Set.of()), detail == null ? new AssetDetailRow() : detail);
    }
}
