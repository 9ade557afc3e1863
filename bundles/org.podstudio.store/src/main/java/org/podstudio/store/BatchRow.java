package org.podstudio.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.store.internal.InstantNanos;
import org.podstudio.store.internal.Json;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;

/** A submission. Its key is unique, so of two that race with the same key one is refused. */
@Entity
@Table(name = "batch")
class BatchRow {

    /** For those who write many at once, which JPA is slow at. */
    static final String INSERT = "insert into batch (id, jobs, fail_fast, idempotency_key, submitted, order_digest, answer)"
            + " values (?, ?, ?, ?, ?, ?, ?)";

    @Id
    private UUID id = Database.NO_ID;

    @Column(name = "jobs")
    private int size;

    @Column(name = "fail_fast")
    private boolean failFast;

    @Column(name = "idempotency_key")
    private @Nullable String key;

    @Column(name = "order_digest")
    private @Nullable String order;

    @Lob
    private @Nullable String answer;

    private Instant submitted = Instant.EPOCH;

    /** For JPA. */
    BatchRow() {
    }

    /** Sets the parameters of {@link #INSERT}. */
    static void set(PreparedStatement insert, Batch batch) throws SQLException {
        insert.setString(1, batch.id().toString());
        insert.setInt(2, batch.size());
        insert.setInt(3, batch.failFast() ? 1 : 0);
        insert.setString(4, batch.key().<@Nullable String>map(Batch.Key::text).orElse(null));
        insert.setObject(5, new InstantNanos().convertToDatabaseColumn(batch.submitted()));
        insert.setString(6, batch.key().<@Nullable String>map(Batch.Key::order).orElse(null));
        insert.setString(7, batch.key().<@Nullable String>map(known -> Json.write(known.answer())).orElse(null));
    }

    Batch batch() {
        return new Batch(id, size, failFast, key(), submitted);
    }

    /** From now on nobody knows it by its key. */
    void forgetKey() {
        key = null;
    }

    private Optional<Batch.Key> key() {
        String name = key;
        String digest = order;
        String jobs = answer;
        return name == null || digest == null || jobs == null
                ? Optional.empty()
                : Optional.of(new Batch.Key(name, digest, List.of(Json.read(jobs, UUID[].class))));
    }
}
