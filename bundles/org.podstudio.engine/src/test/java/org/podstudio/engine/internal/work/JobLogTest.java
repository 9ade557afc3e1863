package org.podstudio.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.JobState;

/** What is written, and when. */
class JobLogTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    private final Path file;
    private final JobLog log;

    JobLogTest(@TempDir Path folder) {
        file = folder.resolve("jobs/job.log");
        log = new JobLog(file, NOON);
    }

    @Test
    void a_success_that_had_nothing_to_say_writes_nothing_and_words_nothing() {
        log.line(() -> {
            throw new IllegalStateException("nobody needs the words");
        });
        log.over(JobState.SUCCESS);
        log.close();
        assertFalse(Files.exists(file));
    }

    @Test
    void what_was_held_back_is_written_in_order_before_what_cannot_wait() throws IOException {
        log.line("started");
        log.remark("note:\ntwo lines");
        assertEquals("2026-11-21T12:00:00Z started\n2026-11-21T12:00:00Z note:\n    two lines\n",
                Files.readString(file));
        log.line("goes on");
        log.over(JobState.SUCCESS);
        assertEquals("2026-11-21T12:00:00Z over: success\n", last());
        log.close();
    }

    @Test
    void an_end_that_is_no_success_is_written_with_all_before_it() throws IOException {
        log.line("started");
        log.over(JobState.CANCELED);
        assertEquals(2, Files.readAllLines(file).size());
        log.close();
    }

    @Test
    void an_attempt_without_an_end_is_written_when_it_is_closed() throws IOException {
        log.line("failed, and tried again later");
        log.close();
        assertEquals("2026-11-21T12:00:00Z failed, and tried again later\n", Files.readString(file));
        log.line("from a thread that was left running");
        assertEquals(1, Files.readAllLines(file).size());
    }

    @Test
    void who_says_much_is_not_held_back() throws IOException {
        IntStream.range(0, 150).forEach(n -> log.line("line " + n));
        assertEquals("2026-11-21T12:00:00Z line 149\n", last());
        log.close();
    }

    private String last() throws IOException {
        return Files.readAllLines(file).getLast() + "\n";
    }
}
