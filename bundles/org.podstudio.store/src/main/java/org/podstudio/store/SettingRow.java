package org.podstudio.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A value by its name. */
@Entity
@Table(name = "setting")
class SettingRow {

    @Id
    private String name = "";

    private String content = "";

    /** For JPA. */
    SettingRow() {
    }

    SettingRow(String name, String content) {
        this.name = name;
        this.content = content;
    }

    String name() {
        return name;
    }

    String content() {
        return content;
    }
}
