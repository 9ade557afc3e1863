package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.OutputSpecification;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.store.internal.Json;

class StoredJobsTest {

    private final Store store;
    private final Jobs jobs;

    StoredJobsTest(@TempDir Path temp) throws IOException {
        store = new Stores().open(Samples.madeProject(temp));
        jobs = store.jobs();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_job_comes_back_as_it_went_in() {
        JobRecord plain = Samples.job();
        Problem problem = new Problem(ErrorKind.RESOURCE, "upscale.no-memory", "4K needs 6 GB – 4 are free.",
                "Choose tiles.", Optional.of("tiles"));
        Work work = new Work(plain.work().recipe(), "/tmp/ä 'b'.png", Optional.of(UUID.randomUUID()),
                Optional.of("/tmp/out 龍"), Optional.of("ä 'b'-2"), true, Optional.of(Duration.ofMillis(90_500)));
        JobRecord full = new JobRecord(UUID.randomUUID(), plain.batch(), work, JobState.QUEUED,
                plain.turn().paused(true), new Attempts(3, 1, Optional.of(Samples.NOON), 5, Optional.of(Samples.NOON)),
                new Outcome(List.of("a.png", "b.png"), List.of("note \n two"), Optional.of(problem)),
                plain.times().startedAt(Samples.NOON).finishedAt(Samples.NOON.plusNanos(1)), 99);
        add(List.of(plain, full));
        assertEquals(Optional.of(plain), jobs.find(plain.id()));
        assertEquals(Optional.of(full), jobs.find(full.id()));
        assertEquals(List.of(plain, full), jobs.inBatch(plain.batch()));
    }

    @Test
    void attempts_that_are_told_elsewhere_are_added_to_jobs_that_have_none() {
        JobRecord job = Samples.job();
        JobRecord other = Samples.job(job.batch());
        add(List.of(job, other));
        List<Attempt> told = List.of(
                new Attempt(1, Attempt.Ending.DIED, Samples.NOON, Samples.NOON, Optional.empty(),
                        Attempt.Effort.UNKNOWN),
                new Attempt(2, Attempt.Ending.SUCCESS, Samples.NOON, Samples.NOON, Optional.empty(),
                        Attempt.Effort.UNKNOWN));
        jobs.recall(Map.of());
        jobs.recall(Map.of(job.id(), told));
        jobs.recall(Map.of(job.id(), told.reversed(), other.id(), told.subList(0, 1)));
        assertEquals(told, jobs.attempts(job.id()));
        assertEquals(told.subList(0, 1), jobs.attempts(other.id()));
    }

    @Test
    void a_recipe_that_was_written_before_there_were_several_outputs_has_none() {
        String text = "{\"steps\":[{\"processor\":\"crop\",\"parameters\":{\"width\":100}}]}";
        assertEquals(new Recipe(List.of(new Step("crop", Map.of("width", 100L)))), Json.read(text, Recipe.class));
        Recipe several = new Recipe(List.of(), List.of(new OutputSpecification("a", new Step("crop", Map.of()))));
        assertEquals(several, Json.read(Json.write(several), Recipe.class));
    }

    @Test
    void lists_the_newest_first_in_the_states_asked_for() {
        List<JobRecord> all = IntStream.range(0, 4).mapToObj(i -> Samples.job()).toList();
        add(all);
        jobs.transition(all.get(3).id(), JobState.QUEUED, JobState.RUNNING, UnaryOperator.identity());
        assertEquals(List.of(all.get(2), all.get(1)), jobs.list(Set.of(JobState.QUEUED, JobState.FAILED), 2));
        assertEquals(4, jobs.list(Set.of(JobState.values()), Integer.MAX_VALUE).size());
        assertEquals(List.of(), jobs.list(Set.of(), 9));
    }

    @Test
    void of_eight_that_race_for_a_job_one_gets_it() throws Exception {
        List<JobRecord> all = IntStream.range(0, 20).mapToObj(i -> Samples.job()).toList();
        add(all);
        CyclicBarrier start = new CyclicBarrier(8);
        Callable<Integer> claimAll = () -> {
            int won = 0;
            for (JobRecord job : all) {
                start.await();
                won += jobs.transition(job.id(), JobState.QUEUED, JobState.RUNNING, j -> j) ? 1 : 0;
            }
            return won;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            int won = 0;
            for (Future<Integer> each : threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> claimAll).toList())) {
                won += each.get();
            }
            assertEquals(20, won);
        }
        assertEquals(20, jobs.list(Set.of(JobState.RUNNING), 100).size());
    }

    @Test
    void what_a_job_made_is_stored_with_its_success_or_not_at_all() {
        JobRecord job = running();
        Asset made = Samples.asset(1);
        assertThrows(ProcessingException.class,
                () -> jobs.transition(job.id(), JobState.RUNNING, JobState.SUCCESS, j -> j,
                        Along.of(List.of(made, made))));
        assertEquals(JobState.RUNNING, state(job));
        assertEquals(0, store.assets().count());
        assertTrue(jobs.transition(job.id(), JobState.RUNNING, JobState.SUCCESS, j -> j, Along.of(List.of(made))));
        assertFalse(jobs.transition(job.id(), JobState.RUNNING, JobState.SUCCESS, j -> j,
                Along.of(List.of(Samples.asset(2)))));
        assertEquals(JobState.SUCCESS, state(job));
        assertEquals(1, store.assets().count());
    }

    @Test
    void an_attempt_is_stored_with_the_move_that_ends_it_or_not_at_all() {
        JobRecord job = running();
        Attempt first = attempt(1, Attempt.Ending.FAILED, Optional.of(new Problem(ErrorKind.TOOL, "media.killed",
                "It died – again.", "Retry.", Optional.empty())));
        assertTrue(jobs.transition(job.id(), JobState.RUNNING, JobState.QUEUED, j -> j, Along.of(first)));
        assertFalse(jobs.transition(job.id(), JobState.RUNNING, JobState.QUEUED, j -> j,
                Along.of(attempt(2, Attempt.Ending.DIED, Optional.empty()))));
        assertEquals(List.of(first), jobs.attempts(job.id()));
        jobs.transition(job.id(), JobState.QUEUED, JobState.RUNNING, j -> j);
        assertThrows(ProcessingException.class,
                () -> jobs.transition(job.id(), JobState.RUNNING, JobState.SUCCESS, j -> j, Along.of(first)));
        assertEquals(JobState.RUNNING, state(job), "a number is taken once, and what does not fit changes nothing");
        Attempt second = new Attempt(2, Attempt.Ending.SUCCESS, Samples.NOON, Samples.NOON, Optional.empty(),
                Attempt.Effort.UNKNOWN);
        assertTrue(jobs.transition(job.id(), JobState.RUNNING, JobState.SUCCESS, j -> j, Along.of(second)));
        assertEquals(List.of(first, second), jobs.attempts(job.id()));
        assertEquals(List.of(), jobs.attempts(UUID.randomUUID()));
    }

    private static Attempt attempt(int number, Attempt.Ending ending, Optional<Problem> problem) {
        var effort = new Attempt.Effort(List.of(new Attempt.Stage("upscale: tiles", 1.25)), Optional.of(Needs.LIGHT),
                new Attempt.Used(OptionalLong.of(5L << 30), OptionalLong.empty()),
                List.of(new Attempt.Child(List.of("ffmpeg", "-i", "ä b.png"), 4711, OptionalInt.of(137), 0.5, 0.25,
                        7L << 30),
                        new Attempt.Child(List.of("ffprobe"), 4712, OptionalInt.empty(), 0, 0, 0)));
        return new Attempt(number, ending, Samples.NOON, Samples.NOON.plusNanos(1), problem, effort);
    }

    @Test
    void refuses_moves_that_no_job_may_make() {
        JobRecord job = running();
        assertThrows(IllegalArgumentException.class,
                () -> jobs.transition(job.id(), JobState.SUCCESS, JobState.QUEUED, j -> j));
        assertThrows(IllegalArgumentException.class,
                () -> jobs.transition(job.id(), JobState.RUNNING, JobState.SUCCESS, j -> j.with(JobState.FAILED)));
        assertThrows(IllegalArgumentException.class,
                () -> jobs.transition(UUID.randomUUID(), JobState.RUNNING, JobState.SUCCESS, j -> j));
        assertEquals(JobState.RUNNING, state(job));
    }

    @Test
    void a_key_is_taken_once() {
        JobRecord job = Samples.job();
        Batch.Key key = new Batch.Key("order 龍 1", "digest", List.of(job.id(), UUID.randomUUID()));
        Batch batch = new Batch(job.batch(), 1, true, Optional.of(key), Samples.NOON);
        assertTrue(jobs.add(batch, List.of(job)));
        JobRecord second = Samples.job();
        assertFalse(jobs.add(new Batch(second.batch(), 1, false, batch.key(), Samples.NOON), List.of(second)));
        assertEquals(Optional.of(batch), jobs.keyed("order 龍 1"));
        assertEquals(Optional.of(batch), jobs.batch(job.batch()));
        assertEquals(Optional.empty(), jobs.find(second.id()));
        assertEquals(Optional.empty(), jobs.keyed("another"));
        assertEquals(List.of(batch), jobs.failingFast());
    }

    @Test
    void a_key_is_free_again_after_a_day() {
        JobRecord job = Samples.job();
        Batch.Key key = new Batch.Key("key", "digest", List.of(job.id()));
        jobs.add(new Batch(job.batch(), 1, false, Optional.of(key), Samples.NOON), List.of(job));
        JobRecord next = Samples.job();
        Batch later = new Batch(next.batch(), 1, false, Optional.of(key), Samples.NOON.plus(Batch.Key.LASTS));
        assertTrue(jobs.add(later, List.of(next)));
        assertEquals(Optional.of(later), jobs.keyed("key"));
        assertEquals(Optional.empty(), jobs.batch(job.batch()).orElseThrow().key());
    }

    @Test
    void what_came_lately_is_found_by_its_time() {
        Instant before = Instant.now();
        JobRecord job = Samples.job();
        add(List.of(job));
        assertEquals(List.of(job), jobs.since(before));
        assertEquals(List.of(), jobs.since(before.plusSeconds(3600)));
    }

    @Test
    void settings_are_remembered_by_name() {
        store.settings().put("queue", "paused");
        store.settings().put("queue", "open");
        assertEquals(Optional.of("open"), store.settings().find("queue"));
        store.settings().remove("queue");
        store.settings().remove("queue");
        assertEquals(Optional.empty(), store.settings().find("queue"));
    }

    private void add(List<JobRecord> some) {
        assertTrue(jobs.add(Samples.batch(some), some));
    }

    private JobRecord running() {
        JobRecord job = Samples.job();
        add(List.of(job));
        jobs.transition(job.id(), JobState.QUEUED, JobState.RUNNING, UnaryOperator.identity());
        return job;
    }

    private JobState state(JobRecord job) {
        return jobs.find(job.id()).orElseThrow().state();
    }
}
