package org.podstudio.cli.work;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.Run;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.screen.Gauge;
import org.podstudio.cli.screen.Joint;
import org.podstudio.cli.screen.Screen;
import org.podstudio.engine.Engine;
import org.podstudio.engine.control.BatchSnapshot;

/** Shows how far jobs are, and the batches they belong to, until it is closed. Its listener is called in the engine's thread. */
public final class JobGauge implements AutoCloseable {

    /** How a batch stands is read from the store: so seldom, and so much seldomer than that takes. */
    private static final long PAUSE_NANOS = 500_000_000;
    private static final int RARITY = 20;

    private final Engine engine;
    private final Gauge gauge;
    private final List<JobSnapshot> jobs;
    private final Map<UUID, String> names = new HashMap<>();
    private final Map<UUID, Long> due = new HashMap<>();
    private final Run.Registration listening;

    /** @param jobs others are not shown */
    public JobGauge(Engine engine, Screen screen, List<JobSnapshot> jobs) {
        this.engine = engine;
        this.jobs = jobs;
        this.gauge = new Gauge(screen, Math.max(1, jobs.size()));
        jobs.forEach(job -> names.put(job.id(), String.valueOf(job.input().getFileName())));
        this.listening = engine.listen(this::show);
    }

    @Override
    public void close() {
        listening.close();
        gauge.close();
    }

    private void show(JobSnapshot job) {
        Optional.ofNullable(names.get(job.id())).ifPresent(name -> {
            batch(job.batch());
            gauge.update(job.id(), name, new JobProgress(job.fraction(), stage(job), job.progress().remaining()));
        });
    }

    private static String stage(JobSnapshot job) {
        return job.turn().next().isPresent() ? "failed, will be tried again" : job.stage();
    }

    private void batch(UUID id) {
        long begun = System.nanoTime();
        if (begun - due.getOrDefault(id, begun) < 0) {
            return;
        }
        engine.batches().find(id).map(this::joint).ifPresent(gauge::update);
        long now = System.nanoTime();
        due.put(id, now + Math.max(PAUSE_NANOS, RARITY * (now - begun)));
    }

    /** Of a batch that was begun before, only what is shown counts. */
    private Joint joint(BatchSnapshot batch) {
        int total = (int) jobs.stream().filter(job -> job.batch().equals(batch.id())).count();
        int before = batch.total() - total;
        double fraction = (batch.fraction() * batch.total() - before) / total;
        return new Joint(batch.id(), batch.title(), Math.max(0, batch.item() - before), total,
                new JobProgress(Math.clamp(fraction, 0, 1), "", batch.remaining()));
    }
}
