package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.CanceledException;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.testkit.OwnProgram;

/** The program ends, and the children with it, before anybody has closed the engine; in a process of its own, for there is no way back. */
class ProgramEndTest {

    @TempDir
    Path root = Path.of("");

    /** What a child throws that may not start any more, and what its closed pipe throws. */
    @ParameterizedTest
    @ValueSource(strings = {"canceled", "closed"})
    void what_runs_when_the_program_ends_goes_back_into_the_queue(String thrown) throws Exception {
        OwnProgram.run(OwnProgram.command(ProgramEndTest.class, root.toString(), thrown), root.resolve("said.txt"),
                Duration.ofMinutes(1));
        assertEquals("QUEUED", Files.readString(root.resolve("state.txt")));
    }

    /** @param args a folder, and what is thrown; writes there in which state the job is when its thread has left it */
    public static void main(String[] args) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        MemoryStore store = new MemoryStore();
        try (Rig rig = new Rig(Path.of(args[0]), store, Rig.SMALL, Actor.of("child", (request, run) -> {
            running.countDown();
            Rig.pass(ending);
            if (args[1].equals("canceled")) {
                throw new CanceledException();
            }
            throw new IOException("Stream closed");
        }))) {
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("cat.png")));
            rig.engine.listen(now -> {
                if (now.state() != JobState.RUNNING) {
                    left.countDown();
                }
            });
            Rig.pass(running);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ending.countDown();
                Rig.pass(left);
                write(Path.of(args[0], "state.txt"), store.jobs().find(job.id()).orElseThrow().state().name());
            }));
            System.exit(0);
        }
    }

    private static void write(Path file, String words) {
        try {
            Files.writeString(file, words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
