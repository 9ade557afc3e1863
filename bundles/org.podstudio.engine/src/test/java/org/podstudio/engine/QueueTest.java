package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Needs;
import org.podstudio.api.Result;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.internal.admission.Capacity;
import org.podstudio.engine.internal.work.JournalLine;
import org.podstudio.store.JobRecord;

class QueueTest {

    @TempDir
    Path root = Path.of("");

    @Test
    void higher_priority_runs_first_and_first_come_first_served_within_one() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        Actor<?> holding = Actor.of("hold", (request, run) -> {
            Rig.pass(hold);
            order.add(request.input().getFileName().toString());
            return Result.of(Actor.mark("hold", request, run));
        });
        try (Rig rig = new Rig(root, new MemoryStore(), new Capacity(1, 1L << 30, 1L << 30), holding)) {
            List<UUID> ids = new ArrayList<>();
            Map<String, Priority> jobs = Map.of("n1.png", Priority.NORMAL, "l.png", Priority.LOW, "n2.png",
                    Priority.NORMAL, "u.png", Priority.URGENT);
            ids.add(rig.submitOne(rig.order(Priority.URGENT, "hold", rig.picture("first.png"))).id());
            for (String name : List.of("l.png", "n1.png", "n2.png", "u.png")) {
                ids.add(rig.submitOne(rig.order(jobs.get(name), "hold", rig.picture(name))).id());
            }
            hold.countDown();
            for (UUID id : ids) {
                rig.engine.await(id);
            }
        }
        assertEquals(List.of("first.png", "u.png", "n1.png", "n2.png", "l.png"), order);
    }

    @Test
    void never_more_at_once_than_the_machine_has_and_one_on_the_gpu() throws Exception {
        AtomicInteger gpu = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Actor<?> shining = Actor.of("shine", (request, run) -> {
            most.accumulateAndGet(gpu.incrementAndGet(), Math::max);
            Result result = Result.of(Actor.mark("shine", request, run));
            gpu.decrementAndGet();
            return result;
        }).needing(new Needs(1, 0, 0, 1L << 30, 0));
        try (Rig rig = new Rig(root, new MemoryStore(), new Capacity(8, 1L << 30, 1L << 30), shining)) {
            Asset[] pictures = new Asset[20];
            for (int i = 0; i < pictures.length; i++) {
                pictures[i] = rig.picture("p" + i + ".png");
            }
            for (JobSnapshot job : rig.submit(rig.order(Rig.recipe("shine"), pictures))) {
                assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
            }
        }
        assertEquals(1, most.get());
    }

    @Test
    void two_hundred_jobs_complete_and_each_is_seen_in_order() throws Exception {
        Map<UUID, List<JobSnapshot>> seen = new HashMap<>();
        int count = 200;
        CountDownLatch over = new CountDownLatch(count);
        List<String> tooSoon = new CopyOnWriteArrayList<>();
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            // long enough for who is told before the commit to find the state before
            rig.store.commit = state -> LockSupport.parkNanos(1_000_000);
            rig.engine.listen(job -> {
                throw new IllegalStateException("a listener that always throws");
            });
            rig.engine.listen(job -> {
                seen.computeIfAbsent(job.id(), id -> new ArrayList<>()).add(job);
                Optional<JobState> stored = rig.store.jobs().find(job.id()).map(JobRecord::state);
                if (stored.filter(state -> state.compareTo(job.state()) >= 0).isEmpty()) {
                    tooSoon.add(job.state() + " while the store has " + stored);
                }
                if (job.state().terminal()) {
                    over.countDown();
                }
            });
            Asset[] pictures = new Asset[count];
            for (int i = 0; i < count; i++) {
                pictures[i] = rig.picture("p" + i + ".png");
            }
            rig.submit(rig.order(Rig.recipe("cut-out"), pictures));
            Rig.pass(over);
            assertEquals(count * 2, rig.store.assets().count());
        }
        assertEquals(List.of(), tooSoon, "published before it is committed");
        seen.values().forEach(QueueTest::assertOrdered);
        assertEquals(count, seen.size());
    }

    @Test
    void whatever_a_running_job_reports_is_heard_five_times_a_second() throws Exception {
        int reports = 10_000;
        List<Long> heard = new CopyOnWriteArrayList<>();
        AtomicLong worked = new AtomicLong();
        Actor<?> chatty = Actor.of("chatty", (request, run) -> {
            run.stage("talk", 0.9);
            long start = System.nanoTime();
            for (int n = 1; n <= reports; n++) {
                run.progress(n / (double) reports);
                LockSupport.parkNanos(100_000);
            }
            worked.set(System.nanoTime() - start);
            return Result.of(Actor.mark("chatty", request, run));
        });
        try (Rig rig = new Rig(root, chatty)) {
            rig.engine.listen(job -> {
                if (job.state() == JobState.RUNNING) {
                    heard.add(System.nanoTime());
                }
            });
            assertEquals(JobState.SUCCESS, rig.perform("chatty", rig.picture("cat.png")).state());
        }
        long pulse = Publisher.PULSE.toNanos();
        // one more for its start, and one for what came after the last report
        assertTrue(heard.size() <= worked.get() / pulse + 3, heard.size() + " in " + worked.get() + " ns");
        assertTrue(heard.size() >= worked.get() / pulse / 2, heard.size() + " in " + worked.get() + " ns");
        for (int i = 1; i + 3 < heard.size(); i++) {
            // a listener may be told a little late, which makes the next come sooner after it
            assertTrue(heard.get(i + 3) - heard.get(i) >= 2 * pulse, heard::toString);
        }
    }

    @Test
    void a_listener_that_hangs_holds_up_no_job() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        try (Rig rig = new Rig(root, Actor.marks("cut-out"))) {
            rig.engine.listen(job -> Rig.pass(hang));
            assertEquals(JobState.SUCCESS, rig.perform("cut-out", rig.picture("cat.png")).state());
            assertEquals(JobState.SUCCESS, rig.perform("cut-out", rig.picture("dog.png")).state());
            hang.countDown();
        }
    }

    @Test
    void what_a_dead_process_left_is_cleared_and_run_again() throws Exception {
        MemoryStore store = new MemoryStore();
        JobSnapshot job;
        Asset cat;
        try (Rig rig = new Rig(root, store, Rig.SMALL, Actor.marks("cut-out"))) {
            cat = rig.picture("cat.png");
            job = rig.perform("cut-out", cat);
            Files.delete(job.outputs().getFirst());
            store.assets.values().removeIf(asset -> asset.lineage().isPresent());
        }
        // as a process leaves it that dies after the file is in place and before that is recorded
        store.put(revived(store.jobs.get(job.id())));
        Path scratch = Files.createDirectories(root.resolve("Work/.scratch/" + job.id() + "/1-cut-out"));
        Files.writeString(scratch.resolve("half.png"), "half");
        Path done = Files.writeString(root.resolve("Work/edits/cat__cut_out__20261121_103000.png"),
                "done but not recorded");
        Files.writeString(scratch.getParent().resolve("placing.txt"),
                JournalLine.placing("edits%2Fcat__cut_out__20261121_103000.png", done));

        try (Rig rig = new Rig(root, store, Rig.SMALL, Actor.marks("cut-out"))) {
            rig.engine.takeUp();
            JobSnapshot over = rig.engine.await(job.id());
            assertEquals(JobState.SUCCESS, over.state());
            assertEquals("cat.png cut-out", Files.readString(over.outputs().getFirst()));
            assertEquals(List.of("Work/edits/cat__cut_out__20261121_103000.png"), rig.work());
            assertTrue(over.sequence() > job.sequence());
        }
    }

    private static JobRecord revived(JobRecord job) {
        return Records.ended(job, List.of(), Optional.empty(), Rig.NOW).with(JobState.RUNNING);
    }

    private static void assertOrdered(List<JobSnapshot> snapshots) {
        for (int i = 1; i < snapshots.size(); i++) {
            assertTrue(snapshots.get(i).sequence() > snapshots.get(i - 1).sequence());
            assertTrue(snapshots.get(i).fraction() >= snapshots.get(i - 1).fraction());
        }
        assertEquals(JobState.QUEUED, snapshots.getFirst().state());
        assertEquals(JobState.SUCCESS, snapshots.getLast().state());
    }
}
