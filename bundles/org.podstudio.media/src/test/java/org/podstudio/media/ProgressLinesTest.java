package org.podstudio.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.podstudio.testkit.FakeRun;

class ProgressLinesTest {

    private final FakeRun run = new FakeRun(Path.of(""));
    private final List<Progress> seen = new ArrayList<>();

    @Test
    void a_block_counts_when_it_ends() {
        ProgressLines lines = lines(10);
        say(lines, "frame=25", "fps=25.0", "total_size=1000", "out_time_us=1000000", "dup_frames=1", "drop_frames=2",
                "speed=2.0x");
        assertEquals(List.of(), seen);
        say(lines, "progress=continue");
        assertEquals(List.of(new Progress(25, 1, 1000, 2, 2, 1, false)), seen);
        assertEquals(List.of(0.1), run.progressSeen());
        assertEquals(Optional.of(Duration.ofMillis(4500)), seen.getFirst().left(10));
    }

    @Test
    void what_is_not_known_is_as_before_and_time_never_falls() {
        ProgressLines lines = lines(10);
        say(lines, "frame=1", "out_time_us=N/A", "total_size=N/A", "speed=N/A", "progress=continue");
        say(lines, "frame=50", "out_time_us=5000000", "total_size=9", "speed= 1.5e+00x", "progress=continue");
        say(lines, "frame=51", "out_time_us=-900", "progress=continue");
        assertEquals(List.of(0.0, 5.0, 5.0), seen.stream().map(Progress::seconds).toList());
        assertEquals(List.of(Optional.empty(), Optional.of(Duration.ofMillis(3333)), Optional.empty()), seen.stream()
                .map(p -> p.left(10)).toList());
    }

    @Test
    void the_end_is_the_end() {
        ProgressLines lines = lines(10);
        say(lines, "out_time_us=9000000", "progress=end", "out_time_us=1", "progress=continue");
        assertEquals(List.of(1.0), run.progressSeen());
        assertEquals(1, seen.size());
        assertEquals(9, lines.reached());
    }

    @Test
    void a_film_longer_than_it_says_goes_no_further_than_its_end() {
        ProgressLines lines = lines(1);
        say(lines, "out_time_us=9000000", "progress=continue");
        assertEquals(List.of(1.0), run.progressSeen());
    }

    @Test
    void of_an_unknown_length_only_the_end_is_told() {
        ProgressLines lines = lines(0);
        say(lines, "out_time_us=9000000", "speed=1x", "progress=continue", "nonsense", "=", "progress=end");
        assertEquals(List.of(1.0), run.progressSeen());
        assertEquals(Optional.empty(), seen.getFirst().left(0));
    }

    private ProgressLines lines(double seconds) {
        return new ProgressLines(seconds, run, seen::add);
    }

    private static void say(ProgressLines lines, String... words) {
        List.of(words).forEach(lines::accept);
    }
}
