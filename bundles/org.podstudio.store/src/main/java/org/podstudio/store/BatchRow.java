package org.podstudio.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A submission. Its key is unique, so of two that race with the same key one is refused. */
@Entity
@Table(name = "batch")
class BatchRow {

    @Id
    private UUID id = Database.NO_ID;

    @Column(name = "jobs")
    private int size;

    @Column(name = "fail_fast")
    private boolean failFast;

    @Column(name = "idempotency_key")
    private @Nullable String key;

    private Instant submitted = Instant.EPOCH;

    /** For JPA. */
    BatchRow() {
    }

    BatchRow(Batch batch) {
        id = batch.id();
        size = batch.size();
        failFast = batch.failFast();
        key = batch.key().orElse(null);
        submitted = batch.submitted();
    }

    Batch batch() {
        return new Batch(id, size, failFast, Optional.ofNullable(key), submitted);
    }
}
