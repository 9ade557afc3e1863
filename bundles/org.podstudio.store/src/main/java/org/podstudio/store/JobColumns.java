package org.podstudio.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.store.Change.Move;
import org.podstudio.store.internal.Arrival;
import org.podstudio.store.internal.InstantNanos;
import org.podstudio.store.internal.Json;

/**
 * The columns of a job for those who write many at once, which JPA is slow at; {@link JobRow} reads them. In parts, of which a change writes
 * only those that differ: most changes leave the long texts alone.
 */
final class JobColumns {

    /** @param value what JDBC takes: text, a number or null */
    private record Column(String name, Function<JobRecord, @Nullable Object> value) {}

    /** The jobs of a submission have the same recipe, and come one after the other. */
    private record Written(Recipe recipe, String json) {}

    private static volatile Written lastRecipe = new Written(new Recipe(List.of(new Step("none", Map.of()))), "");

    private static final InstantNanos NANOS = new InstantNanos();

    private static final List<Column> WORK = List.of(new Column("id", r -> r.id().toString()),
            new Column("version", r -> 1), new Column("added", r -> Arrival.next()),
            new Column("batch", r -> r.batch().toString()),
            new Column("recipe", r -> recipe(r.work().recipe())),
            new Column("input_path", r -> r.work().input()),
            new Column("asset", r -> r.work().asset().map(Object::toString).orElse(null)),
            new Column("output_folder", r -> r.work().outputFolder().orElse(null)),
            new Column("stem", r -> r.work().stem().orElse(null)),
            new Column("forced", r -> r.work().force() ? 1 : 0),
            new Column("time_limit_millis", r -> r.work().timeLimit().map(Duration::toMillis).orElse(null)),
            new Column("submitted", r -> nanos(Optional.of(r.times().submitted()))));

    private static final List<Column> COURSE = List.of(new Column("state", r -> r.state().name()),
            new Column("attempts", r -> r.attempts().count()), new Column("cut_off", r -> r.attempts().cutOff()),
            new Column("next_attempt", r -> nanos(r.attempts().next())),
            new Column("starts", r -> r.attempts().starts()), new Column("began", r -> nanos(r.attempts().began())),
            new Column("started", r -> nanos(r.times().started())),
            new Column("finished", r -> nanos(r.times().finished())),
            new Column("change_number", JobRecord::sequence));

    private static final List<Column> TURN = List.of(new Column("priority", r -> r.turn().priority().name()),
            new Column("place", r -> r.turn().place()), new Column("paused", r -> r.turn().paused() ? 1 : 0));

    private static final List<Column> OUTCOME = List.of(
            new Column("outputs", r -> list(r.outcome().outputs())),
            new Column("notes", r -> list(r.outcome().notes())),
            new Column("problem", r -> ProblemText.write(r.outcome().problem())));

    private static final JobColumns ALL = new JobColumns(List.of(WORK, COURSE, TURN, OUTCOME), false);
    /** By what differs: 1 the turn, 2 the outcome; 4 tells the attempt. */
    private static final List<JobColumns> CHANGES = Stream.of(false, true)
            .flatMap(brief -> Stream.of(new JobColumns(List.of(COURSE), brief),
                    new JobColumns(List.of(COURSE, TURN), brief), new JobColumns(List.of(COURSE, OUTCOME), brief),
                    new JobColumns(List.of(COURSE, TURN, OUTCOME), brief)))
            .toList();

    private final List<Column> columns;
    private final String insert;
    private final String update;

    private JobColumns(List<List<Column>> parts, boolean brief) {
        this.columns = parts.stream().flatMap(List::stream).toList();
        this.insert = "insert into job (" + columns.stream().map(Column::name).collect(Collectors.joining(", "))
                + ") values (" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        this.update = "update job set version = version + 1, "
                + columns.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(", "))
                + (brief ? ", effort = ?" : "") + " where id = ? and state = ? and change_number = ?";
    }

    /** All of them. */
    static JobColumns all() {
        return ALL;
    }

    /** Those that a change writes. What a job has to do is written once. */
    static JobColumns differing(Move move) {
        int turn = move.stored().turn().equals(move.changed().turn()) ? 0 : 1;
        int outcome = move.stored().outcome().equals(move.changed().outcome()) ? 0 : 2;
        return CHANGES.get(turn + outcome + (move.brief().isPresent() ? 4 : 0));
    }

    /** A statement that adds a job; its parameters are set by {@link #set}. */
    String insert() {
        return insert;
    }

    /** A statement that changes a job when it is as expected; its parameters are set by {@link #set} with the expected one. */
    String update() {
        return update;
    }

    /** Sets the parameters of an insertion. */
    void set(PreparedStatement statement, JobRecord job) throws SQLException {
        int number = 1;
        for (Column column : columns) {
            statement.setObject(number++, column.value().apply(job));
        }
    }

    /** Sets the parameters of a change. */
    void set(PreparedStatement statement, Move move) throws SQLException {
        set(statement, move.changed());
        int number = columns.size() + 1;
        if (move.brief().isPresent()) {
            statement.setString(number++, move.brief().get());
        }
        statement.setString(number, move.stored().id().toString());
        statement.setString(number + 1, move.stored().state().name());
        statement.setLong(number + 2, move.stored().sequence());
    }

    private static String recipe(Recipe recipe) {
        Written last = lastRecipe;
        if (last.recipe() != recipe && !last.recipe().equals(recipe)) {
            last = new Written(recipe, Json.write(recipe));
            lastRecipe = last;
        }
        return last.json();
    }

    private static String list(List<String> texts) {
        return texts.isEmpty() ? "[]" : Json.write(texts);
    }

    private static @Nullable Long nanos(Optional<Instant> time) {
        return NANOS.convertToDatabaseColumn(time.orElse(null));
    }
}
