package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void a_time_limit_that_is_none_is_refused_however_long_it_is() {
        for (Duration time : List.of(Duration.ZERO, Duration.ofNanos(999_999), Duration.ofSeconds(Long.MIN_VALUE),
                Terms.LONGEST_TIME.plusNanos(1), Duration.ofDays(99_999_999_999_999L),
                Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThrows(IllegalArgumentException.class, () -> Terms.USUAL.within(time), time.toString());
        }
    }

    @Test
    void the_shortest_and_the_longest_time_limit_are_accepted() {
        for (Duration time : List.of(Terms.SHORTEST_TIME, Terms.LONGEST_TIME)) {
            assertEquals(Optional.of(time), Terms.USUAL.within(time).timeLimit());
        }
    }
}
