package org.podstudio.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    private final AtomicInteger registered = new AtomicInteger();
    private final Path root;

    ScratchTest(@TempDir Path folder) {
        this.root = folder.resolve("job");
    }

    @Test
    void it_is_there_from_its_first_use_until_it_is_closed() throws IOException {
        Scratch scratch = scratch();
        Scratch.Folder first = scratch.step(1, "crop");
        assertFalse(Files.exists(root));
        Files.writeString(first.path(() -> {}).resolve("out.png"), "picture");
        scratch.step(2, "grow").path(() -> {});
        assertTrue(Files.isDirectory(root.resolve("2-grow")));
        assertEquals(1, registered.get());
        scratch.close();
        assertFalse(Files.exists(root));
        assertEquals(0, registered.get());
    }

    @Test
    void whoever_comes_after_it_was_closed_makes_nothing() throws IOException {
        Scratch scratch = scratch();
        Scratch.Folder late = scratch.step(1, "crop");
        scratch.close();
        assertThrows(UncheckedIOException.class, () -> late.path(() -> {}));
        scratch.children().add(ProcessHandle.current(), "java");
        assertFalse(Files.exists(root));
        assertEquals(0, registered.get());
    }

    private Scratch scratch() throws IOException {
        return new Scratch(root, () -> {
            registered.incrementAndGet();
            return registered::decrementAndGet;
        });
    }
}
