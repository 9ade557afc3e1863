package org.podstudio.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.network.Breaker.State;

class BreakerTest {

    private static final Patience PATIENCE = new Patience(3, Duration.ofSeconds(10), 2, Duration.ofSeconds(60));

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Breaker breaker = new Breakers("models", PATIENCE, now::get).of("example.org");

    @Test
    void opens_after_so_many_failures_in_a_row_and_asks_no_more() {
        fail(2);
        assertEquals(State.CLOSED, breaker.state());
        fail(1);
        assertEquals(State.OPEN, breaker.state());
        var e = assertThrows(ProcessingException.class, () -> breaker.call(BreakerTest::never, e2 -> Reach.UNTOLD));
        assertEquals("models.unreachable-for-now", e.code());
        assertEquals("example.org did not answer 3 times or more in a row, and is left alone for another 10 s.",
                e.message());
    }

    @Test
    void a_success_or_a_refusal_by_the_place_begins_the_count_anew() throws IOException {
        fail(2);
        breaker.call(() -> "fine", e -> Reach.UNTOLD);
        fail(2);
        assertThrows(IllegalStateException.class, () -> breaker.call(() -> {
            throw new IllegalStateException("404");
        }, e -> Reach.REACHED));
        fail(2);
        assertEquals(State.CLOSED, breaker.state());
    }

    @Test
    void what_is_canceled_tells_nothing() {
        fail(2);
        cancel();
        fail(1);
        assertEquals(State.OPEN, breaker.state());
    }

    @Test
    void one_probe_closes_it() throws IOException {
        fail(3);
        pass(Duration.ofSeconds(10));
        assertEquals(State.HALF_OPEN, breaker.state());
        assertEquals("fine", breaker.call(() -> {
            assertEquals("example.org did not answer 3 times or more in a row, and is being tried again right now.",
                    assertThrows(ProcessingException.class, () -> breaker.call(BreakerTest::never, e -> Reach.UNTOLD))
                            .message());
            return "fine";
        }, e -> Reach.UNTOLD));
        assertEquals(State.CLOSED, breaker.state());
        fail(2);
        assertEquals(State.CLOSED, breaker.state(), "the count has begun anew");
    }

    @Test
    void each_failed_probe_makes_the_time_longer_up_to_a_limit() {
        fail(3);
        for (int seconds : new int[]{10, 20, 40, 60, 60}) {
            pass(Duration.ofSeconds(seconds).minusNanos(1));
            assertEquals(State.OPEN, breaker.state());
            pass(Duration.ofNanos(1));
            assertEquals(State.HALF_OPEN, breaker.state());
            fail(1);
        }
    }

    @Test
    void a_canceled_probe_makes_way_at_once() throws IOException {
        fail(3);
        pass(Duration.ofSeconds(10));
        cancel();
        assertEquals(State.HALF_OPEN, breaker.state());
        breaker.call(() -> "fine", e -> Reach.UNTOLD);
        assertEquals(State.CLOSED, breaker.state());
    }

    @Test
    void a_probe_that_never_returns_makes_way_in_the_end() throws IOException {
        fail(3);
        pass(Duration.ofSeconds(10));
        breaker.call(() -> {
            pass(Duration.ofSeconds(10));
            breaker.call(() -> "the second probe", e -> Reach.UNTOLD);
            fail(2);
            return "the first, late";
        }, e -> Reach.UNTOLD);
        fail(1);
        assertEquals(State.OPEN, breaker.state(), "the late answer has not begun the count anew");
    }

    @Test
    void what_a_call_from_before_the_outage_says_late_does_not_count() throws IOException {
        breaker.call(() -> {
            fail(3);
            return "late";
        }, e -> Reach.UNTOLD);
        assertEquals(State.OPEN, breaker.state());
    }

    /** Whatever happens: no call while open, one at a time while half open, closed by none but a success. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keeps_its_promises_in_any_order_of_events(long seed) {
        Random random = new Random(seed);
        int inARow = 0;
        for (int i = 0; i < 20_000; i++) {
            State before = breaker.state();
            pass(Duration.ofMillis(random.nextInt(20_000)));
            State met = breaker.state();
            assertTrue(met == before || before == State.OPEN && met == State.HALF_OPEN, before + " to " + met);
            Reach told = Reach.values()[random.nextInt(3)];
            boolean asked = ask(told);
            assertEquals(met != State.OPEN, asked);
            inARow = !asked || told == Reach.UNTOLD ? inARow : told == Reach.REACHED ? 0 : inARow + 1;
            State expected = inARow < PATIENCE.failures() ? State.CLOSED : State.OPEN;
            boolean undecided = met == State.HALF_OPEN && told == Reach.UNTOLD;
            assertEquals(undecided ? State.HALF_OPEN : expected, breaker.state());
        }
    }

    @RepeatedTest(20)
    @Timeout(20)
    void of_many_threads_one_is_the_probe() throws Exception {
        fail(3);
        pass(Duration.ofSeconds(10));
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(16);
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                calls.add(threads.submit(() -> call(asked, refused, all)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
        assertEquals(1, asked.get());
        assertEquals(15, refused.get());
        assertEquals(State.CLOSED, breaker.state());
    }

    /** The one that is let through answers when all others have been refused. */
    private String call(AtomicInteger asked, AtomicInteger refused, CountDownLatch all)
            throws IOException {
        try {
            return breaker.call(() -> {
                asked.incrementAndGet();
                all.countDown();
                await(all);
                return "fine";
            }, e -> Reach.UNTOLD);
        } catch (ProcessingException e) {
            refused.incrementAndGet();
            all.countDown();
            return e.code();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThrows(IOException.class, () -> breaker.call(() -> {
                throw new IOException("no route to host");
            }, e -> Reach.OUT_OF_REACH));
        }
    }

    private void cancel() {
        assertThrows(CanceledException.class, () -> breaker.call(() -> {
            throw new CanceledException();
        }, e -> Reach.UNTOLD));
    }

    /** @return whether the call was let through */
    private boolean ask(Reach told) {
        boolean[] asked = {false};
        try {
            breaker.call(() -> {
                asked[0] = true;
                throw new IOException();
            }, e -> told);
        } catch (IOException | ProcessingException e) {
            return asked[0];
        }
        throw new AssertionError("it throws one or the other");
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static String never() {
        throw new AssertionError("it was asked");
    }
}
