package org.podstudio.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.project.JobProgress.Remaining;

class AheadTest {

    @ParameterizedTest
    @CsvSource({"0, 0, a moment", "0.2, 0.4, up to 1 s", "2, 2, 2 s", "3.1, 7.2, 3–8 s", "0, 43, up to 45 s",
            "11, 38, 10–40 s", "80, 200, 1–4 min", "170, 290, 3–5 min", "299, 300, 5 min", "3500, 7100, 1–2 h",
            "5000, 9000, 1.5–2.5 h", "100000, 300000, 1–4 d"})
    void a_range_is_told_as_coarsely_as_it_is_known(double least, double most, String words) {
        assertEquals(words, Ahead.of(new Remaining(seconds(least), seconds(most))));
    }

    @Test
    void the_time_until_something_happens_is_one_number() {
        assertEquals("12 s", Ahead.until(seconds(11.2)));
        assertEquals("2 min", Ahead.until(seconds(95)));
        assertEquals("2 h", Ahead.until(seconds(6000)));
        assertEquals("0 s", Ahead.until(seconds(-3)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1e3));
    }
}
