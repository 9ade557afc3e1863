package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Result;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.control.Place;
import org.podstudio.engine.internal.admission.Capacity;

/** Two things at the same moment. */
@Timeout(120)
class RaceTest {

    private static final Capacity FOUR = new Capacity(4, 1L << 30, 1L << 30);

    @TempDir
    Path root = Path.of("");

    private final Random random = new Random(7);
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @Test
    void canceled_or_finished_but_never_both() throws Exception {
        try (Rig rig = rig()) {
            List<JobSnapshot> jobs = submit(rig, 200);
            Map<UUID, Boolean> canceled = new ConcurrentHashMap<>();
            atRandom(jobs, job -> canceled.put(job.id(), rig.engine.cancel(job.id())));
            for (JobSnapshot job : jobs) {
                JobSnapshot over = rig.engine.await(job.id());
                boolean success = over.state() == JobState.SUCCESS;
                assertEquals(success ? JobState.SUCCESS : JobState.CANCELED, over.state());
                assertEquals(success, over.outputs().size() == 1 && Files.exists(over.outputs().getFirst()));
                assertFalse(success && canceled.getOrDefault(job.id(), false), "it said that it is canceled");
                assertEquals(over.state(), rig.store.jobs().find(job.id()).orElseThrow().state());
            }
            assertEquals(rig.work().size(), rig.store.jobs().list(Set.of(JobState.SUCCESS), 1000).size());
        }
    }

    @Test
    void what_was_paused_before_it_began_does_not_begin() throws Exception {
        try (Rig rig = rig()) {
            Map<UUID, List<JobState>> states = new ConcurrentHashMap<>();
            rig.engine.listen(job -> states.computeIfAbsent(job.id(), id -> new CopyOnWriteArrayList<>())
                    .add(job.state()));
            List<JobSnapshot> jobs = submit(rig, 200);
            List<UUID> passed = new CopyOnWriteArrayList<>();
            atRandom(jobs, job -> {
                if (rig.engine.queue().pause(job.id())
                        && rig.engine.job(job.id()).orElseThrow().state() == JobState.QUEUED) {
                    passed.add(job.id());
                }
            });
            for (JobSnapshot job : jobs) {
                if (!rig.engine.job(job.id()).orElseThrow().turn().paused()) {
                    rig.engine.await(job.id());
                }
            }
            for (UUID id : passed) {
                assertEquals(JobState.QUEUED, rig.engine.job(id).orElseThrow().state());
                assertFalse(states.getOrDefault(id, List.of()).contains(JobState.RUNNING));
            }
            jobs.forEach(job -> rig.engine.queue().resume(job.id()));
            awaitSuccess(rig, jobs);
        }
        assertEquals(200, Set.copyOf(ran).size());
        assertEquals(200, ran.size(), "each ran once");
    }

    @Test
    void nothing_begins_once_the_line_is_paused() throws Exception {
        try (Rig rig = rig()) {
            List<JobSnapshot> jobs = submit(rig, 200);
            for (int i = 0; i < 20; i++) {
                LockSupport.parkNanos(random.nextInt(3_000_000));
                rig.engine.queue().pause();
                List<UUID> waits = queued(rig, jobs);
                LockSupport.parkNanos(2_000_000);
                assertEquals(waits, queued(rig, jobs));
                rig.engine.queue().resume();
            }
            awaitSuccess(rig, jobs);
        }
        assertEquals(200, ran.size(), "each ran once");
    }

    @Test
    void who_is_moved_while_others_are_started_is_started_once() throws Exception {
        try (Rig rig = rig()) {
            List<JobSnapshot> jobs = submit(rig, 200);
            List<CompletableFuture<Void>> hands = new ArrayList<>();
            for (int hand = 0; hand < 3; hand++) {
                Random mine = new Random(hand);
                hands.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 300; i++) {
                        UUID job = jobs.get(mine.nextInt(jobs.size())).id();
                        Place place = Place.before(jobs.get(mine.nextInt(jobs.size())).id());
                        rig.engine.queue().move(job, i % 3 == 0 ? Place.first() : i % 3 == 1 ? Place.last() : place);
                    }
                }));
            }
            hands.forEach(CompletableFuture::join);
            awaitSuccess(rig, jobs);
        }
        assertEquals(200, ran.size(), "each ran once");
    }

    @Test
    void progress_is_seen_in_order_whoever_reports_it() throws Exception {
        Actor<?> many = Actor.of("many", (request, run) -> {
            run.stage("work", 1);
            List<CompletableFuture<Void>> workers = IntStream.range(0, 4)
                    .mapToObj(worker -> CompletableFuture.runAsync(() -> {
                        for (int i = 0; i <= 200; i++) {
                            run.progress(i / 200.0);
                            LockSupport.parkNanos(worker * 1_000_000L);
                        }
                    })).toList();
            workers.forEach(CompletableFuture::join);
            return Result.of(Actor.mark("many", request, run));
        });
        Map<UUID, List<JobSnapshot>> seen = new HashMap<>();
        try (Rig rig = new Rig(root, new MemoryStore(), FOUR, many)) {
            rig.engine.listen(job -> seen.computeIfAbsent(job.id(), id -> new ArrayList<>()).add(job));
            Asset[] pictures = IntStream.range(0, 3).mapToObj(i -> rig.picture("p" + i + ".png"))
                    .toArray(Asset[]::new);
            awaitSuccess(rig, rig.submit(rig.order(Rig.recipe("many"), pictures)));
        }
        assertEquals(3, seen.size());
        for (List<JobSnapshot> snapshots : seen.values()) {
            for (int i = 1; i < snapshots.size(); i++) {
                assertTrue(snapshots.get(i).sequence() > snapshots.get(i - 1).sequence());
                assertTrue(snapshots.get(i).fraction() >= snapshots.get(i - 1).fraction());
            }
            assertEquals(1, snapshots.getLast().fraction());
        }
    }

    private static List<UUID> queued(Rig rig, List<JobSnapshot> jobs) {
        return jobs.stream().map(JobSnapshot::id)
                .filter(id -> rig.engine.job(id).orElseThrow().state() == JobState.QUEUED).toList();
    }

    private static void awaitSuccess(Rig rig, List<JobSnapshot> jobs) throws InterruptedException {
        for (JobSnapshot job : jobs) {
            assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
        }
    }

    /** From two threads, each taking every other job, while they run. */
    private void atRandom(List<JobSnapshot> jobs, Consumer<JobSnapshot> action) {
        List<CompletableFuture<Void>> hands = new ArrayList<>();
        for (int hand = 0; hand < 2; hand++) {
            int first = hand;
            hands.add(CompletableFuture.runAsync(() -> {
                for (int i = first; i < jobs.size(); i += 2) {
                    LockSupport.parkNanos(500_000);
                    action.accept(jobs.get(i));
                }
            }));
        }
        hands.forEach(CompletableFuture::join);
    }

    private static List<JobSnapshot> submit(Rig rig, int count) {
        Asset[] pictures = IntStream.range(0, count).mapToObj(i -> rig.picture("p" + i + ".png"))
                .toArray(Asset[]::new);
        return rig.submit(rig.order(Rig.recipe("mark"), pictures));
    }

    private Rig rig() {
        return new Rig(root, new MemoryStore(), FOUR, Actor.of("mark", (request, run) -> {
            run.checkCanceled();
            ran.add(request.input().getFileName().toString());
            return Result.of(Actor.mark("mark", request, run));
        }));
    }
}
