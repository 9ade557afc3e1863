package org.podstudio.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A dead letter: what became of a job after it had failed for good. */
@Entity
@Table(name = "dead_letter")
class FailureRow {

    /** How somebody took care of it. */
    enum Settled {
        /** Another job does its work. */
        RETRIED,
        /** Nothing is to be done. */
        DISMISSED
    }

    @Id
    @Column(name = "job")
    private UUID job = Database.NO_ID;

    private Instant since = Instant.EPOCH;

    private String remark = "";

    @Enumerated(EnumType.STRING)
    private @Nullable Settled settled;

    private @Nullable UUID successor;

    /** For JPA. */
    FailureRow() {
    }

    FailureRow(JobRecord job) {
        this.job = job.id();
        this.since = job.times().finished().orElse(job.times().submitted());
    }

    boolean open() {
        return settled == null;
    }

    Failure failure(JobRecord record) {
        return new Failure(record, since, remark);
    }

    /** What the chronicle is to know of it. */
    ChronicledRest.Letter letter() {
        return new ChronicledRest.Letter(job, remark, !open(), Optional.ofNullable(successor));
    }

    /** What the chronicle knows of it. */
    void told(ChronicledRest.Letter letter) {
        remark = letter.remark();
        successor = letter.successor().orElse(null);
        if (letter.settled()) {
            settled = letter.successor().isPresent() ? Settled.RETRIED : Settled.DISMISSED;
        }
    }

    void remark(String text) {
        remark = text;
    }

    void retriedAs(UUID job) {
        settled = Settled.RETRIED;
        successor = job;
    }

    void dismiss() {
        settled = Settled.DISMISSED;
    }
}
