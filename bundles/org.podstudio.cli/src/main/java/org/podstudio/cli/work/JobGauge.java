package org.podstudio.cli.work;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.podstudio.api.Run;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.cli.screen.Gauge;
import org.podstudio.cli.screen.Joint;
import org.podstudio.cli.screen.Screen;
import org.podstudio.engine.Engine;
import org.podstudio.engine.control.BatchSnapshot;

/** Shows how far jobs are, and the batches they belong to, until it is closed. Its listener has a thread of its own. */
public final class JobGauge implements AutoCloseable {

    /** How long a batch takes yet is read from the store: so seldom, and so much seldomer than that takes. */
    private static final long PAUSE_NANOS = 500_000_000;
    private static final int RARITY = 20;

    private final Engine engine;
    private final Gauge gauge;
    private final Map<UUID, String> names = new HashMap<>();
    private final Map<UUID, Together> batches = new HashMap<>();
    private final Run.Registration listening;

    /** @param jobs others are not shown */
    public JobGauge(Engine engine, Screen screen, List<JobSnapshot> jobs) {
        this.engine = engine;
        this.gauge = new Gauge(screen, Math.max(1, jobs.size()));
        jobs.forEach(job -> names.put(job.id(), String.valueOf(job.input().getFileName())));
        jobs.forEach(job -> batches.computeIfAbsent(job.batch(), batch -> new Together()).total++);
        this.listening = engine.listen(this::show);
    }

    @Override
    public void close() {
        listening.close();
        gauge.close();
    }

    private void show(JobSnapshot job) {
        Optional.ofNullable(names.get(job.id())).ifPresent(name -> {
            batch(job);
            gauge.update(job.id(), name, new JobProgress(job.fraction(), stage(job), job.progress().remaining()));
        });
    }

    private static String stage(JobSnapshot job) {
        return job.turn().next().isPresent() ? "failed, will be tried again" : job.stage();
    }

    private void batch(JobSnapshot job) {
        Together together = Objects.requireNonNull(batches.get(job.batch()));
        together.heard(job);
        long begun = System.nanoTime();
        if (begun - together.due >= 0) {
            together.remaining = engine.batches().find(job.batch()).flatMap(BatchSnapshot::remaining);
            long now = System.nanoTime();
            together.due = now + Math.max(PAUSE_NANOS, RARITY * (now - begun));
        }
        gauge.update(together.joint(job));
    }

    /** What is shown of a batch, which may have been begun before: only that counts. */
    private static final class Together {

        private final Set<UUID> over = new HashSet<>();
        private final Map<UUID, Double> fractions = new HashMap<>();
        private Optional<Remaining> remaining = Optional.empty();
        private int total;
        private double done;
        private long due = System.nanoTime();

        void heard(JobSnapshot job) {
            double fraction = job.state().terminal() ? 1 : job.fraction();
            Double before = fractions.put(job.id(), fraction);
            done += fraction - (before == null ? 0 : before);
            if (job.state().terminal()) {
                over.add(job.id());
            }
        }

        Joint joint(JobSnapshot job) {
            int item = Math.min(total, over.size() + (job.state() == JobState.QUEUED ? 0 : 1));
            return new Joint(job.batch(), job.recipe().title(), item, total,
                    new JobProgress(Math.clamp(done / total, 0, 1), "", remaining));
        }
    }
}
