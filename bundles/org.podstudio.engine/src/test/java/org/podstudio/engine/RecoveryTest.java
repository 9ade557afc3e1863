package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.engine.internal.admission.Budget;
import org.podstudio.engine.internal.admission.Capacity;
import org.podstudio.engine.internal.admission.Dispatcher;
import org.podstudio.engine.internal.learning.Crowd;
import org.podstudio.engine.internal.learning.Experience;
import org.podstudio.engine.internal.recipe.StepResolver;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.engine.internal.work.Temporaries;
import org.podstudio.store.Attempts;
import org.podstudio.store.Batch;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Outcome;
import org.podstudio.store.Store;
import org.podstudio.store.Stores;
import org.podstudio.store.Turn;
import org.podstudio.store.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process finds that was killed with much to do, and how soon it is ready. */
class RecoveryTest {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryTest.class);
    private static final int JOBS = Integer.getInteger("podstudio.jobs", 10_000);
    private static final long MOST_SECONDS = 15;

    @TempDir
    Path root = Path.of("");

    private final Stores stores = new Stores();

    @Test
    void ten_thousand_jobs_are_in_order_within_half_the_time_there_is() throws Exception {
        ProjectFolder folder = new ProjectFolder(root.resolve("project"));
        Path out = Files.createDirectories(root.resolve("out"));
        Files.createDirectories(folder.root());
        fill(folder, out);
        long start = System.nanoTime();
        try (Engines engines = engines(); Engine engine = engines.open(folder)) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            Map<JobState, Integer> states = new EnumMap<>(JobState.class);
            engine.jobs().forEach(job -> states.merge(job.state(), 1, Integer::sum));
            LOG.info("{} jobs, {} of them interrupted and {} scratch folders: ready after {} ms, {}", JOBS, JOBS / 5,
                    JOBS / 5, millis, states);
            assertEquals(Map.of(JobState.QUEUED, JOBS / 5 * 2, JobState.WAITING_TO_RETRY, JOBS / 5, JobState.SUCCESS,
                    JOBS / 5, JobState.FAILED, JOBS / 5), states);
            assertTrue(millis < MOST_SECONDS * 1000, millis + " ms");
            assertEquals(List.of(), Files.list(folder.scratch()).toList());
            assertEquals(List.of(), Files.list(out).toList());
        }
    }

    /** A fifth each: queued, running, waiting, done, failed; those that run have scratch folders, half of them elsewhere. */
    private void fill(ProjectFolder folder, Path out) throws IOException {
        List<JobState> states = List.of(JobState.QUEUED, JobState.RUNNING, JobState.WAITING_TO_RETRY, JobState.SUCCESS,
                JobState.FAILED);
        try (Store store = stores.open(folder)) {
            for (int from = 0; from < JOBS; from += 500) {
                UUID batch = UUID.randomUUID();
                List<JobRecord> jobs = new ArrayList<>();
                for (int i = 0; i < 500; i++) {
                    JobRecord job = job(batch, states.get(i % 5), i % 2 == 0 ? Optional.of(out) : Optional.empty());
                    jobs.add(job);
                    if (job.state() == JobState.RUNNING) {
                        Path scratch = job.work().outputFolder().map(o -> out.resolve(".podstudio-" + job.id()))
                                .orElse(folder.scratch().resolve(job.id().toString()));
                        Files.createDirectories(scratch.resolve("1-crop"));
                        Files.writeString(scratch.resolve("1-crop").resolve("half.png"), "x");
                    }
                }
                store.jobs().add(Batch.of(batch, jobs.size(), Rig.NOW), jobs);
            }
        }
    }

    private static JobRecord job(UUID batch, JobState state, Optional<Path> out) {
        Work work = new Work(Rig.recipe("cut-out"), "Library/images/cat.png", Optional.empty(),
                out.map(Path::toString), Optional.empty(), false);
        Instant later = Instant.now().plusSeconds(3600);
        Attempts attempts = switch (state) {
            case RUNNING -> Attempts.NONE.begun(Rig.NOW);
            case WAITING_TO_RETRY -> Attempts.NONE.begun(Rig.NOW).again(later);
            default -> Attempts.NONE;
        };
        JobTimes times = JobTimes.submitted(Rig.NOW);
        return new JobRecord(UUID.randomUUID(), batch, work, state, Turn.last(Priority.NORMAL), attempts, Outcome.NONE,
                state.terminal() ? times.startedAt(Rig.NOW).finishedAt(Rig.NOW) : times, 1);
    }

    @Test
    void a_job_that_ends_while_its_project_is_opened_again_is_not_forgotten() throws Exception {
        MemoryStore store = new MemoryStore();
        AtWork atWork = new AtWork();
        JobRecord ending = job(UUID.randomUUID(), JobState.RUNNING, Optional.empty());
        JobRecord interrupted = job(UUID.randomUUID(), JobState.RUNNING, Optional.empty());
        store.put(ending);
        store.put(interrupted);
        atWork.begin(ending.id());
        store.commit = state -> atWork.end(ending.id());
        try (Engine engine = reopened(store, atWork)) {
            assertEquals(List.of(JobState.QUEUED, JobState.QUEUED),
                    engine.jobs().stream().map(JobSnapshot::state).toList());
            assertTrue(engine.cancel(ending.id()), "it is stored and nobody has it");
        }
    }

    @Test
    void a_job_that_failed_for_now_while_its_project_was_closed_is_tried_again() throws Exception {
        MemoryStore store = new MemoryStore();
        AtWork atWork = new AtWork();
        JobRecord failed = job(UUID.randomUUID(), JobState.WAITING_TO_RETRY, Optional.empty());
        store.put(failed);
        atWork.begin(failed.id());
        try (Engine engine = reopened(store, atWork)) {
            assertFalse(engine.cancel(failed.id()), "its thread has not ended");
            atWork.end(failed.id());
            assertTrue(engine.cancel(failed.id()), "it is stored and nobody has it");
        }
    }

    /** By the process in which an earlier engine of the project has left jobs at work. */
    private Engine reopened(MemoryStore store, AtWork atWork) {
        Rig.Shelfful models = new Rig.Shelfful(Set.of());
        Surroundings place = new Surroundings(new ProjectFolder(root), store.assets(), new StepResolver(id -> {
            throw new IllegalArgumentException(id);
        }, models), models, new Letters(), new Temporaries(root.resolve("Temporary"), Clock.systemUTC()),
                Clock.systemUTC(), Rig.QUICK, Moments.MOMENT, Duration.ZERO,
                new Experience(store.lessons(), new Crowd(), 1L << 30));
        return ProjectEngine.open(place, store, new Dispatcher(new Budget(Rig.SMALL)), atWork, new JobCounters());
    }

    @Test
    void closing_does_not_wait_for_leftovers_to_be_removed_and_those_that_are_still_there_stay() throws Exception {
        MemoryStore store = new MemoryStore();
        List<Path> strays = new ArrayList<>();
        try (Rig rig = new Rig(root, store, Rig.SMALL)) {
            for (int i = 0; i < 3; i++) {
                strays.add(stray());
            }
            CompletableFuture<?> closing;
            // the sweep asks the store of each, and gets no answer
            synchronized (store) {
                Thread sweep = Thread.ofPlatform().start(rig.engines::sweep);
                while (sweep.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
                closing = CompletableFuture.runAsync(rig.engine::close);
                closing.get(5, TimeUnit.SECONDS);
                closing = CompletableFuture.runAsync(() -> join(sweep));
            }
            closing.get(20, TimeUnit.SECONDS);
        }
        assertEquals(2, strays.stream().filter(Files::exists).count());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Left by a job of the project in an output folder, and written down like those of this process. */
    private Path stray() throws IOException {
        Path stray = Files.createDirectories(root.resolve("out").resolve(".podstudio-" + UUID.randomUUID()));
        Path registry = root.resolve("Temporary");
        new Temporaries(registry, Clock.systemUTC()).register(stray);
        Path entry = registry.resolve(stray.getFileName().toString().substring(1) + ".txt");
        List<String> lines = new ArrayList<>(Files.readAllLines(entry));
        lines.set(2, root.toString());
        Files.write(entry, lines);
        return stray;
    }

    @Test
    void a_child_process_that_outlived_the_program_is_ended() throws Exception {
        MemoryStore store = new MemoryStore();
        UUID id = UUID.randomUUID();
        Process orphan = new ProcessBuilder("sleep", "300").start();
        try {
            Path scratch = Files.createDirectories(new ProjectFolder(root).scratch().resolve(id.toString()));
            Files.copy(left(orphan), scratch.resolve("children.txt"));
            store.put(job(UUID.randomUUID(), JobState.RUNNING, Optional.empty()));
            try (Rig rig = new Rig(root, store, Rig.SMALL)) {
                assertTrue(orphan.waitFor(2, TimeUnit.SECONDS));
                assertFalse(Files.exists(scratch));
                assertEquals(JobState.QUEUED, rig.engine.jobs().getFirst().state());
            }
        } finally {
            orphan.destroyForcibly();
        }
    }

    /** What a job writes down of its child, as the program that was killed has left it. */
    private Path left(Process child) throws IOException {
        Path kept = root.resolve("kept.txt");
        try (Rig rig = new Rig(root.resolve("other"), Actor.of("parent", (request, run) -> {
            run.child(child.pid(), List.of("sleep", "300"));
            Path program = run.scratch().resolveSibling("children.txt");
            // the program as the system knows it
            Files.writeString(kept, Files.readString(program).replaceFirst("sleep\\n", java.net.URLEncoder.encode(
                    child.toHandle().info().command().orElseThrow(), java.nio.charset.StandardCharsets.UTF_8) + "\n"));
            return org.podstudio.api.Result.of(Actor.mark("parent", request, run));
        }))) {
            assertEquals(JobState.SUCCESS, rig.perform("parent", rig.picture("cat.png")).state());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return kept;
    }

    @Test
    void what_a_job_left_in_its_output_folder_when_the_program_died_after_its_success_is_removed() throws Exception {
        MemoryStore store = new MemoryStore();
        Path out = Files.createDirectories(root.resolve("out"));
        JobRecord done = job(UUID.randomUUID(), JobState.SUCCESS, Optional.of(out));
        store.put(done);
        Path scratch = Files.createDirectories(out.resolve(".podstudio-" + done.id()).resolve("replaced"));
        Files.writeString(scratch.resolve("1"), "the old one");
        Path result = Files.writeString(out.resolve("cat__crop.png"), "the new one");
        Path registry = Files.createDirectories(root.resolve("project").resolve("Temporary"));
        Files.write(registry.resolve("podstudio-" + done.id() + ".txt"), List.of(dead(), scratch.getParent().toString(),
                new ProjectFolder(root.resolve("project")).root().toString(), "."));
        new Rig(root.resolve("project"), store, Rig.SMALL).close();
        assertFalse(Files.exists(scratch.getParent()));
        assertEquals("the new one", Files.readString(result));
        assertEquals(List.of(), Files.list(registry).toList());
    }

    /** The owner in an entry of the registry whose process has ended: this one, begun at another time. */
    private String dead() throws IOException {
        Path folder = root.resolve("probe");
        Path place = root.resolve("podstudio-probe");
        new Temporaries(folder, Clock.systemUTC()).register(place);
        String[] self = Files.readAllLines(folder.resolve("podstudio-probe.txt")).getFirst().split(" ", 3);
        return self[0] + " 12345 " + self[2];
    }

    private Engines engines() {
        Engines engines = new Engines(stores::open, new Rig.Shelfful(Set.of()), new Letters(), Clock.systemUTC(),
                new Capacity(2, 1L << 30, 2L << 30), Rig.QUICK,
                new Temporaries(root.resolve("Temporary"), Clock.systemUTC()));
        engines.install(List.of(Actor.marks("cut-out")));
        return engines;
    }
}
