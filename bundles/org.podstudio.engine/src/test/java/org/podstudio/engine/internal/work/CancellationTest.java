package org.podstudio.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.podstudio.api.CanceledException;
import org.podstudio.api.Run.Registration;
import org.podstudio.engine.internal.work.Cancellation.Reason;

class CancellationTest {

    private final Cancellation cancellation = new Cancellation();

    @Test
    void runs_what_was_registered_even_when_one_of_them_fails_or_hangs() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        cancellation.onCancel(() -> {
            throw new IllegalStateException("fails");
        });
        cancellation.onCancel(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        cancellation.onCancel(ran::countDown);
        assertTrue(cancellation.cancel(Reason.REQUESTED));
        assertTrue(ran.await(20, TimeUnit.SECONDS));
        never.countDown();
    }

    @Test
    void who_registers_too_late_is_called_at_once() throws Exception {
        cancellation.cancel(Reason.REQUESTED);
        CountDownLatch ran = new CountDownLatch(1);
        cancellation.onCancel(ran::countDown);
        assertTrue(ran.await(20, TimeUnit.SECONDS));
    }

    @Test
    void who_took_the_registration_back_is_not_called() throws Exception {
        AtomicBoolean called = new AtomicBoolean();
        CountDownLatch other = new CountDownLatch(1);
        var registration = cancellation.onCancel(() -> called.set(true));
        registration.close();
        registration.close();
        cancellation.onCancel(other::countDown);
        cancellation.cancel(Reason.REQUESTED);
        assertTrue(other.await(20, TimeUnit.SECONDS));
        assertFalse(called.get());
    }

    @Test
    void taking_a_registration_back_waits_for_its_action() throws Exception {
        CountDownLatch acting = new CountDownLatch(1);
        AtomicBoolean acted = new AtomicBoolean();
        var registration = cancellation.onCancel(() -> {
            acting.countDown();
            LockSupport.parkNanos(50_000_000);
            acted.set(true);
        });
        cancellation.cancel(Reason.REQUESTED);
        acting.await();
        registration.close();
        assertTrue(acted.get());
    }

    @Test
    void an_action_may_take_its_own_registration_back() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<Registration> own = new AtomicReference<>(() -> {});
        own.set(cancellation.onCancel(() -> {
            own.get().close();
            closed.countDown();
        }));
        cancellation.cancel(Reason.REQUESTED);
        assertTrue(closed.await(20, TimeUnit.SECONDS));
    }

    @Test
    void the_first_reason_counts() {
        assertTrue(cancellation.cancel(Reason.CLOSING));
        assertFalse(cancellation.cancel(Reason.REQUESTED));
        assertEquals(Optional.of(Reason.CLOSING), cancellation.reason());
    }

    @Test
    void past_the_point_of_no_return_nothing_can_be_canceled() {
        cancellation.seal();
        assertFalse(cancellation.cancel(Reason.REQUESTED));
        cancellation.check();
    }

    @Test
    void what_is_canceled_does_not_get_past_it() {
        cancellation.cancel(Reason.REQUESTED);
        assertThrows(CanceledException.class, cancellation::seal);
    }

    @Test
    void somebody_else_may_stop_it() {
        AtomicBoolean stop = new AtomicBoolean();
        cancellation.watch(stop::get);
        cancellation.check();
        stop.set(true);
        assertThrows(CanceledException.class, cancellation::check);
    }
}
