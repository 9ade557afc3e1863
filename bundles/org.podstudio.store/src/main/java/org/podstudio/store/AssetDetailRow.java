package org.podstudio.store;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Lineage;
import org.podstudio.store.internal.Json;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;

/** The long texts of an asset, which no filter reads. */
@Entity
@Table(name = "asset_detail")
class AssetDetailRow {

    @Id
    @Column(name = "asset_id")
    private UUID id = Database.NO_ID;

    @Lob
    private String metadata = "{}";

    @Lob
    private @Nullable String lineage;

    @Lob
    private @Nullable String generator;

    /** For JPA. */
    AssetDetailRow() {
    }

    UUID id() {
        return id;
    }

    void set(Asset asset) {
        id = asset.id();
        metadata = Json.write(asset.content().metadata());
        Lineage made = asset.lineage().orElse(null);
        lineage = made == null ? null : Json.write(made);
        generator = asset.generator().orElse(null);
    }

    Map<String, String> metadata() {
        return Json.readTexts(metadata);
    }

    Optional<Lineage> lineage() {
        String json = lineage;
        return json == null ? Optional.empty() : Optional.of(Json.read(json, Lineage.class));
    }

    Optional<String> generator() {
        return Optional.ofNullable(generator);
    }
}
