package org.podstudio.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    private static final String KEY = "video-upscale-12345678";

    @TempDir
    private Path root = Path.of("");

    @Test
    void what_is_left_is_found_by_the_next_run_and_gone_when_it_has_succeeded() throws IOException {
        try (Checkpoints first = new Checkpoints(root)) {
            Files.writeString(first.take(KEY).orElseThrow().resolve("done.txt"), "48");
        }
        try (Checkpoints second = new Checkpoints(root)) {
            Path folder = second.take(KEY).orElseThrow();
            assertEquals("48", Files.readString(folder.resolve("done.txt")));
            assertEquals(Optional.of(folder), second.take(KEY));
            second.done();
            assertFalse(Files.exists(folder));
        }
    }

    @Test
    void one_run_has_it_at_a_time() throws IOException {
        try (Checkpoints first = new Checkpoints(root); Checkpoints second = new Checkpoints(root)) {
            assertTrue(first.take(KEY).isPresent());
            assertEquals(Optional.empty(), second.take(KEY));
            first.close();
            assertTrue(second.take(KEY).isPresent());
            assertEquals(Optional.empty(), first.take(KEY), "it is over");
        }
    }

    @Test
    void what_nobody_came_back_for_is_removed_after_weeks() throws IOException {
        Path old = Files.createDirectories(root.resolve("video-upscale-old00000"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
        Path foreign = Files.createDirectories(root.resolve("Not ours"));
        Files.setLastModifiedTime(foreign, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
        try (Checkpoints checkpoints = new Checkpoints(root)) {
            assertTrue(checkpoints.take(KEY).isPresent());
        }
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(foreign));
    }

    @Test
    void a_key_is_no_path() throws IOException {
        try (Checkpoints checkpoints = new Checkpoints(root)) {
            assertThrows(IllegalArgumentException.class, () -> checkpoints.take("../../somewhere"));
        }
    }
}
