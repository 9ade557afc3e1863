package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.Attempt.Child;
import org.podstudio.api.project.Attempt.Effort;
import org.podstudio.api.project.Attempt.Ending;
import org.podstudio.api.project.Attempt.Stage;
import org.podstudio.api.project.Attempt.Used;
import org.podstudio.api.project.JobState;

/** Whether an attempt has a row of its own or not is not to be seen. */
class BriefAttemptTest {

    private static final Instant END = Samples.NOON.plusMillis(3);

    private final JobRecord queued = Samples.job();
    private final JobRecord over = queued.with(JobState.SUCCESS).with(Attempts.NONE.begun(Samples.NOON))
            .with(queued.times().startedAt(Samples.NOON).finishedAt(END)).numbered(2);

    @TempDir
    Path temp = Path.of("");

    private static Attempt attempt(Effort effort) {
        return new Attempt(1, Ending.SUCCESS, Samples.NOON, END, Optional.empty(), effort);
    }

    private static Effort effort(String stage) {
        return new Effort(List.of(new Stage("crop: " + stage, 0.003)), Optional.of(new Needs(2, 3, 4, 5, 6)),
                new Used(OptionalLong.empty(), OptionalLong.of(7)), List.of());
    }

    @Test
    void what_is_written_in_short_is_read_again() {
        for (Effort effort : List.of(effort("all"), Effort.UNKNOWN,
                new Effort(List.of(), Optional.empty(), new Used(OptionalLong.of(1), OptionalLong.empty()),
                        List.of()))) {
            String text = BriefAttempt.write(over, attempt(effort)).orElseThrow();
            assertEquals(attempt(effort), BriefAttempt.read(over, text));
        }
    }

    @Test
    void what_the_row_of_its_job_cannot_tell_has_its_own() {
        Effort child = new Effort(List.of(), Optional.empty(), Used.UNKNOWN,
                List.of(new Child(List.of("true"), 1, OptionalInt.of(0), 0, 0, 0)));
        Attempt usual = attempt(effort("all"));
        for (Attempt attempt : List.of(attempt(child), attempt(effort("a\nb")), attempt(effort("long".repeat(20))),
                new Attempt(2, usual.ending(), usual.started(), END, Optional.empty(), usual.effort()),
                new Attempt(1, Ending.CANCELED, usual.started(), END, Optional.empty(), usual.effort()),
                new Attempt(1, usual.ending(), usual.started(), END.plusNanos(1), Optional.empty(), usual.effort()))) {
            assertTrue(BriefAttempt.write(over, attempt).isEmpty(), attempt::toString);
        }
    }

    @Test
    void the_history_of_a_job_has_it_either_way_and_once() throws IOException {
        try (Store store = new Stores().open(Samples.madeProject(temp))) {
            for (Effort effort : List.of(effort("all"), effort("long".repeat(20)))) {
                JobRecord job = Samples.job();
                store.jobs().add(Samples.batch(List.of(job)), List.of(job));
                JobRecord ended = new JobRecord(job.id(), job.batch(), job.work(), over.state(), job.turn(),
                        over.attempts(), over.outcome(), over.times(), 2);
                assertTrue(store.jobs().move(job, ended, Along.of(attempt(effort))));
                assertEquals(List.of(attempt(effort)), store.jobs().attempts(job.id()));
                store.jobs().recall(Map.of(job.id(), List.of(attempt(Effort.UNKNOWN))));
                assertEquals(List.of(attempt(effort)), store.jobs().attempts(job.id()));
                assertEquals(Optional.of(ended), store.jobs().find(job.id()));
            }
        }
    }
}
