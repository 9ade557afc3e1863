package org.podstudio.engine.internal.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;

class DispatcherTest {

    private static final Needs SMALL = new Needs(1, 0, 1, 0, 0);
    private static final Needs BIG = new Needs(1, 0, 80, 0, 0);

    private final LinkedBlockingQueue<Guest> started = new LinkedBlockingQueue<>();
    private final AtomicLong time = new AtomicLong();
    private volatile double inUse;
    private final List<Problem> refused = new CopyOnWriteArrayList<>();
    private final Dispatcher dispatcher = new Dispatcher(new Budget(new Capacity(2, 100, 100)), () -> inUse,
            time::get, new Pace(time::get, 0));

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
        assertTrue(passes(big, first, () -> {}) <= 66);
    }

    @Test
    void a_small_one_passes_however_many_large_ones_stand_before_it() throws Exception {
        Needs half = new Needs(1, 0, 50, 0, 0);
        Guest first = new Guest("first", half);
        dispatcher.add(List.of(first));
        assertEquals(first, next());
        Guest small = new Guest("small", SMALL);
        dispatcher.add(Stream.concat(Stream.generate(() -> new Guest("large", half)).limit(65), Stream.of(small))
                .toList());
        assertEquals(small, next());
    }

    @Test
    void small_ones_behind_many_large_ones_pass_the_first_of_these_but_not_for_ever() throws Exception {
        Guest first = new Guest("first", SMALL);
        dispatcher.add(List.of(first));
        assertEquals(first, next());
        Guest big = new Guest("big", BIG);
        dispatcher.add(Stream.concat(Stream.of(big), Stream.generate(() -> new Guest("large", BIG)).limit(99))
                .toList());
        assertTrue(passes(big, first, () -> {}) <= 66);
    }

    @Test
    void small_ones_pass_no_longer_than_half_a_minute() throws Exception {
        Guest first = new Guest("first", SMALL);
        dispatcher.add(List.of(first));
        assertEquals(first, next());
        Guest big = new Guest("big", BIG);
        dispatcher.add(List.of(big));
        assertTrue(passes(big, first, () -> time.addAndGet(10_000_000_000L)) <= 8);
    }

    @Test
    void as_long_as_one_from_before_is_in_its_way_holding_others_back_would_help_nobody() throws Exception {
        Guest before = new Guest("before", new Needs(1, 0, 79, 0, 0));
        dispatcher.add(List.of(before));
        assertEquals(before, next());
        dispatcher.add(List.of(new Guest("big", BIG)));
        for (int n = 0; n < 200; n++) {
            Guest small = new Guest("small " + n, SMALL);
            dispatcher.add(List.of(small));
            assertEquals(small, next());
            time.addAndGet(10_000_000_000L);
            dispatcher.release(small);
        }
        dispatcher.release(before);
        assertEquals("big", next().toString());
    }

    @Test
    void who_waits_is_told_for_what() throws Exception {
        dispatcher.add(List.of(new Guest("first", BIG)));
        next();
        Guest second = new Guest("second", BIG);
        dispatcher.add(List.of(second));
        assertEquals(Obstacle.MEMORY, second.told.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void when_other_programs_give_memory_back_it_goes_on_by_itself() throws Exception {
        inUse = 0.95;
        dispatcher.add(List.of(new Guest("first", SMALL)));
        next();
        Guest second = new Guest("second", SMALL);
        dispatcher.add(List.of(second));
        assertEquals(Obstacle.MEMORY, second.told.poll(20, TimeUnit.SECONDS));
        inUse = 0.5;
        assertEquals(second, next());
    }

    /** A stream of small ones without end, two at a time, each replaced as soon as it starts. @return how many start before the big one */
    private int passes(Guest big, Guest first, Runnable between) throws InterruptedException {
        ArrayDeque<Guest> small = new ArrayDeque<>(List.of(first));
        dispatcher.add(List.of(new Guest("small", SMALL), new Guest("small", SMALL)));
        int before = 0;
        for (Guest guest = next(); !guest.equals(big); before++) {
            between.run();
            small.add(guest);
            dispatcher.add(List.of(new Guest("small", SMALL)));
            // one always runs while the next is started: the big one never finds the machine empty by chance
            @Nullable
            Guest started = null;
            for (int tries = 0; started == null; tries++) {
                dispatcher.release(small.remove());
                started = small.isEmpty() ? next() : this.started.poll(200, TimeUnit.MILLISECONDS);
                assertTrue(tries < 3, "nobody is started any more");
            }
            guest = started;
        }
        return before;
    }

    @Test
    void a_low_one_is_started_though_there_are_always_urgent_ones() throws Exception {
        Needs all = new Needs(2, 0, 0, 0, 0);
        Guest first = new Guest("urgent", all, Priority.URGENT);
        dispatcher.add(List.of(first));
        assertEquals(first, next());
        dispatcher.add(List.of(new Guest("low 1", all, Priority.LOW), new Guest("low 2", all, Priority.LOW)));
        List<String> order = new ArrayList<>();
        for (Guest now = first; order.size() < 40; now = next()) {
            order.add(now.toString());
            dispatcher.add(List.of(new Guest("urgent", all, Priority.URGENT)));
            time.addAndGet(Duration.ofMinutes(1).toNanos());
            dispatcher.release(now);
        }
        assertEquals(List.of("low 1", "low 2"),
                order.stream().filter(name -> name.startsWith("low")).toList(), order::toString);
    }

    @Test
    void a_large_low_one_is_started_though_small_low_ones_pass_it_and_there_are_always_urgent_ones() throws Exception {
        Needs most = new Needs(1, 0, 60, 0, 0);
        Guest running = new Guest("urgent", most, Priority.URGENT);
        dispatcher.add(List.of(running));
        assertEquals(running, next());
        dispatcher.add(List.of(new Guest("large", new Needs(1, 0, 70, 0, 0), Priority.LOW)));
        int urgent = 0;
        while (!running.toString().equals("large")) {
            assertTrue(++urgent < 40, "the large one waits for ever");
            Guest small = new Guest("small", SMALL, Priority.LOW);
            dispatcher.add(List.of(small));
            assertEquals(small, next());
            dispatcher.add(List.of(new Guest("urgent", most, Priority.URGENT)));
            time.addAndGet(Duration.ofMinutes(2).toNanos());
            dispatcher.release(running);
            running = next();
            dispatcher.release(small);
        }
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
        private final LinkedBlockingQueue<Obstacle> told = new LinkedBlockingQueue<>();

        private final Priority priority;

        Guest(String name, Needs needs) {
            this(name, needs, Priority.NORMAL);
        }

        Guest(String name, Needs needs, Priority priority) {
            this.name = name;
            this.needs = needs;
            this.priority = priority;
        }

        @Override
        public Priority priority() {
            return priority;
        }

        @Override
        public Needs needs() {
            return needs;
        }

        @Override
        public Disk disk() {
            return new Disk(100, 0);
        }

        @Override
        public void waitsFor(Obstacle obstacle) {
            told.add(obstacle);
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
