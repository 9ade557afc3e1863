package org.podstudio.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThinningTest {

    private final Path file;

    ThinningTest(@TempDir Path temp) {
        file = temp.resolve("chronicle.jsonl");
    }

    record Told(UUID id, String text) {}

    private void write(List<Told> lines) {
        try (Chronicle chronicle = new Chronicle(file)) {
            chronicle.write("told", lines);
        }
    }

    private static Stream<Told> different(int count, int length) {
        return Stream.generate(() -> new Told(UUID.randomUUID(), "ü".repeat(length))).limit(count);
    }

    @Test
    void a_few_long_lines_that_are_told_again_and_again_make_it_due() throws IOException {
        write(different(1000, 200).toList());
        Told lessons = new Told(UUID.randomUUID(), "ü".repeat(10_000));
        write(Collections.nCopies(50, lessons));
        assertTrue(Thinning.due(file));
        Thinning.perform(file);
        assertFalse(Thinning.due(file));
        assertEquals(1 + 1000 + 1, Files.readAllLines(file).size());
        assertTrue(Chronicle.current(file));
    }

    @Test
    void what_is_told_once_is_never_due() throws IOException {
        write(different(4000, 200).toList());
        assertFalse(Thinning.due(file));
    }

    @Test
    void a_short_one_is_not_worth_the_trouble() throws IOException {
        write(Collections.nCopies(500, new Told(UUID.randomUUID(), "again")));
        assertFalse(Thinning.due(file));
    }
}
