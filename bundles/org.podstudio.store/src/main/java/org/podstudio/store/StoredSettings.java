package org.podstudio.store;

import java.util.Optional;

/** Settings as rows. */
final class StoredSettings implements Settings {

    private final Database database;

    StoredSettings(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> find(String name) {
        return database.read(em -> Optional.ofNullable(em.find(SettingRow.class, name)).map(SettingRow::content));
    }

    @Override
    public void put(String name, String value) {
        database.tx(em -> em.merge(new SettingRow(name, value)));
    }

    @Override
    public void remove(String name) {
        database.tx(em -> em.createQuery("delete from SettingRow s where s.name = :name").setParameter("name", name)
                .executeUpdate());
    }
}
