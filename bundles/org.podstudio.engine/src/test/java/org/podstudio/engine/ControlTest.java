package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.control.BatchSnapshot;
import org.podstudio.engine.control.DeadLetter;
import org.podstudio.engine.control.Place;
import org.podstudio.engine.internal.admission.Capacity;

/** What can be done to the line, to submissions and to what failed. */
@Timeout(60)
class ControlTest {

    private static final Capacity ONE = new Capacity(1, 1L << 30, 1L << 30);

    @TempDir
    Path root = Path.of("");

    private final MemoryStore store = new MemoryStore();
    private final CountDownLatch hold = new CountDownLatch(1);
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @Test
    void nothing_begins_while_the_line_is_paused() throws Exception {
        try (Rig rig = rig()) {
            hold.countDown();
            rig.engine.queue().pause();
            JobSnapshot job = submit(rig, "a");
            rig.engine.queue().pause(submit(rig, "b").id());
            assertTrue(rig.engine.queue().paused());
            assertEquals(JobState.QUEUED, rig.engine.job(job.id()).orElseThrow().state());
            assertEquals(List.of(), ran);
            rig.engine.queue().resume();
            assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
        }
    }

    @Test
    void the_order_told_is_the_one_in_which_they_run() throws Exception {
        try (Rig rig = rig()) {
            rig.engine.queue().pause();
            UUID first = submit(rig, "a").id();
            UUID second = submit(rig, "b").id();
            UUID third = submit(rig, "c").id();
            rig.engine.queue().move(third, Place.first());
            rig.engine.queue().prioritise(second, Priority.HIGH);
            assertEquals(List.of(second, third, first), rig.engine.queue().order());
            hold.countDown();
            rig.engine.queue().resume();
            for (UUID id : List.of(first, second, third)) {
                rig.engine.await(id);
            }
            assertEquals(List.of("b", "c", "a"), ran);
            assertEquals(List.of(), rig.engine.queue().order());
        }
    }

    @Test
    void pauses_outlast_the_program() throws Exception {
        UUID paused;
        UUID other;
        try (Rig rig = rig()) {
            rig.engine.queue().pause();
            paused = submit(rig, "a").id();
            other = submit(rig, "b").id();
            assertTrue(rig.engine.queue().pause(paused));
        }
        hold.countDown();
        try (Rig rig = rig()) {
            rig.engine.takeUp();
            assertTrue(rig.engine.queue().paused());
            assertEquals(List.of(), ran);
            rig.engine.queue().resume();
            assertEquals(JobState.SUCCESS, rig.engine.await(other).state());
            assertEquals(List.of("b"), ran);
            assertTrue(rig.engine.job(paused).orElseThrow().turn().paused());
            assertTrue(rig.engine.queue().resume(paused));
            assertEquals(JobState.SUCCESS, rig.engine.await(paused).state());
        }
    }

    @Test
    void what_is_put_off_waits_until_the_work_is_taken_up() throws Exception {
        hold.countDown();
        UUID job;
        try (Rig rig = rig()) {
            rig.engine.putOff();
            job = submit(rig, "a").id();
            rig.engine.queue().pause();
            rig.engine.queue().resume();
        }
        try (Rig rig = rig()) {
            assertEquals(List.of(), rig.engine.inspect(job).orElseThrow().attempts());
            rig.engine.putOff();
            UUID other = submit(rig, "b").id();
            rig.engine.takeUp();
            assertEquals(JobState.SUCCESS, rig.engine.await(job).state());
            assertEquals(JobState.SUCCESS, rig.engine.await(other).state());
        }
    }

    @Test
    void a_paused_job_is_passed_by_and_can_be_canceled() throws Exception {
        try (Rig rig = rig()) {
            submit(rig, "first");
            UUID paused = submit(rig, "paused").id();
            UUID next = submit(rig, "next").id();
            assertTrue(rig.engine.queue().pause(paused));
            hold.countDown();
            rig.engine.await(next);
            assertEquals(List.of("first", "next"), ran);
            assertTrue(rig.engine.cancel(paused));
            assertEquals(JobState.CANCELED, rig.engine.await(paused).state());
            assertFalse(rig.engine.queue().resume(paused), "it is over");
            assertFalse(rig.engine.queue().pause(UUID.randomUUID()), "there is no such job");
        }
    }

