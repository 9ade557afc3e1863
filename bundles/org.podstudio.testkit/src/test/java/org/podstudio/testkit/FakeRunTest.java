package org.podstudio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.podstudio.api.CanceledException;
import org.podstudio.api.Run;

class FakeRunTest {

    private final FakeRun run = new FakeRun(Path.of("unused"));

    @Test
    void stages_add_up_to_the_whole() {
        run.stage("decode", 0.2);
        run.progress(0.5);
        run.stage("encode", 0.8);
        run.progress(0.5);
        assertEquals(List.of(0.1, 0.2, 0.6), run.progressSeen().stream().map(d -> Math.round(d * 10) / 10.0).toList());
    }

    @Test
    void a_part_fills_the_stage_up_to_its_share() {
        run.part(0.5).progress(1);
        assertEquals(0.5, run.progressSeen().getLast());
    }

    @Test
    void progress_is_kept_as_it_was_reported() {
        run.progress(0.5);
        run.progress(0.25);
        run.progress(0.75);
        assertEquals(List.of(0.5, 0.25, 0.75), run.progressSeen());
    }

    @Test
    void a_part_of_a_part_begins_where_that_stands() {
        Run half = run.part(0.5);
        half.progress(0.5);
        half.part(1).progress(0);
        assertEquals(List.of(0.25, 0.25), run.progressSeen());
    }

    @Test
    void a_part_begins_where_the_part_before_it_ended() {
        run.part(0.5).progress(1);
        run.part(1).progress(0.5);
        assertEquals(List.of(0.5, 0.75), run.progressSeen());
    }

    @Test
    void stages_of_a_part_share_its_span() {
        Run half = run.part(0.5);
        half.stage("decode", 0.5);
        half.progress(1);
        half.stage("encode", 0.5);
        half.progress(0.5);
        assertEquals(List.of(0.25, 0.375), run.progressSeen());
    }

    @Test
    void canceling_calls_what_is_registered_once() {
        AtomicInteger calls = new AtomicInteger();
        run.onCancel(calls::incrementAndGet);
        run.cancelAt(0.5);
        run.progress(0.6);
        run.progress(0.9);
        assertEquals(1, calls.get());
        assertThrows(CanceledException.class, run::checkCanceled);
    }

    @Test
    void closing_a_registration_waits_for_its_action() throws InterruptedException {
        CountDownLatch acting = new CountDownLatch(1);
        AtomicBoolean acted = new AtomicBoolean();
        var registration = run.onCancel(() -> {
            acting.countDown();
            LockSupport.parkNanos(50_000_000);
            acted.set(true);
        });
        Thread.ofPlatform().start(run::cancel);
        acting.await();
        registration.close();
        assertTrue(acted.get());
    }

    @Test
    void a_closed_registration_is_not_called() {
        AtomicInteger calls = new AtomicInteger();
        run.onCancel(calls::incrementAndGet).close();
        run.cancel();
        assertEquals(0, calls.get());
    }
}
