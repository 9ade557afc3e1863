package org.podstudio.store;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Lineage;
import org.podstudio.store.internal.Arrival;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** What lists, filters and sorting need of an asset; the long texts are in {@link AssetDetailRow}. */
@Entity
@Table(name = "asset")
class AssetRow {

    private static final int SEARCH_TEXT_LENGTH = 32_000;

    @Id
    private UUID id = Database.NO_ID;

    @Version
    private int version;

    @SuppressWarnings("unused") // lists are sorted by it
    private long added = Arrival.next();

    @Enumerated(EnumType.STRING)
    private MediaKind kind = MediaKind.IMAGE;

    private String path = "";

    @Column(name = "file_name")
    private String fileName = "";

    @Column(name = "search_text")
    private String searchText = "";

    private String sha256 = "";

    private long bytes;

    private String mime = "";

    private @Nullable Integer width;

    private @Nullable Integer height;

    private @Nullable Double seconds;

    private String codecs = "";

    private String theme = "";

    private int rating;

    private boolean approved;

    @SuppressWarnings("unused") // a copy out of the lineage, for queries
    private @Nullable UUID parent;

    @SuppressWarnings("unused") // as parent
    private @Nullable String fingerprint;

    private @Nullable String prompt;

    private Instant created = Instant.EPOCH;

    @ElementCollection
    @CollectionTable(name = "asset_tag", joinColumns = @JoinColumn(name = "asset_id"))
    @Column(name = "tag")
    private Set<String> tags = new HashSet<>();

    /** For JPA. */
    AssetRow() {
    }

    UUID id() {
        return id;
    }

    String sha256() {
        return sha256;
    }

    void set(Asset asset) {
        id = asset.id();
        kind = asset.kind();
        path = asset.path();
        fileName = asset.fileName();
        prompt = asset.prompt().orElse(null);
        created = asset.created();
        Lineage made = asset.lineage().orElse(null);
        parent = made == null ? null : made.parent();
        fingerprint = made == null ? null : made.fingerprint();
        set(asset.content());
        set(asset.labels());
    }

    private void set(Content content) {
        sha256 = content.sha256();
        bytes = content.bytes();
        mime = content.mime();
        width = content.width().isPresent() ? Integer.valueOf(content.width().getAsInt()) : null;
        height = content.height().isPresent() ? Integer.valueOf(content.height().getAsInt()) : null;
        seconds = content.seconds().isPresent() ? Double.valueOf(content.seconds().getAsDouble()) : null;
        codecs = content.codecs();
    }

    private void set(Labels labels) {
        theme = labels.theme();
        rating = labels.rating();
        approved = labels.approved();
        if (!tags.equals(labels.tags())) {
            tags.retainAll(labels.tags());
            tags.addAll(labels.tags());
        }
        String all = (path + "\n" + String.join("\n", labels.tags())).toLowerCase(Locale.ROOT);
        searchText = all.substring(0, Math.min(all.length(), SEARCH_TEXT_LENGTH));
    }

    /** The record again; tags and details come from their own tables, read for many rows at once. */
    Asset asset(Set<String> tagsOfIt, AssetDetailRow detail) {
        return new Asset(id, kind, path, content(detail.metadata()), new Labels(theme, tagsOfIt, rating, approved),
                detail.lineage(), detail.generator(), Optional.ofNullable(prompt), created);
    }

    private Content content(Map<String, String> metadata) {
        return new Content(sha256, bytes, mime, number(width), number(height), number(seconds), codecs, metadata);
    }

    private static OptionalInt number(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalDouble number(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
