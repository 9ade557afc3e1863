package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

class JournalTest {

    @Test
    void tells_what_was_asked_how_it_ended_and_how_long_it_took() {
        assertEquals("podstudio run crop a.png: exit 3 after 1.25 s",
                Journal.line(List.of("run", "crop", "a.png"), 3, Duration.ofMillis(1250)));
    }

    @Test
    void stays_one_line_and_keeps_passwords_to_itself() {
        assertEquals("podstudio show a?b --site https://example.org/: exit 0 after 0.00 s",
                Journal.line(List.of("show", "a\nb", "--site", "https://me:secret@example.org/"), 0, Duration.ZERO));
    }
}
