package org.podstudio.ui.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.ui.UiThread;

/**
 * Collects what the engine says, in its threads, and hands it over in the UI thread ten times a second at most. Once
 * closed it says nothing any more, not even what it had collected before.
 */
final class JobFeed implements AutoCloseable {

    private static final int PAUSE_MS = 100;

    private final UiThread ui;
    private final Consumer<List<JobSnapshot>> moved;
    private final Consumer<List<JobSnapshot>> batchOver;
    /** Guards itself and the three fields below. */
    private final Map<UUID, JobSnapshot> waiting = new HashMap<>();
    private Run.Registration registration = () -> {
    };
    private boolean scheduled;
    private boolean closed;
    private final Map<UUID, Map<UUID, JobSnapshot>> batches = new HashMap<>();
    /** A short job may be over before the one who submitted it gets to expect it. */
    private final Map<UUID, JobSnapshot> latest = new HashMap<>();

    /**
     * @param moved
     *            told the latest snapshot of each job that moved
     * @param batchOver
     *            told every job of a batch when the last of them is over
     */
    JobFeed(UiThread ui, Consumer<List<JobSnapshot>> moved, Consumer<List<JobSnapshot>> batchOver) {
        this.ui = ui;
        this.moved = moved;
        this.batchOver = batchOver;
    }

    /** Begins to listen and has what waits taken up, unless it was closed before; call in any thread. */
    void follow(Project project) {
        Run.Registration heard = project.engine().listen(this::take);
        if (keep(heard)) {
            project.engine().jobs().forEach(this::take);
            project.engine().takeUp();
        } else {
            heard.close();
        }
    }

    /** Expects the end of these. UI thread. */
    void expect(List<JobSnapshot> submitted) {
        Map<UUID, JobSnapshot> batch = new HashMap<>();
        submitted.forEach(j -> batch.put(j.id(), latest.getOrDefault(j.id(), j)));
        submitted.stream().findFirst().ifPresent(j -> batches.put(j.batch(), batch));
        submitted.forEach(this::take);
    }

    /** How many jobs run now, as far as was told. UI thread. */
    int running() {
        return (int) latest.values().stream().filter(j -> j.state() == JobState.RUNNING).count();
    }

    @Override
    public void close() {
        Run.Registration heard;
        synchronized (waiting) {
            closed = true;
            waiting.clear();
            heard = registration;
        }
        heard.close();
    }

    private boolean keep(Run.Registration heard) {
        synchronized (waiting) {
            if (!closed) {
                registration = heard;
            }
            return !closed;
        }
    }

    private void take(JobSnapshot job) {
        synchronized (waiting) {
            if (closed) {
                return;
            }
            waiting.merge(job.id(), job, JobFeed::later);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        ui.later(PAUSE_MS, this::drain);
    }

    private void drain() {
        List<JobSnapshot> jobs;
        synchronized (waiting) {
            if (closed) {
                return;
            }
            jobs = new ArrayList<>(waiting.values());
            waiting.clear();
            scheduled = false;
        }
        moved.accept(jobs);
        jobs.forEach(this::note);
    }

    private void note(JobSnapshot job) {
        latest.merge(job.id(), job, JobFeed::later);
        Map<UUID, JobSnapshot> batch = batches.get(job.batch());
        if (batch == null) {
            return;
        }
        batch.merge(job.id(), job, JobFeed::later);
        if (batch.values().stream().allMatch(j -> j.state().terminal())) {
            batches.remove(job.batch());
            batchOver.accept(List.copyOf(batch.values()));
        }
    }

    private static JobSnapshot later(JobSnapshot a, JobSnapshot b) {
        return a.sequence() > b.sequence() ? a : b;
    }
}
