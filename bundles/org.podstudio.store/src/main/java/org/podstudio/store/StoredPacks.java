package org.podstudio.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.Pack;

import jakarta.persistence.EntityManager;

/** Packs as rows. */
final class StoredPacks implements Packs {

    private final Database database;

    StoredPacks(Database database) {
        this.database = database;
    }

    @Override
    public void save(Pack pack) {
        database.tx(em -> {
            Optional.ofNullable(em.find(PackRow.class, pack.id())).ifPresentOrElse(row -> row.set(pack),
                    () -> add(em, pack));
            return pack;
        });
    }

    @Override
    public Optional<Pack> find(UUID id) {
        return database.read(em -> Optional.ofNullable(em.find(PackRow.class, id)).map(PackRow::pack));
    }

    @Override
    public Optional<Pack> named(String name) {
        return database.read(em -> em
                .createQuery("select p from PackRow p where p.name = :name order by p.added desc", PackRow.class)
                .setParameter("name", name).setMaxResults(1).getResultStream().findFirst().map(PackRow::pack));
    }

    @Override
    public List<Pack> list() {
        return database.read(StoredPacks::all);
    }

    private static void add(EntityManager em, Pack pack) {
        PackRow row = new PackRow();
        row.set(pack);
        em.persist(row);
    }

    private static List<Pack> all(EntityManager em) {
        return em.createQuery("select p from PackRow p order by p.created desc, p.added desc", PackRow.class)
                .getResultStream().map(PackRow::pack).toList();
    }
}
