package org.podstudio.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Recipe;
import org.podstudio.store.internal.Arrival;
import org.podstudio.store.internal.Json;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A job, for reading; {@link JobColumns} writes it, but for its place in the line. */
@Entity
@Table(name = "job")
class JobRow {

    @Id
    private UUID id = Database.NO_ID;

    @Version
    private int version;

    @SuppressWarnings("unused") // lists are sorted by it
    private long added;

    private UUID batch = Database.NO_ID;

    @Lob
    private String recipe = "";

    @Column(name = "input_path")
    private String input = "";

    private @Nullable UUID asset;

    @Column(name = "output_folder")
    private @Nullable String outputFolder;

    private @Nullable String stem;

    private boolean forced;

    @Column(name = "time_limit_millis")
    private @Nullable Long timeLimit;

    @Enumerated(EnumType.STRING)
    private JobState state = JobState.QUEUED;

    @Enumerated(EnumType.STRING)
    private Priority priority = Priority.NORMAL;

    private long place;

    private boolean paused;

    private int attempts;

    @Column(name = "cut_off")
    private int cutOff;

    @Column(name = "next_attempt")
    private @Nullable Instant nextAttempt;

    private int starts;

    private @Nullable Instant began;

    @Lob
    private String outputs = "";

    @Lob
    private String notes = "";

    @Lob
    private @Nullable String problem;

    private Instant submitted = Instant.EPOCH;

    private @Nullable Instant started;

    private @Nullable Instant finished;

    @Column(name = "change_number")
    private long sequence;

    private @Nullable String effort;

    /** For JPA. */
    JobRow() {
    }

    JobState state() {
        return state;
    }

    void set(Turn turn) {
        priority = turn.priority();
        place = turn.place();
        paused = turn.paused();
    }

    JobRecord job() {
        Arrival.seen(Math.max(place, added));
        return new JobRecord(id, batch, work(), state, new Turn(priority, place, paused),
                new Attempts(attempts, cutOff, Optional.ofNullable(nextAttempt), starts, Optional.ofNullable(began)),
                outcome(),
                new JobTimes(submitted, Optional.ofNullable(started), Optional.ofNullable(finished)), sequence);
    }

    /** Its only attempt, when that has no row of its own. */
    Optional<Attempt> brief() {
        String text = effort;
        return text == null ? Optional.empty() : Optional.of(BriefAttempt.read(job(), text));
    }

    private Work work() {
        return new Work(Json.read(recipe, Recipe.class), input, Optional.ofNullable(asset),
                Optional.ofNullable(outputFolder), Optional.ofNullable(stem), forced,
                limit());
    }

    private Optional<Duration> limit() {
        Long millis = timeLimit;
        return millis == null ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private Outcome outcome() {
        return new Outcome(List.of(Json.read(outputs, String[].class)), List.of(Json.read(notes, String[].class)),
                ProblemText.read(problem));
    }
}
