package org.podstudio.engine.internal.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.podstudio.api.project.Priority;

/** A line with one core: who is first is started. */
class AgeingTest {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final AtomicLong time = new AtomicLong();
    private final WaitingLine<String> line = new WaitingLine<>();
    private final Ageing ageing = new Ageing(8, LONGEST, time::get);
    private final List<String> started = new ArrayList<>();

    @Test
    void in_a_stream_of_urgent_ones_each_lower_priority_has_its_turn_in_its_own_order() {
        IntStream.rangeClosed(1, 3).forEach(n -> {
            line.add("low " + n, Priority.LOW, n);
            line.add("normal " + n, Priority.NORMAL, n);
        });
        stream(100, Duration.ofMinutes(1));
        assertEquals(List.of("normal 1", "low 1", "normal 2", "low 2", "normal 3", "low 3"), lower());
        for (String low : lower()) {
            int share = started.indexOf(low) + 1;
            assertTrue(share <= 12 * Integer.parseInt(low.replaceAll("\\D", "")) + 2, started::toString);
        }
    }

    @Test
    void many_short_ones_are_not_held_up_for_less_than_the_time() {
        line.add("low", Priority.LOW, 1);
        stream(599, Duration.ofSeconds(1));
        assertEquals(List.of(), lower());
        stream(5, Duration.ofSeconds(1));
        assertEquals(List.of("low"), lower());
    }

    @Test
    void long_ones_are_not_held_up_by_more_than_one_in_nine() {
        IntStream.rangeClosed(1, 9).forEach(n -> line.add("low " + n, Priority.LOW, n));
        stream(90, Duration.ofHours(1));
        assertTrue(lower().size() <= 10 && lower().size() >= 8, started::toString);
    }

    @Test
    void who_comes_after_the_last_of_its_priority_left_begins_to_wait_anew() {
        line.add("low 1", Priority.LOW, 1);
        stream(30, Duration.ofSeconds(10));
        line.remove("low 1");
        stream(1, Duration.ofMinutes(60));
        line.add("low 2", Priority.LOW, 2);
        stream(30, Duration.ofSeconds(10));
        assertEquals(List.of(), lower());
    }

    @Test
    void one_that_does_not_fit_stays_the_first_until_it_does() {
        line.add("low", Priority.LOW, 1);
        stream(8, Duration.ofMinutes(2));
        line.add("urgent", Priority.URGENT, 0);
        assertEquals(List.of("low", "urgent"), ageing.window(line, 64));
        assertEquals(List.of("low", "urgent"), ageing.window(line, 64));
    }

    @Test
    void those_that_pass_the_first_of_their_priority_do_not_make_it_wait_anew() {
        line.add("low", Priority.LOW, 1);
        for (int n = 0; n < 8; n++) {
            stream(1, Duration.ofMinutes(2));
            ageing.started(Priority.LOW, false);
        }
        line.add("urgent", Priority.URGENT, 0);
        assertEquals(List.of("low", "urgent"), ageing.window(line, 64));
    }

    private List<String> lower() {
        return started.stream().filter(name -> !name.equals("urgent")).toList();
    }

    /** So many starts, while there is always an urgent one. */
    private void stream(int starts, Duration each) {
        for (int n = 0; n < starts; n++) {
            line.add("urgent", Priority.URGENT, 0);
            String first = ageing.window(line, 64).getFirst();
            line.remove(first);
            ageing.started(first.startsWith("low")
                    ? Priority.LOW
                    : first.startsWith("normal") ? Priority.NORMAL : Priority.URGENT, true);
            started.add(first);
            time.addAndGet(each.toNanos());
        }
    }
}
