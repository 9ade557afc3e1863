package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Result;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;

/** Nobody hears of what is not stored: a job is watched while the store takes its time over each of its states. */
@Timeout(60)
class CommitTest {

    private final MemoryStore store = new MemoryStore();
    private final List<JobState> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);

    @TempDir
    Path root = Path.of("");

    /** A commit of one state, on its way from {@link #begun} to {@link #done}. */
    private record Commit(CountDownLatch begun, CountDownLatch done) {

        private void take() {
            begun.countDown();
            try {
                assertTrue(done.await(1, TimeUnit.MINUTES));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Commit slow(JobState slow) {
        Commit commit = new Commit(new CountDownLatch(1), new CountDownLatch(1));
        store.commit = state -> {
            if (state == slow) {
                commit.take();
            }
        };
        return commit;
    }

    @Test
    void nothing_is_accepted_or_seen_to_begin_or_done_before_its_commit() throws Exception {
        try (Rig rig = new Rig(root, store, Rig.SMALL, Actor.of("work", (request, run) -> {
            Rig.pass(begun);
            return Result.of(Actor.mark("work", request, run));
        }))) {
            rig.engine.listen(job -> heard.add(job.state()));
            Plan plan = rig.engine.plan(rig.order(Rig.recipe("work"), rig.picture("cat.png")));

            Commit accepting = slow(JobState.QUEUED);
            var submitted = CompletableFuture.supplyAsync(() -> rig.engine.submit(plan));
            accepting.begun().await();
            assertFalse(submitted.isDone(), "submitted");
            assertEquals(List.of(), rig.engine.jobs());

            Commit beginning = slow(JobState.RUNNING);
            accepting.done().countDown();
            JobSnapshot job = submitted.join().getFirst();
            beginning.begun().await();
            assertEquals(JobState.QUEUED, seen(rig, job));

            Commit ending = slow(JobState.SUCCESS);
            begun.countDown();
            beginning.done().countDown();
            ending.begun().await();
            assertEquals(JobState.RUNNING, seen(rig, job));

            ending.done().countDown();
            assertEquals(JobState.SUCCESS, rig.engine.await(job.id()).state());
        }
        assertEquals(List.copyOf(heard).stream().sorted().toList(), heard, "in this order, each after its commit");
        assertEquals(EnumSet.of(JobState.QUEUED, JobState.RUNNING, JobState.SUCCESS), EnumSet.copyOf(heard));
    }

    /** As anybody can see it, who asks or who listens. */
    private JobState seen(Rig rig, JobSnapshot job) {
        JobState state = rig.engine.job(job.id()).orElseThrow().state();
        assertFalse(heard.contains(JobState.SUCCESS) || state == JobState.QUEUED && heard.contains(JobState.RUNNING),
                () -> "heard too soon: " + heard);
        assertEquals(Set.of(state), Set.copyOf(rig.engine.jobs().stream().map(JobSnapshot::state).toList()));
        return state;
    }
}
