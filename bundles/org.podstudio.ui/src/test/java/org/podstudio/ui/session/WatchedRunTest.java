package org.podstudio.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.podstudio.api.CanceledException;
import org.podstudio.api.Run;
import org.podstudio.ui.UiByHand;

class WatchedRunTest {

    private final UiByHand ui = new UiByHand();
    private final List<Double> told = new ArrayList<>();
    private final WatchedRun run = new WatchedRun(ui, told::add);

    @Test
    void what_comes_at_a_time_is_told_once_and_never_falls() {
        run.stage("look", 0.5);
        run.part(0.5).progress(1);
        run.part(1).progress(0.5);
        ui.all();
        assertEquals(List.of(0.375), told);
        run.stage("plan", 0.5);
        run.progress(0);
        ui.all();
        run.progress(1);
        ui.all();
        assertEquals(List.of(0.375, 0.5, 1.0), told);
    }

    @Test
    void a_stage_is_told_of_before_any_of_it_is_done() {
        run.stage("look", 1);
        ui.all();
        assertEquals(List.of(0.0), told);
    }

    @Test
    void what_is_over_is_not_kept_until_the_run_ends() {
        WeakReference<Object> process = over();
        Instant end = Instant.now().plusSeconds(10);
        while (process.get() != null && Instant.now().isBefore(end)) {
            System.gc();
        }
        assertNull(process.get());
        run.checkCanceled();
    }

    private WeakReference<Object> over() {
        Object process = new Object();
        run.onCancel(process::notifyAll).close();
        return new WeakReference<>(process);
    }

    @Test
    void nothing_is_told_of_one_that_was_canceled() {
        run.progress(0.5);
        run.cancel();
        ui.all();
        assertEquals(List.of(), told);
        assertThrows(CanceledException.class, run.part(1)::checkCanceled);
    }

    @Test
    void cancel_stops_what_works_for_it_without_waiting() throws InterruptedException {
        CountDownLatch let = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        run.part(1).onCancel(() -> {
            await(let);
            stopped.countDown();
        });
        run.cancel();
        assertEquals(1, stopped.getCount(), "the window was kept waiting");
        let.countDown();
        assertTrue(stopped.await(10, TimeUnit.SECONDS));
    }

    @Test
    void what_is_over_is_not_stopped_and_what_begins_later_is_at_once() throws InterruptedException {
        AtomicBoolean late = new AtomicBoolean();
        Run.Registration over = run.onCancel(() -> late.set(true));
        over.close();
        over.close();
        run.cancel();
        CountDownLatch stopped = new CountDownLatch(1);
        run.onCancel(stopped::countDown);
        assertTrue(stopped.await(10, TimeUnit.SECONDS));
        assertFalse(late.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new CanceledException();
        }
    }
}
