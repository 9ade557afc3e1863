package org.podstudio.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.testkit.FakeRun;

@DisabledOnOs(OS.WINDOWS)
class NpmTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void gives_the_archive_that_npm_packed() throws IOException {
        Path archive = new Npm(script("touch some-1.0.0.tgz")).pack("@a/some", "1.0.0", work(), new FakeRun(folder));
        assertEquals("some-1.0.0.tgz", archive.getFileName().toString());
    }

    @Test
    void tells_what_npm_complained_of() throws IOException {
        Npm npm = new Npm(script("echo 'npm error code E404'; echo 'npm error 404 Not Found'; exit 1"));
        Path work = work();
        var e = assertThrows(ProcessingException.class, () -> npm.pack("some", "1.0.0", work, new FakeRun(folder)));
        assertEquals("models.no-network", e.code());
        assertTrue(e.message().contains("404 Not Found"), e.message());
    }

    @Test
    void says_what_to_install_when_there_is_no_npm() throws IOException {
        Path work = work();
        var e = assertThrows(ProcessingException.class,
                () -> new Npm("/no/such/npm").pack("some", "1.0.0", work, new FakeRun(folder)));
        assertEquals("models.no-npm", e.code());
        assertTrue(e.advice().contains("Node.js"));
    }

    @Test
    void canceling_ends_npm() throws IOException {
        Npm npm = new Npm(script("sleep 60"));
        Path work = work();
        long start = System.nanoTime();
        assertThrows(CanceledException.class, () -> npm.pack("some", "1.0.0", work, new FakeRun(folder).cancelAt(0)));
        assertTrue(System.nanoTime() - start < 10_000_000_000L);
    }

    @Test
    void a_name_that_is_an_option_is_refused() throws IOException {
        Path work = work();
        assertThrows(IllegalArgumentException.class,
                () -> new Npm("npm").pack("--evil", "1.0.0 x", work, new FakeRun(folder)));
    }

    private Path work() throws IOException {
        return Files.createDirectory(folder.resolve("work"));
    }

    private String script(String body) throws IOException {
        Path file = Files.writeString(folder.resolve("npm"), "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file.toString();
    }
}
