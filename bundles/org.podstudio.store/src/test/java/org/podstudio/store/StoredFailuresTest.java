package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;

/** What failed for good, and places in the line. */
class StoredFailuresTest {

    private final Store store;
    private final Jobs jobs;
    private final Failures failures;

    StoredFailuresTest(@TempDir Path temp) throws IOException {
        store = new Stores().open(Samples.madeProject(temp));
        jobs = store.jobs();
        failures = store.failures();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_job_that_fails_for_good_is_one_until_it_is_settled() {
        JobRecord first = failed(0);
        JobRecord second = failed(1);
        assertEquals(List.of(second.id(), first.id()), failures.open().stream().map(f -> f.job().id()).toList());
        assertEquals(Samples.NOON.plusSeconds(1), failures.open().getFirst().since());
        assertTrue(failures.remark(first.id(), "the file is broken"));
        assertEquals("the file is broken", failures.find(first.id()).orElseThrow().remark());
        assertEquals(1, failures.dismiss(List.of(first.id(), first.id(), UUID.randomUUID())));
        assertFalse(failures.remark(first.id(), "too late"));
        assertEquals(1, failures.open().size());
    }

    @Test
    void the_job_in_its_place_settles_it_once() {
        JobRecord failed = failed(0);
        JobRecord next = Samples.job();
        assertTrue(jobs.add(Samples.batch(List.of(next)), List.of(next), Map.of(failed.id(), next.id())));
        assertEquals(List.of(), failures.open());
        JobRecord late = Samples.job();
        assertFalse(jobs.add(Samples.batch(List.of(late)), List.of(late), Map.of(failed.id(), late.id())));
        assertTrue(jobs.find(late.id()).isEmpty());
    }

    @Test
    void places_are_changed_of_those_that_are_not_over() {
        JobRecord over = failed(0);
        JobRecord open = Samples.job();
        jobs.add(Samples.batch(List.of(open)), List.of(open));
        Turn turn = new Turn(Priority.URGENT, -7, true);
        assertEquals(Set.of(open.id()),
                jobs.arrange(Map.of(open.id(), turn, over.id(), turn, UUID.randomUUID(), turn)));
        assertEquals(turn, jobs.find(open.id()).orElseThrow().turn());
        assertEquals(open.batch(), jobs.batches(1).getFirst().id());
    }

    private JobRecord failed(int second) {
        JobRecord job = Samples.job();
        jobs.add(Samples.batch(List.of(job)), List.of(job));
        jobs.transition(job.id(), JobState.QUEUED, JobState.FAILED,
                j -> j.with(j.times().finishedAt(Samples.NOON.plusSeconds(second))));
        return job;
    }
}
