package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.Batch;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Turn;
import org.podstudio.store.Work;

class FailFastTest {

    private final MemoryStore store = new MemoryStore();
    private final Publisher publisher = new Publisher(() -> {});
    private final Moments moments = new Moments(Moments.MOMENT);

    @AfterEach
    void close() {
        publisher.close();
        moments.close();
    }

    @Test
    void a_submission_is_forgotten_when_all_of_it_has_succeeded() {
        try (FailFast failFast = new FailFast(store.jobs(), (jobs, why) -> 0)) {
            Batch batch = new Batch(UUID.randomUUID(), 2, true, Optional.empty(), Rig.NOW);
            failFast.accepted(batch);
            failFast.accepted(new Batch(UUID.randomUUID(), 0, true, Optional.empty(), Rig.NOW));
            failFast.over(over(batch));
            assertEquals(1, failFast.size());
            failFast.over(over(batch));
            assertEquals(0, failFast.size());
        }
    }

    @Test
    void so_is_one_that_was_found() {
        try (FailFast failFast = new FailFast(store.jobs(), (jobs, why) -> 0)) {
            Batch batch = new Batch(UUID.randomUUID(), 2, true, Optional.empty(), Rig.NOW);
            store.jobs().add(batch, List.of());
            failFast.recover(List.of(job(batch)));
            assertEquals(1, failFast.size());
            failFast.over(over(batch));
            assertEquals(0, failFast.size());
        }
    }

    private LiveJob over(Batch batch) {
        return new LiveJob(new LiveJob.Registry(new ProjectFolder(Path.of("/project")), store.jobs(),
                publisher, Clock.fixed(Rig.NOW, ZoneOffset.UTC), new JobCounters(), moments, job -> {}),
                job(batch).with(JobState.SUCCESS), Optional.empty(), false);
    }

    private static JobRecord job(Batch batch) {
        Work work = new Work(Rig.recipe("crop"), "in.png", Optional.empty(), Optional.empty(), Optional.empty(), false);
        return JobRecord.queued(batch.id(), work, Turn.last(Priority.NORMAL), JobTimes.submitted(Rig.NOW));
    }
}
