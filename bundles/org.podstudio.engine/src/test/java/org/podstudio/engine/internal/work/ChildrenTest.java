package org.podstudio.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

    @TempDir
    Path scratch = Path.of("");

    private final Process child;

    ChildrenTest() throws IOException {
        child = new ProcessBuilder("/bin/sh", "-c", "sleep 300 & wait").start();
    }

    @BeforeEach
    void waitForTheGrandchild() {
        while (child.descendants().findAny().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void end() {
        child.descendants().forEach(ProcessHandle::destroyForcibly);
        child.destroyForcibly();
    }

    @Test
    void a_process_that_was_left_is_ended_with_its_own() throws Exception {
        List<ProcessHandle> grandchildren = child.descendants().toList();
        new Children(scratch).add(child.toHandle(), "/bin/sh");
        new Children(scratch).end();
        assertTrue(child.waitFor(2, TimeUnit.SECONDS));
        for (ProcessHandle one : grandchildren) {
            one.onExit().get(2, TimeUnit.SECONDS);
        }
        assertFalse(grandchildren.isEmpty());
    }

    @Test
    void one_with_another_program_another_start_or_of_another_machine_is_left_alone() throws IOException {
        Owner owner = Owner.of(child.toHandle()).orElseThrow();
        Files.write(scratch.resolve(Children.NAME), List.of(line(owner, owner.start(), owner.machine(), "/bin/other"),
                line(owner, owner.start() - 60_000, owner.machine(), "/bin/sh"),
                line(owner, owner.start(), "elsewhere", "/bin/sh"), line(owner, owner.start(), owner.machine(), ""),
                "nonsense", "1 2"));
        new Children(scratch).end();
        assertTrue(child.isAlive());
    }

    @Test
    void this_process_does_not_end_itself() {
        new Children(scratch).add(ProcessHandle.current(),
                ProcessHandle.current().info().command().orElse("java"));
        new Children(scratch).end();
        assertTrue(ProcessHandle.current().isAlive());
    }

    private static String line(Owner owner, long start, String machine, String program) {
        return owner.pid() + " " + start + " " + java.net.URLEncoder.encode(machine,
                java.nio.charset.StandardCharsets.UTF_8) + " " + program;
    }
}
