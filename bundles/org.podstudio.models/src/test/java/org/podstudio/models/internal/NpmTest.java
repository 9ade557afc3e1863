package org.podstudio.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.testkit.FakeRun;

@Timeout(60)
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
        assertEquals("models.not-served", e.code());
        assertTrue(e.message().contains("404 Not Found"), e.message());
    }

    @Test
    void tells_a_registry_that_is_out_of_reach_from_one_that_refuses() throws IOException {
        Npm npm = new Npm(script("echo 'npm error code ENOTFOUND'; exit 1"));
        Path work = work();
        var e = assertThrows(ProcessingException.class, () -> npm.pack("some", "1.0.0", work, new FakeRun(folder)));
        assertEquals("models.no-network", e.code());
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
    void canceling_ends_npm_and_what_it_started() throws Exception {
        Npm npm = new Npm(script("echo $$ > $0.pid; touch started; sleep 60; exit 0"));
        Path work = work();
        FakeRun run = new FakeRun(folder);
        try (WatchService watch = work.getFileSystem().newWatchService()) {
            work.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            var ended = CompletableFuture.supplyAsync(
                    () -> assertThrows(CanceledException.class, () -> npm.pack("some", "1.0.0", work, run)));
            while (!Files.exists(work.resolve("started"))) {
                watch.take().reset();
            }
            run.cancel();
            ended.get(2, TimeUnit.SECONDS);
        }
        assertEnded(Files.readString(folder.resolve("npm.pid")).strip());
    }

    /** A program of its own, which is then asked to end. */
    static final class Victim {

        private Victim() {
        }

        public static void main(String[] words) throws IOException {
            new Npm(words[0]).pack("some", "1.0.0", Path.of(words[1]), new FakeRun(Path.of(words[1])));
        }
    }

    @Test
    void npm_ends_with_the_program() throws Exception {
        String script = script("echo $$ > $0.pid; touch started; sleep 60; exit 0");
        Path work = work();
        try (WatchService watch = work.getFileSystem().newWatchService()) {
            work.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Process program = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                    System.getProperty("java.class.path"), Victim.class.getName(), script, work.toString())
                    .redirectErrorStream(true).redirectOutput(folder.resolve("said.txt").toFile()).start();
            while (!Files.exists(work.resolve("started"))) {
                watch.take().reset();
            }
            program.destroy();
            program.waitFor();
        }
        assertEnded(Files.readString(folder.resolve("npm.pid")).strip());
    }

    /** A process that nobody has asked how it ended is a zombie, and as dead. */
    private static void assertEnded(String pid) throws IOException {
        Path stat = Path.of("/proc", pid, "stat");
        long start = System.nanoTime();
        while (Files.exists(stat) && !Files.readString(stat).contains(") Z ")
                && System.nanoTime() - start < 2_000_000_000L) {
            LockSupport.parkNanos(20_000_000);
        }
        assertTrue(!Files.exists(stat) || Files.readString(stat).contains(") Z "), "npm goes on");
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
