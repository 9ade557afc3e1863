package org.podstudio.ui.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.JobReport;
import org.podstudio.ui.jobs.Sample;
import org.podstudio.ui.session.Inspection;

class DetailsTest {

    private static final Instant BEGUN = Instant.parse("2026-11-21T17:30:00Z");

    private final Attempt attempt = new Attempt(1, Attempt.Ending.SUCCESS, BEGUN, BEGUN.plusMillis(2500),
            Optional.empty(),
            new Attempt.Effort(List.of(new Attempt.Stage("tiles", 2), new Attempt.Stage("encode", 0.5)),
                    Optional.of(new Needs(2, 1_000_000_000, 1_000_000_000, 0, 50_000_000)),
                    new Attempt.Used(OptionalLong.of(1_500_000_000), OptionalLong.empty()),
                    List.of(new Attempt.Child(List.of("ffmpeg", "-i", "my film.mp4", "it's.mp4"), 7,
                            OptionalInt.of(0), 1.2, 0, 60_000_000))));

    @Test
    void attempts_have_their_stages_with_times() {
        Item.Try one = only(Item.Try.class, seen(JobState.SUCCESS, List.of()));
        assertEquals("1  \u00b7  Done  \u00b7  2.5 s", one.head());
        assertEquals("17:30:00", one.time());
        assertEquals("tiles 2.0 s  \u00b7  encode 500 ms", one.legend());
    }

    @Test
    void what_was_used_is_told_beside_what_was_expected() {
        Item.Gauge memory = only(Item.Gauge.class, seen(JobState.SUCCESS, List.of()));
        assertEquals("1.50 GB used of 2.00 GB expected", memory.value());
        assertEquals(0.75, memory.part());
        assertTrue(items(seen(JobState.SUCCESS, List.of())).contains(new Item.Fact("Disk", "50.0 MB expected")));
    }

    @Test
    void a_command_line_is_copied_as_a_shell_takes_it() {
        Item.Command command = only(Item.Command.class, seen(JobState.SUCCESS, List.of()));
        assertEquals("ffmpeg -i 'my film.mp4' 'it'\\''s.mp4'", command.line());
        assertEquals(Optional.of(new Item.Deed.Copy(command.line())), command.deed());
        assertEquals("1.2 s  \u00b7  60.0 MB  \u00b7  exit code 0", command.outcome());
    }

    @Test
    void results_can_be_opened_and_failures_say_why_first() {
        assertTrue(only(Item.Result.class, seen(JobState.SUCCESS, List.of())).deed().isPresent());
        List<Item> items = items(seen(JobState.FAILED, List.of()));
        assertEquals(new Item.Words("4 GB are free.", Item.Tone.BAD), items.get(1));
        assertTrue(items.contains(new Item.Words("what somebody noted", Item.Tone.PLAIN)));
    }

    @Test
    void the_log_has_the_time_of_the_day_and_lines_that_go_on() {
        List<Item> items = items(
                seen(JobState.SUCCESS, List.of("2026-11-21T17:30:01.250Z over: success", "    and more", "")));
        assertTrue(items.contains(new Item.Line("17:30:01", "over: success")));
        assertTrue(items.contains(new Item.Line("", "    and more")));
    }

    private static List<Item> items(Inspection seen) {
        return new Details(id -> id, ZoneOffset.UTC).of(seen, "what somebody noted");
    }

    private static <T extends Item> T only(Class<T> type, Inspection seen) {
        List<T> found = items(seen).stream().filter(type::isInstance).map(type::cast).toList();
        assertEquals(1, found.size());
        return found.getFirst();
    }

    private Inspection seen(JobState state, List<String> log) {
        return new Inspection(new JobReport(Sample.at(1).of(UUID.randomUUID()).in(state).job(), Duration.ofSeconds(3),
                Duration.ofMillis(2500), List.of(attempt), Path.of("job.log"),
                Optional.of(Duration.ofMinutes(10))), log);
    }
}