    @Test
    void the_line_is_in_the_order_that_was_asked_for_also_after_a_restart() throws Exception {
        try (Rig rig = rig()) {
            rig.engine.queue().pause();
            Map<String, UUID> ids = Map.of("a", submit(rig, "a").id(), "b", submit(rig, "b").id(), "c",
                    submit(rig, "c").id(), "d", submit(rig, "d").id(), "e", submit(rig, "e").id());
            assertTrue(rig.engine.queue().move(ids.get("d"), Place.first()));
            assertTrue(rig.engine.queue().move(ids.get("a"), Place.last()));
            assertTrue(rig.engine.queue().move(ids.get("e"), Place.before(ids.get("c"))));
            assertTrue(rig.engine.queue().prioritise(ids.get("c"), Priority.HIGH));
            assertFalse(rig.engine.queue().move(ids.get("a"), Place.before(UUID.randomUUID())));
            assertFalse(rig.engine.queue().move(ids.get("a"), Place.before(ids.get("a"))));
        }
        hold.countDown();
        try (Rig rig = rig()) {
            rig.engine.queue().resume();
            rig.engine.takeUp();
            for (JobSnapshot job : rig.engine.jobs()) {
                rig.engine.await(job.id());
            }
        }
        assertEquals(List.of("c", "d", "b", "e", "a"), ran);
    }

    @Test
    void a_submission_is_seen_as_one() throws Exception {
        try (Rig rig = rig()) {
            UUID batch = rig.submit(rig.order(Rig.recipe("hold"), rig.picture("a.png"), rig.picture("b.png"),
                    rig.picture("bad.png"))).getFirst().batch();
            assertEquals(3, rig.engine.batches().find(batch).orElseThrow().total());
            hold.countDown();
            for (JobSnapshot job : rig.engine.jobs()) {
                rig.engine.await(job.id());
            }
            BatchSnapshot over = rig.engine.batches().list(5).getFirst();
            assertEquals(Map.of(JobState.SUCCESS, 2, JobState.FAILED, 1), over.counts());
            assertEquals(3, over.item());
            assertEquals(1, over.fraction());
            assertTrue(over.finished().isPresent());
            assertFalse(rig.engine.batches().cancel(batch), "all are over");
        }
    }

    @Test
    void a_submission_is_canceled_as_one() throws Exception {
        try (Rig rig = rig()) {
            List<JobSnapshot> jobs = rig
                    .submit(rig.order(Rig.recipe("hold"), rig.picture("a.png"), rig.picture("b.png")));
            assertTrue(rig.engine.batches().cancel(jobs.getFirst().batch()));
            hold.countDown();
            for (JobSnapshot job : jobs) {
                assertEquals(JobState.CANCELED, rig.engine.await(job.id()).state());
            }
        }
    }

    @Test
    void what_fails_for_good_waits_for_somebodys_care() throws Exception {
        hold.countDown();
        UUID first;
        UUID second;
        try (Rig rig = rig()) {
            first = rig.perform("hold", rig.picture("bad1.png")).id();
            second = rig.perform("hold", rig.picture("bad2.png")).id();
            assertTrue(rig.engine.deadLetters().remark(first, "the file is broken"));
        }
        try (Rig rig = rig()) {
            List<DeadLetter> letters = rig.engine.deadLetters().list();
            assertEquals(List.of(second, first), letters.stream().map(letter -> letter.job().id()).toList());
            assertEquals("the file is broken", letters.getLast().remark());
            assertEquals(1, letters.getLast().attempts());
            JobSnapshot again = rig.engine.deadLetters().retry(List.of(first, UUID.randomUUID())).getFirst();
            assertEquals(JobState.FAILED, rig.engine.await(again.id()).state());
            assertEquals(List.of(), rig.engine.deadLetters().retry(List.of(first)), "it is settled");
            assertEquals(1, rig.engine.deadLetters().dismiss(List.of(second, second, first)));
            assertEquals(List.of(again.id()),
                    rig.engine.deadLetters().list().stream().map(letter -> letter.job().id()).toList());
            rig.engine.await(rig.engine.retry(again.id()).orElseThrow().id());
            assertEquals(1, rig.engine.deadLetters().retryAll().size());
        }
    }

    private JobSnapshot submit(Rig rig, String name) {
        return rig.submitOne(rig.order(Rig.recipe("hold"), rig.picture(name + ".png")));
    }

    private Rig rig() {
        return new Rig(root, store, ONE, Actor.of("hold", (request, run) -> {
            Rig.pass(hold);
            run.checkCanceled();
            String name = request.input().getFileName().toString();
            ran.add(name.replace(".png", ""));
            if (name.startsWith("bad")) {
                throw ProcessingException.input("hold.broken", name + " is broken.", "Use another.");
            }
            return Result.of(Actor.mark("hold", request, run));
        }));
    }
}
