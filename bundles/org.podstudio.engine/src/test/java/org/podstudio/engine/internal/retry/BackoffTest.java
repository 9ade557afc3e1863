package org.podstudio.engine.internal.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;

class BackoffTest {

    private static final Backoff MIDDLE = new Backoff(() -> 0.5, 1);

    @ParameterizedTest
    @CsvSource({"RESOURCE, models.no-network, 1000, 2000, 4000, 8000",
            "RESOURCE, models.unreachable-for-now, 1000, 2000, 4000, 8000", "RESOURCE, io.disk-full, 5000, 12500, 0, 0",
            "RESOURCE, io.failed, 500, 750, 0, 0", "TOOL, media.killed, 3000, 6000, 0, 0"})
    void pauses_grow_until_the_attempts_are_used_up(ErrorKind kind, String code, long first, long second, long third,
            long fourth) {
        long[] pauses = {first, second, third, fourth, 0};
        for (int failed = 1; failed <= pauses.length; failed++) {
            Optional<Duration> expected = Optional.of(Duration.ofMillis(pauses[failed - 1])).filter(d -> !d.isZero());
            assertEquals(expected, MIDDLE.pause(problem(kind, code), failed, Priority.NORMAL), "after " + failed);
        }
    }

    @ParameterizedTest
    @CsvSource({"INPUT, input.empty", "CONFIGURATION, parameter.unknown", "SYSTEM, engine.unexpected",
            "TOOL, verify.wrong-size", "TOOL, engine.output-missing",
            "RESOURCE, upscale.no-memory", "RESOURCE, media.no-memory"})
    void what_would_fail_again_is_not_tried_again(ErrorKind kind, String code) {
        assertEquals(Optional.empty(), MIDDLE.pause(problem(kind, code), 1, Priority.NORMAL));
    }

    @ParameterizedTest
    @CsvSource({"URGENT, 1500", "HIGH, 2250", "NORMAL, 3000", "LOW, 4500"})
    void the_urgent_wait_less(Priority priority, long millis) {
        assertEquals(Optional.of(Duration.ofMillis(millis)),
                MIDDLE.pause(problem(ErrorKind.TOOL, "media.killed"), 1, priority));
    }

    @Test
    void jitter_keeps_to_its_range_and_a_pause_to_its_limit() {
        Problem offline = problem(ErrorKind.RESOURCE, "models.no-network");
        assertEquals(Duration.ofMillis(800),
                new Backoff(() -> 0, 1).pause(offline, 1, Priority.NORMAL).orElseThrow());
        assertEquals(Duration.ofMillis(1200),
                new Backoff(() -> 1, 1).pause(offline, 1, Priority.NORMAL).orElseThrow());
        assertEquals(Duration.ofSeconds(300), Transience.NETWORK.pause(30, 0.5));
        for (int i = 0; i < 1000; i++) {
            long millis = Backoff.standard().pause(offline, 1, Priority.NORMAL).orElseThrow().toMillis();
            assertTrue(millis >= 800 && millis <= 1200, millis + " ms");
        }
    }

    private static Problem problem(ErrorKind kind, String code) {
        return new Problem(kind, code, "It failed.", "Wait.", Optional.empty());
    }
}
