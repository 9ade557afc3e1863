package org.podstudio.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.ProgressMonitorWrapper;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.IJobChangeListener;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.Needs;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;
import org.podstudio.engine.internal.admission.Disk;
import org.podstudio.engine.internal.admission.Dispatcher;
import org.podstudio.engine.internal.admission.GpuRule;
import org.podstudio.engine.internal.admission.Obstacle;
import org.podstudio.engine.internal.admission.Waiting;
import org.podstudio.engine.internal.work.Cancellation.Reason;

/**
 * A job as Eclipse sees it: scheduled when it is admitted, and not before. Always ends with OK or CANCEL, because a workbench opens a window for
 * anything else; how it really ended is in its snapshot.
 */
final class MediaJob extends Job implements Waiting {

    /** It is canceled long before. */
    private static final long PROBE_MILLIS = 3_600_000;

    private static final IJobChangeListener ENDED = new JobChangeAdapter() {
        @Override
        public void done(@Nullable IJobChangeEvent event) {
            if (event != null && event.getJob() instanceof MediaJob job) {
                job.ended();
            }
        }
    };

    private final LiveJob live;
    private final Performer performer;
    private final Dispatcher dispatcher;
    private final Line line;
    private @Nullable Needs needs;
    private volatile boolean ran;

    /** @param planned none after a restart: then they are looked up when its turn is near */
    MediaJob(LiveJob live, Optional<Needs> planned, Performer performer, Dispatcher dispatcher,
            Line line) {
        super(live.current().recipe().title() + ": " + live.current().input().getFileName());
        this.live = live;
        this.needs = planned.orElse(null);
        this.performer = performer;
        this.dispatcher = dispatcher;
        this.line = line;
        setPriority(Job.LONG);
        addJobChangeListener(ENDED);
    }

    LiveJob live() {
        return live;
    }

    /** Stops it wherever it stands. @return whether there was something to stop */
    boolean stop(Reason reason) {
        return stop(reason, Optional.empty());
    }

    /** As {@link #stop(Reason)}. @param remark noted if nobody had stopped it before */
    boolean stop(Reason reason, Optional<String> remark) {
        boolean mine = remark.map(text -> live.cancel(reason, text))
                .orElseGet(() -> live.cancellation().cancel(reason));
        if (!leaveIfStopped() && mine) {
            cancel();
        }
        return live.cancellation().reason().isPresent();
    }

    /** Ends it if somebody stopped it who found it neither in the line nor at work. @return whether it waited and is over */
    boolean leaveIfStopped() {
        boolean left = live.cancellation().reason().isPresent() && dispatcher.remove(this);
        if (left) {
            performer.settle(live);
        }
        return left;
    }

    /** Whether its turn may come as far as it is concerned. */
    boolean ready() {
        return live.current().state() == JobState.QUEUED && !live.turn().paused();
    }

    /** Keeps it out of the line; if it runs, it stands still, and others may have its cores. */
    void halt() {
        if (live.current().state() == JobState.RUNNING) {
            // in this order, or who is just let go on by the dispatcher would run without cores
            dispatcher.rest(this);
            live.standstill().halt();
        }
        dispatcher.hold(List.of(this));
        if (live.current().state().terminal()) {
            dispatcher.remove(this);
        }
    }

    /** If it stands still, it goes on when its cores are free. */
    void goOn() {
        if (!dispatcher.goOn(this, live.standstill()::goOn)) {
            live.standstill().goOn();
        }
    }

    /** When it is tried again; empty unless it waits for that. */
    Optional<Instant> next() {
        return live.record().attempts().next();
    }

    @Override
    public Priority priority() {
        return live.turn().priority();
    }

    @Override
    public long place() {
        return live.turn().place();
    }

    @Override
    public Needs needs() {
        @Nullable
        Needs planned = needs;
        Needs known = planned == null ? performer.needs(live.record()) : planned;
        needs = known;
        return known;
    }

    @Override
    public void waitsFor(Obstacle obstacle) {
        live.waitsFor(obstacle.words());
    }

    @Override
    public Disk disk() {
        return performer.disk(live.record());
    }

    @Override
    public void start() {
        ran = false;
        try {
            setRule(needs().gpuBytes() > 0 ? GpuRule.GPU : null);
            schedule();
        } catch (RuntimeException e) {
            if (jobsEnd()) {
                live.cancellation().cancel(Reason.CLOSING);
            } else {
                performer.refuse(live, e);
            }
            throw e;
        }
    }

    @Override
    public void refuse(Problem problem) {
        performer.refuse(live, problem);
    }

    /** @return whether the family is the batch that this job came with */
    @Override
    public boolean belongsTo(@Nullable Object family) {
        return live.current().batch().equals(family);
    }

    @Override
    protected IStatus run(@Nullable IProgressMonitor monitor) {
        ran = true;
        CompletableFuture<?> end = performer.perform(live, needs(),
                new ProgressMonitorWrapper(monitor == null ? new NullProgressMonitor() : monitor) {
                    @Override
                    public boolean isCanceled() {
                        return super.isCanceled() && live.cancellation().reason().isEmpty() && !jobsEnd();
                    }
                }, () -> dispatcher.worked(this));
        if (end.isDone()) {
            return status();
        }
        end.whenComplete((over, never) -> done(status()));
        return Job.ASYNC_FINISH;
    }

    private IStatus status() {
        return live.cancellation().reason().isPresent() ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }

    /** Somebody pressed stop in a progress view, or {@link #stop} was called, or the program ends. */
    @Override
    protected void canceling() {
        live.cancellation().cancel(jobsEnd() ? Reason.CLOSING : Reason.REQUESTED);
    }

    /** Whether the program ends and the job manager has ended already, which it tells only to who wants to schedule something. */
    private static boolean jobsEnd() {
        Job probe = Job.createSystem("probe", monitor -> {});
        try {
            probe.schedule(PROBE_MILLIS);
            probe.cancel();
            return false;
        } catch (IllegalStateException ended) {
            return true;
        }
    }

    /** It ran, to its end or to the next attempt; or it was canceled after it was admitted and before it could run. */
    private void ended() {
        // asked first: once released, it may be resumed and started again
        boolean worked = ran;
        dispatcher.release(this);
        if (!worked) {
            live.cancellation().cancel(Reason.REQUESTED);
            performer.settle(live);
        }
        if (!live.record().state().terminal()) {
            goBack();
        }
    }

    /** Its attempt failed, and another one comes; or it was paused on its way. */
    private void goBack() {
        line.back(this);
        leaveIfStopped();
    }
}
