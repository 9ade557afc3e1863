package org.podstudio.store;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.Attempt.Child;
import org.podstudio.api.project.Attempt.Effort;
import org.podstudio.api.project.Attempt.Ending;
import org.podstudio.api.project.Attempt.Stage;
import org.podstudio.api.project.Attempt.Used;
import org.podstudio.store.internal.InstantNanos;
import org.podstudio.store.internal.Json;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;

/** An attempt of a job. Written once, never changed. */
@Entity
@Table(name = "attempt")
@IdClass(AttemptRow.Key.class)
class AttemptRow {

    /** An effort without optional parts: null means not known. */
    private record StoredEffort(List<Stage> stages, @Nullable Needs estimated, @Nullable Long memoryBytes,
            @Nullable Long scratchBytes, List<StoredChild> children) {}

    private record StoredChild(List<String> command, long pid, @Nullable Integer exitCode, double seconds,
            double cpuSeconds, long peakBytes) {}

    /** For the writer, which adds many at once. */
    static final String INSERT = "insert into attempt (job, number, outcome, started, ended, problem, details)"
            + " values (?, ?, ?, ?, ?, ?, ?)";

    private static final InstantNanos NANOS = new InstantNanos();

    @Id
    private UUID job = Database.NO_ID;

    @Id
    private int number;

    @Enumerated(EnumType.STRING)
    private Ending outcome = Ending.FAILED;

    private Instant started = Instant.EPOCH;

    private Instant ended = Instant.EPOCH;

    @Lob
    private @Nullable String problem;

    @Lob
    @Column(name = "details")
    private String effort = "";

    /** For JPA. */
    AttemptRow() {
    }

    /** Sets the parameters of {@link #INSERT}. */
    static void set(PreparedStatement statement, UUID job, Attempt attempt) throws SQLException {
        statement.setString(1, job.toString());
        statement.setInt(2, attempt.number());
        statement.setString(3, attempt.ending().name());
        statement.setLong(4, nanos(attempt.started()));
        statement.setLong(5, nanos(attempt.ended()));
        statement.setString(6, ProblemText.write(attempt.problem()));
        statement.setString(7, write(attempt.effort()));
    }

    private static long nanos(Instant time) {
        return Objects.requireNonNull(NANOS.convertToDatabaseColumn(time));
    }

    Attempt attempt() {
        return new Attempt(number, outcome, started, ended, ProblemText.read(problem),
                read(effort));
    }

    private static String write(Effort effort) {
        List<StoredChild> children = effort.children().stream().map(child -> new StoredChild(child.command(),
                child.pid(), child.exitCode().isPresent() ? child.exitCode().getAsInt() : null, child.seconds(),
                child.cpuSeconds(), child.peakBytes()))
                .toList();
        return Json.write(new StoredEffort(effort.stages(), effort.estimated().orElse(null),
                boxed(effort.used().memoryBytes()), boxed(effort.used().scratchBytes()), children));
    }

    private static Effort read(String json) {
        StoredEffort stored = Json.read(json, StoredEffort.class);
        Used used = new Used(unboxed(stored.memoryBytes()), unboxed(stored.scratchBytes()));
        return new Effort(stored.stages(), Optional.ofNullable(stored.estimated()), used,
                stored.children().stream().map(AttemptRow::child).toList());
    }

    private static Child child(StoredChild stored) {
        Integer code = stored.exitCode();
        return new Child(stored.command(), stored.pid(), code == null ? OptionalInt.empty() : OptionalInt.of(code),
                stored.seconds(), stored.cpuSeconds(), stored.peakBytes());
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static OptionalLong unboxed(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** What JPA knows it by. */
    static final class Key implements Serializable {

        private static final long serialVersionUID = 1;

        private UUID job = Database.NO_ID;
        private int number;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.job.equals(job) && key.number == number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(job, number);
        }
    }
}
