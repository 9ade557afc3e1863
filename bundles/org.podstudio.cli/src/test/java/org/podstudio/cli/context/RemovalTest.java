package org.podstudio.cli.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void what_is_behind_a_link_stays() throws IOException {
        Path other = Files.createFile(Files.createDirectory(folder.resolve("other")).resolve("mine"));
        Path gone = Files.createDirectories(folder.resolve("gone/deep")).getParent();
        Files.createSymbolicLink(gone.resolve("link"), other.getParent());
        Removal.of(gone);
        assertFalse(Files.exists(gone));
        assertTrue(Files.exists(other));
    }

    @Test
    void nothing_there_is_fine() throws IOException {
        Removal.of(folder.resolve("nowhere"));
    }

    @Test
    void what_cannot_be_removed_leaves_the_rest_going() throws IOException {
        Path kept = Files.createFile(Files.createDirectories(folder.resolve("gone/m")).resolve("kept"));
        Files.createFile(folder.resolve("gone/a"));
        Files.createFile(folder.resolve("gone/z"));
        Removal.Deletion forbidden = file -> {
            if (file.startsWith(kept)) {
                throw new AccessDeniedException(file.toString());
            }
            Files.deleteIfExists(file);
        };
        assertThrows(AccessDeniedException.class, () -> Removal.of(folder.resolve("gone"), forbidden));
        try (Stream<Path> left = Files.list(folder.resolve("gone"))) {
            assertEquals(List.of(kept.getParent()), left.toList());
        }
    }
}
