package org.podstudio.media.internal.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_copy_that_fails_leaves_no_draft() throws IOException {
        Path good = Files.writeString(folder.resolve("good"), "a program");
        Path target = Files.createDirectory(folder.resolve("natives"));
        var files = List.of(good.toUri().toURL(), folder.resolve("gone").toUri().toURL());
        assertThrows(IOException.class, () -> Unpacking.draft(target, files, target.resolve("ffmpeg")));
        try (Stream<Path> left = Files.list(target)) {
            assertEquals(0, left.count());
        }
    }
}
