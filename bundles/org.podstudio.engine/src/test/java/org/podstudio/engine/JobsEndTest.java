package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.testkit.OwnProgram;

/** The program ends, and Eclipse's jobs end before the engine does; in a process of its own, for there is no way back. */
class JobsEndTest {

    @TempDir
    Path root = Path.of("");

    @Test
    void what_runs_when_all_jobs_end_goes_back_into_the_queue() throws Exception {
        OwnProgram.run(OwnProgram.command(JobsEndTest.class, root.toString()), root.resolve("said.txt"),
                Duration.ofMinutes(1));
    }

    /** @param args a folder; exits with 0 when the job is queued again */
    public static void main(String[] args) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        MemoryStore store = new MemoryStore();
        try (Rig rig = new Rig(Path.of(args[0]), store, Rig.SMALL, Actor.of("child", (request, run) -> {
            try (var kill = run.onCancel(killed::countDown)) {
                running.countDown();
                Rig.pass(killed);
                throw new IOException("Stream closed");
            }
        }))) {
            JobSnapshot job = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("cat.png")));
            Rig.pass(running);
            Job.getJobManager().getClass().getMethod("shutdown").invoke(null);
            JobState state = JobState.RUNNING;
            while (state == JobState.RUNNING) {
                Thread.sleep(10);
                state = store.jobs().find(job.id()).orElseThrow().state();
            }
            assertEquals(JobState.QUEUED, state);
            JobSnapshot next = rig.submitOne(rig.order(Rig.recipe("child"), rig.picture("dog.png")));
            rig.engine.close();
            assertEquals(JobState.QUEUED, store.jobs().find(next.id()).orElseThrow().state());
        }
        System.exit(0);
    }
}
