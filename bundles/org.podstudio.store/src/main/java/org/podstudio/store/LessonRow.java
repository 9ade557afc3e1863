package org.podstudio.store;

import java.util.OptionalDouble;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.store.internal.Arrival;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A lesson. Written once. */
@Entity
@Table(name = "lesson")
class LessonRow {

    @Id
    private long added = Arrival.next();

    private String subject = "";

    private String unit = "";

    private double amount;

    private @Nullable Double seconds;

    @Column(name = "quiet_seconds")
    private double quietSeconds;

    private @Nullable Double cores;

    private @Nullable Double memory;

    private @Nullable Double scratch;

    /** For JPA. */
    LessonRow() {
    }

    LessonRow(Lesson lesson) {
        subject = lesson.subject();
        unit = lesson.unit();
        amount = lesson.amount();
        seconds = column(lesson.seconds());
        quietSeconds = lesson.quietSeconds();
        cores = column(lesson.cores());
        memory = column(lesson.memory());
        scratch = column(lesson.scratch());
    }

    long added() {
        return added;
    }

    Lesson lesson() {
        return new Lesson(subject, unit, amount, optional(seconds), quietSeconds, optional(cores), optional(memory),
                optional(scratch));
    }

    private static @Nullable Double column(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static OptionalDouble optional(@Nullable Double column) {
        return column == null ? OptionalDouble.empty() : OptionalDouble.of(column);
    }
}
