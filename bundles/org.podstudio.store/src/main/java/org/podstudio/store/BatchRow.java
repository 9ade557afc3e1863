package org.podstudio.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.store.internal.InstantNanos;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A submission. Its key is unique, so of two that race with the same key one is refused. */
@Entity
@Table(name = "batch")
class BatchRow {

    /** For those who write many at once, which JPA is slow at. */
    static final String INSERT = "insert into batch (id, jobs, fail_fast, idempotency_key, submitted) values (?, ?, ?, ?, ?)";

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

    /** Sets the parameters of {@link #INSERT}. */
    static void set(PreparedStatement insert, Batch batch) throws SQLException {
        insert.setString(1, batch.id().toString());
        insert.setInt(2, batch.size());
        insert.setInt(3, batch.failFast() ? 1 : 0);
        insert.setString(4, batch.key().orElse(null));
        insert.setObject(5, new InstantNanos().convertToDatabaseColumn(batch.submitted()));
    }

    Batch batch() {
        return new Batch(id, size, failFast, Optional.ofNullable(key), submitted);
    }
}
