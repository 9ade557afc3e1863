package org.podstudio.ui.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Display;
import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;

/** Collects what the engine says, in its threads, and hands it over in the UI thread ten times a second at most. */
final class JobFeed implements AutoCloseable {

    private static final int PAUSE_MS = 100;

    private final Display display;
    private final Consumer<List<JobSnapshot>> moved;
    private final Consumer<List<JobSnapshot>> batchOver;
    private final Map<UUID, JobSnapshot> waiting = new HashMap<>();
    private final Map<UUID, Map<UUID, JobSnapshot>> batches = new HashMap<>();
    /** A short job may be over before the one who submitted it gets to expect it. */
    private final Map<UUID, JobSnapshot> ended = new HashMap<>();
    private Run.Registration registration = () -> {
    };
    private boolean scheduled;

    /**
     * @param moved
     *            told the latest snapshot of each job that moved
     * @param batchOver
     *            told every job of a batch when the last of them is over
     */
    JobFeed(Display display, Consumer<List<JobSnapshot>> moved, Consumer<List<JobSnapshot>> batchOver) {
        this.display = display;
        this.moved = moved;
        this.batchOver = batchOver;
    }

    /** Begins to listen; call in any thread. */
    void follow(Project project) {
        registration = project.engine().listen(this::take);
        project.engine().jobs().forEach(this::take);
    }

    /** Expects the end of these. UI thread. */
    void expect(List<JobSnapshot> submitted) {
        Map<UUID, JobSnapshot> batch = new HashMap<>();
        submitted.forEach(j -> batch.put(j.id(), ended.getOrDefault(j.id(), j)));
        submitted.stream().findFirst().ifPresent(j -> batches.put(j.batch(), batch));
        submitted.forEach(this::take);
    }

    @Override
    public void close() {
        registration.close();
    }

    private void take(JobSnapshot job) {
        synchronized (waiting) {
            waiting.merge(job.id(), job, (a, b) -> a.sequence() > b.sequence() ? a : b);
            if (scheduled || display.isDisposed()) {
                return;
            }
            scheduled = true;
        }
        display.asyncExec(() -> display.timerExec(PAUSE_MS, this::drain));
    }

    private void drain() {
        List<JobSnapshot> jobs;
        synchronized (waiting) {
            jobs = new ArrayList<>(waiting.values());
            waiting.clear();
            scheduled = false;
        }
        moved.accept(jobs);
        jobs.forEach(this::note);
    }

    private void note(JobSnapshot job) {
        if (job.state().terminal()) {
            ended.put(job.id(), job);
        }
        Map<UUID, JobSnapshot> batch = batches.get(job.batch());
        if (batch == null) {
            return;
        }
        batch.merge(job.id(), job, (a, b) -> a.sequence() > b.sequence() ? a : b);
        if (batch.values().stream().allMatch(j -> j.state().terminal())) {
            batches.remove(job.batch());
            batchOver.accept(List.copyOf(batch.values()));
        }
    }
}
