package org.podstudio.media.internal.child;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.FakeRun;

/** Children of a program that was killed before the kernel knew that they should end with it. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class OrphansTest {

    @TempDir
    private Path folder = Path.of("");
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void the_child_of_a_program_that_has_ended_is_ended_with_its_own() throws Exception {
        Process orphan = start(Orphans.mark().replaceFirst("\\d+ \\d+", "1 12345"), "sleep 300 & wait");
        while (orphan.descendants().findAny().isEmpty()) {
            Thread.onSpinWait();
        }
        ProcessHandle grandchild = orphan.descendants().findFirst().orElseThrow();
        assertTrue(Orphans.end() >= 2);
        assertTrue(orphan.waitFor(5, TimeUnit.SECONDS));
        grandchild.onExit().get(5, TimeUnit.SECONDS);
    }

    @Test
    void children_of_programs_that_run_and_of_other_machines_are_left_alone() throws Exception {
        Process mine = start(Orphans.mark(), "exec sleep 300");
        Process elsewhere = start(Orphans.mark().replaceFirst("\\d+ \\d+ .*", "1 12345 elsewhere"), "exec sleep 300");
        Process odd = start("nonsense", "exec sleep 300");
        Process none = new ProcessBuilder("sleep", "300").start();
        started.add(none);
        Orphans.end();
        for (Process process : List.of(mine, elsewhere, odd, none)) {
            assertTrue(process.isAlive());
        }
    }

    @Test
    void whatever_is_started_for_a_run_bears_the_mark() throws Exception {
        FakeRun run = new FakeRun(folder);
        Thread.ofPlatform().start(() -> new Ffmpeg().run(LeashTest.endless(folder), 10_000, run));
        run.awaitProgress();
        ProcessHandle child = ProcessHandle.current().children().filter(LeashTest::ffmpeg).findFirst().orElseThrow();
        try {
            assertTrue(environment(child).contains(Orphans.VARIABLE + "=" + Orphans.mark() + "\0"));
        } finally {
            run.cancel();
        }
    }

    private Process start(String mark, String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script);
        builder.environment().put(Orphans.VARIABLE, mark);
        Process process = builder.start();
        started.add(process);
        // until it is the shell, its environment is still that of this process
        while (!environment(process.toHandle()).contains(Orphans.VARIABLE)) {
            Thread.onSpinWait();
        }
        return process;
    }

    private static String environment(ProcessHandle process) throws IOException {
        return Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
    }
}
