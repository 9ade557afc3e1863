package org.podstudio.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.project.Pack;
import org.podstudio.store.internal.Arrival;
import org.podstudio.store.internal.Json;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A pack. */
@Entity
@Table(name = "pack")
class PackRow {

    @Id
    private UUID id = Database.NO_ID;

    @Version
    private int version;

    @SuppressWarnings("unused") // lists are sorted by it
    private long added = Arrival.next();

    private String name = "";

    @Lob
    private String description = "";

    private String theme = "";

    private String author = "";

    @Enumerated(EnumType.STRING)
    private Pack.Licence licence = Pack.Licence.PERSONAL;

    @Lob
    private String assets = "";

    @Enumerated(EnumType.STRING)
    private Pack.State state = Pack.State.DRAFT;

    private @Nullable String zip;

    private Instant created = Instant.EPOCH;

    private @Nullable Instant exported;

    /** For JPA. */
    PackRow() {
    }

    void set(Pack pack) {
        id = pack.id();
        name = pack.name();
        description = pack.description();
        theme = pack.theme();
        author = pack.author();
        licence = pack.licence();
        assets = Json.write(pack.assets());
        state = pack.state();
        zip = pack.zip().orElse(null);
        created = pack.created();
        exported = pack.exported().orElse(null);
    }

    Pack pack() {
        return new Pack(id, name, description, theme, author, licence, List.of(Json.read(assets, UUID[].class)), state,
                Optional.ofNullable(zip), created, Optional.ofNullable(exported));
    }
}
