package org.podstudio.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimecodeTest {

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"0 0", "90 90", "90.5 90.5", "1:30 90", "75:00 4500", "1:02:03.5 3723.5",
            "90s 90", "2m 120", "1h2m3.5s 3723.5", "1h 3600", "500ms 0.5", "0:00.04 0.04"})
    void reads_what_people_write(String text, double seconds) {
        assertEquals(seconds, Timecode.seconds(text).orElseThrow(), 1e-9);
        assertTrue(text.matches(Timecode.PATTERN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1:75", "1:99:00", "NaN", "1e3", "12:", "abc", "5x", "1:2:3:4"})
    void refuses_what_is_no_time(String text) {
        assertTrue(Timecode.seconds(text).isEmpty());
    }

    @Test
    void writes_what_players_read() {
        assertEquals("01:02:03.500", Timecode.text(3723.5));
        assertEquals("00:00:00.000", Timecode.text(0));
    }
}
