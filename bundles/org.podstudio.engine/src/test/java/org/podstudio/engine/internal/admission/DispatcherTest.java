package org.podstudio.engine.internal.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;

class DispatcherTest {

    private static final Needs SMALL = new Needs(1, 0, 1, 0, 0);
    private static final Needs BIG = new Needs(1, 0, 80, 0, 0);

    private final LinkedBlockingQueue<Guest> started = new LinkedBlockingQueue<>();
    private final List<Problem> refused = new CopyOnWriteArrayList<>();
    private final Dispatcher dispatcher = new Dispatcher(new Budget(new Capacity(2, 100, 100)));

    @AfterEach
    void close() {
        dispatcher.close();
    }

    @Test
    void small_ones_pass_a_big_one_but_not_for_ever() throws Exception {
        Guest first = new Guest("first", SMALL);
        dispatcher.add(List.of(first));
        assertEquals(first, next());
        Guest big = new Guest("big", BIG);
        dispatcher.add(List.of(big));
        dispatcher.add(IntStream.range(0, 200).mapToObj(n -> new Guest("small " + n, SMALL)).toList());
        int before = 0;
        for (Guest guest = next(); !guest.equals(big); guest = next()) {
            before++;
            dispatcher.release(guest);
            if (before == 64) {
                dispatcher.release(first);
            }
        }
        assertEquals(64, before);
    }

    @Test
    void one_that_is_too_large_is_refused_and_the_others_go_on() throws Exception {
        Guest small = new Guest("small", SMALL);
        dispatcher.add(List.of(new Guest("huge", new Needs(1, 0, 101, 0, 0)), small));
        assertEquals(small, next());
        assertEquals("engine.too-large", refused.getFirst().code());
    }

    @Test
    void with_every_core_promised_it_sleeps() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Budget counting = new Budget(new Capacity(1, 100, 100)) {
            @Override
            public boolean full() {
                asked.incrementAndGet();
                return super.full();
            }
        };
        try (Dispatcher busy = new Dispatcher(counting)) {
            busy.add(List.of(new Guest("first", SMALL)));
            next();
            busy.add(List.of(new Guest("second", SMALL)));
            Thread.sleep(100);
            int before = asked.get();
            Thread.sleep(100);
            assertEquals(before, asked.get());
        }
    }

    @Test
    void those_who_are_held_wait_to_be_woken() throws Exception {
        List<Guest> two = List.of(new Guest("one", SMALL), new Guest("two", SMALL));
        dispatcher.hold(two);
        Guest third = new Guest("third", SMALL);
        dispatcher.add(List.of(third));
        assertEquals(third, next());
        assertTrue(dispatcher.remove(two.getFirst()));
        dispatcher.wake(two);
        assertEquals(two.getLast(), next());
        assertTrue(started.isEmpty());
    }

    @Test
    void one_that_leaves_the_line_is_never_started() throws Exception {
        List<Guest> two = List.of(new Guest("one", SMALL), new Guest("two", SMALL));
        dispatcher.add(two);
        next();
        next();
        Guest third = new Guest("third", SMALL);
        Guest fourth = new Guest("fourth", SMALL);
        dispatcher.add(List.of(third, fourth));
        assertTrue(dispatcher.remove(third));
        assertFalse(dispatcher.remove(two.getFirst()));
        dispatcher.release(two.getFirst());
        assertEquals(fourth, next());
    }

    @Test
    void one_that_cannot_be_started_gives_its_place_back() throws Exception {
        Guest fine = new Guest("fine", new Needs(2, 0, 0, 0, 0));
        dispatcher.add(List.of(new Guest("bad", new Needs(2, 0, 0, 0, 0)), fine));
        assertEquals(fine, next());
    }

    private Guest next() throws InterruptedException {
        Guest guest = started.poll(20, TimeUnit.SECONDS);
        return Objects.requireNonNull(guest, "nobody was started");
    }

    private final class Guest implements Waiting {
        private final String name;
        private final Needs needs;

        Guest(String name, Needs needs) {
            this.name = name;
            this.needs = needs;
        }

        @Override
        public Priority priority() {
            return Priority.NORMAL;
        }

        @Override
        public Needs needs() {
            return needs;
        }

        @Override
        public long freeDisk() {
            return 100;
        }

        @Override
        public void start() {
            if (name.equals("bad")) {
                throw new IllegalStateException("bad");
            }
            started.add(this);
        }

        @Override
        public void refuse(Problem problem) {
            refused.add(problem);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
