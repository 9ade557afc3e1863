package org.podstudio.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ChronicleTest {

    private final Path file;
    private final List<String> lines = new ArrayList<>();

    ChronicleTest(@TempDir Path temp) {
        file = temp.resolve("chronicle.jsonl");
    }

    record Told(String id) {}

    @Test
    void an_interrupted_thread_writes_its_line_and_stays_interrupted() throws IOException {
        try (Chronicle chronicle = new Chronicle(file)) {
            chronicle.write("told", List.of(new Told("before")));
            Thread.currentThread().interrupt();
            chronicle.write("told", List.of(new Told("interrupted")));
            assertTrue(Thread.interrupted());
            chronicle.write("told", List.of(new Told("after")));
            assertFalse(chronicle.gap());
        }
        assertEquals(List.of("before", "interrupted", "after"), read());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void after_a_disk_that_was_full_it_goes_on_and_knows_of_the_gap() throws IOException {
        Path full = Path.of("/dev/full");
        Files.createSymbolicLink(file, full);
        try (Chronicle chronicle = new Chronicle(file)) {
            chronicle.write("told", List.of(new Told("lost")));
            assertTrue(chronicle.gap());
            Files.delete(file);
            chronicle.write("told", List.of(new Told("after")));
            assertTrue(chronicle.gap());
        }
        assertEquals(List.of("after"), read());
    }

    @Test
    void half_a_line_spoils_no_other() throws IOException {
        Files.writeString(file, "{\"told\":{\"id\":\"ha");
        try (Chronicle chronicle = new Chronicle(file)) {
            chronicle.write("told", List.of(new Told("whole")));
        }
        assertEquals(1, Chronicle.read(file, (number, kind, map) -> lines.add(String.valueOf(map.get("id")))));
        assertEquals(List.of("whole"), lines);
    }

    private List<String> read() throws IOException {
        assertEquals(0, Chronicle.read(file, (number, kind, map) -> lines.add(String.valueOf(map.get("id")))));
        return lines;
    }
}
