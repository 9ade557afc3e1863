package org.podstudio.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;
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

/** A job. Its version makes two transactions that both read it queued agree on one that runs it. */
@Entity
@Table(name = "job")
class JobRow {

    /** A problem without optional parts: the empty parameter means none. */
    private record StoredProblem(ErrorKind kind, String code, String message, String advice, String parameter) {}

    @Id
    private UUID id = Database.NO_ID;

    @Version
    private int version;

    @SuppressWarnings("unused") // lists are sorted by it
    private long added = Arrival.next();

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

    @Enumerated(EnumType.STRING)
    private JobState state = JobState.QUEUED;

    @Enumerated(EnumType.STRING)
    private Priority priority = Priority.NORMAL;

    private int attempts;

    @Column(name = "cut_off")
    private int cutOff;

    @Column(name = "next_attempt")
    private @Nullable Instant nextAttempt;

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

    /** For JPA. */
    JobRow() {
    }

    JobState state() {
        return state;
    }

    void set(JobRecord job) {
        id = job.id();
        batch = job.batch();
        recipe = Json.write(job.recipe());
        input = job.input();
        asset = job.asset().orElse(null);
        outputFolder = job.outputFolder().orElse(null);
        stem = job.stem().orElse(null);
        forced = job.force();
        state = job.state();
        priority = job.priority();
        attempts = job.attempts().count();
        cutOff = job.attempts().cutOff();
        nextAttempt = job.attempts().next().orElse(null);
        outputs = Json.write(job.outputs());
        notes = Json.write(job.notes());
        Problem why = job.problem().orElse(null);
        problem = why == null ? null : write(why);
        submitted = job.submitted();
        started = job.started().orElse(null);
        finished = job.finished().orElse(null);
        sequence = job.sequence();
    }

    JobRecord job() {
        return new JobRecord(id, batch, Json.read(recipe, Recipe.class), input, Optional.ofNullable(asset),
                Optional.ofNullable(outputFolder), Optional.ofNullable(stem), forced, state, priority,
                new Attempts(attempts, cutOff, Optional.ofNullable(nextAttempt)),
                List.of(Json.read(outputs, String[].class)), List.of(Json.read(notes, String[].class)), problem(),
                submitted, Optional.ofNullable(started), Optional.ofNullable(finished), sequence);
    }

    private static String write(Problem problem) {
        return Json.write(new StoredProblem(problem.kind(), problem.code(), problem.message(), problem.advice(),
                problem.parameter().orElse("")));
    }

    private Optional<Problem> problem() {
        String json = problem;
        if (json == null) {
            return Optional.empty();
        }
        StoredProblem stored = Json.read(json, StoredProblem.class);
        return Optional.of(new Problem(stored.kind(), stored.code(), stored.message(), stored.advice(),
                Optional.of(stored.parameter()).filter(p -> !p.isEmpty())));
    }
}
