package org.podstudio.engine;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.engine.internal.learning.Countdown;
import org.podstudio.engine.internal.work.Cancellation;
import org.podstudio.engine.internal.work.Cancellation.Reason;
import org.podstudio.engine.internal.work.JobLog;
import org.podstudio.engine.internal.work.Made;
import org.podstudio.engine.internal.work.Problems;
import org.podstudio.engine.internal.work.Reporter;
import org.podstudio.engine.internal.work.Standstill;
import org.podstudio.engine.internal.work.Timesheet;
import org.podstudio.engine.internal.work.Trail;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Jobs;
import org.podstudio.store.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that is not over. The only place where its state changes: committed to the store first, seen by others then, both under its lock,
 * so that nobody sees what is not stored or sees it out of order. That it has begun is stored when it takes longer than a moment, or says
 * something, or somebody wants to change it; until then it is seen as queued, and what is over before is stored once. For any thread.
 */
final class LiveJob implements Reporter {

    /** What a project's live jobs share. @param over called once, when a job is over */
    record Registry(ProjectFolder folder, Jobs jobs, Publisher publisher, Clock clock, JobCounters counters,
            Moments moments, Consumer<LiveJob> over) {}

    private static final Logger LOG = LoggerFactory.getLogger(LiveJob.class);

    private final Registry registry;
    private final Cancellation cancellation = new Cancellation();
    private final Standstill standstill = new Standstill(cancellation);
    private final CompletableFuture<JobSnapshot> over = new CompletableFuture<>();
    private final Remarks remarks;
    private final Beginning beginning = new Beginning();
    private JobRecord record;
    /** Its success is on its way to the disk: nothing else becomes of it meanwhile. */
    private boolean ending;
    private final boolean suspect;
    private volatile Turn turn;
    private final Course course;
    private long sequence;
    private boolean pulsing;
    private boolean lost;
    private volatile JobSnapshot current;
    private volatile Optional<JobLog> log = Optional.empty();
    private volatile Timesheet timesheet = new Timesheet(Optional.empty());

    /**
     * @param record as it is stored
     * @param expected how long it works, once it does
     * @param suspect whether it may have ended the program that accepted it: should it do so again, that must be known the next time
     */
    LiveJob(Registry registry, JobRecord record, Optional<Remaining> expected, boolean suspect) {
        this.registry = registry;
        this.suspect = suspect;
        this.record = record;
        this.turn = record.turn();
        this.sequence = record.sequence();
        this.remarks = new Remarks(record.outcome().notes());
        this.course = new Course(expected);
        this.current = Records.snapshot(record, registry.folder(), progress());
    }

    UUID id() {
        return current.id();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** As {@link Cancellation#cancel}, with a remark if this call does it. */
    synchronized boolean cancel(Reason why, String remark) {
        boolean did = cancellation.cancel(why);
        if (did) {
            note(remark);
        }
        return did;
    }

    Standstill standstill() {
        return standstill;
    }

    /** As it was last published, or is about to be. */
    JobSnapshot current() {
        return current;
    }

    /** Its place in the line, as it is stored. */
    Turn turn() {
        return turn;
    }

    /** Changes its place in the line. @return false when it is over */
    synchronized boolean arrange(UnaryOperator<Turn> change) {
        storeBeginning();
        Turn changed = change.apply(turn);
        if (record.state().terminal() || registry.jobs().arrange(Map.of(record.id(), changed)).isEmpty()) {
            return false;
        }
        turn = changed;
        record = record.with(changed);
        sequence++;
        show();
        return true;
    }

    /** As it is stored, or will be when it is told that it has begun. */
    synchronized JobRecord record() {
        return beginning.or(record);
    }

    /** Whether the store knows how it stands. */
    synchronized boolean stored() {
        return !lost;
    }

    /** Where the attempt that runs is written down; empty when none does. */
    Optional<JobLog> log() {
        return log;
    }

    /** From now on the attempt that runs is written down there. */
    void log(Optional<JobLog> attempts) {
        log = attempts;
    }

    /** Marks what is logged of it. */
    Trail trail() {
        return Trail.of(id(), current.batch());
    }

    /** Done when the job is over, or when the engine stops looking after it. */
    CompletableFuture<JobSnapshot> over() {
        return over;
    }

    /** Tells its listeners how it stands. */
    synchronized void announce() {
        registry.publisher().publish(current);
    }

    /**
     * Queued becomes running, now or when it is told.
     *
     * @param view mirrors the progress from here on
     * @param estimated what it is said to need
     * @return false when it must not run, because it was canceled or is over, or is to wait until it is resumed
     */
    synchronized boolean begin(IProgressMonitor view, Optional<Needs> estimated) {
        if (cancellation.reason().isPresent()) {
            leave();
            return false;
        }
        if (turn.paused() || record.state().terminal()) {
            return false;
        }
        standstill.goOn();
        course.begin(view, record.work().recipe().title(), standstill.stood());
        timesheet = new Timesheet(estimated);
        cancellation.watch(view::isCanceled);
        beginning.is(Records.started(record.with(JobState.RUNNING), registry.clock().instant()));
        if (suspect || record.attempts().starts() > 0) {
            storeBeginning();
        } else {
            beginning.toldBy(registry.moments().later(this::tell));
        }
        return true;
    }

    /** Has it stored and shown that it runs, if it does and that was put off; or waits for how it ends, when that is being stored. */
    @Override
    public synchronized void storeBeginning() {
        awaitEnd();
        if (beginning.untold() && !record.state().terminal()) {
            shown(move(JobState.RUNNING, r -> r, List.of()));
            LOG.info("Job {} starts: {} on {}", id(), record.work().recipe().title(), current.input().getFileName());
        }
    }

    /** As {@link #storeBeginning}; should that not be possible, how it ends may be stored all the same. */
    @Override
    public void tell() {
        try (Trail trail = trail()) {
            storeBeginning();
        } catch (RuntimeException e) {
            LOG.warn("Job {} runs, and that could not be stored: {}", id(), e.toString());
            tellAgain();
        }
    }

    /** Who is over and still seen as waiting is shown in a moment: waits for that. */
    void awaitShown() {
        if (current.state() == JobState.QUEUED && record().state().terminal()) {
            over.copy().completeOnTimeout(current, 1, TimeUnit.SECONDS).exceptionally(abandoned -> current).join();
        }
    }

    private synchronized void tellAgain() {
        if (beginning.untold()) {
            beginning.toldBy(registry.moments().again(this::tell));
        }
    }

    /**
     * Everything it made is in place: stored, and shown by {@link #conclude} when nothing of the work is left to tidy up.
     *
     * @return done when it is stored; that is waited for, unless it made nothing that would have to be taken back
     * @throws IllegalStateException when it is over already, so that nothing of it counts
     */
    synchronized CompletableFuture<?> succeed(Made made) {
        List<String> outputs = made.outputs().stream().map(registry.folder()::relative).toList();
        course.complete();
        if (record.state().terminal()) {
            throw new IllegalStateException("job " + id() + " is " + record.state() + " already");
        }
        Passage step = passage(JobState.SUCCESS,
                r -> Records.ended(r, outputs, Optional.empty(), registry.clock().instant()), made.assets());
        boolean nothing = outputs.isEmpty() && made.assets().isEmpty();
        if (!beginning.untold() || !nothing || !registry.moments().endLater()) {
            take(step, registry.jobs().move(step.stored(), step.moved(), step.along()));
            registry.counters().made(made.outputs().stream().map(Path::toFile).mapToLong(File::length).sum());
            return CompletableFuture.completedFuture(true);
        }
        beginning.forgetReminder();
        CompletableFuture<Boolean> stored = registry.jobs().moving(step.stored(), step.moved(), step.along());
        ending = true;
        return stored.isDone()
                ? stored.handle((happened, failed) -> landed(step, happened, failed))
                : stored.handleAsync((happened, failed) -> landed(step, happened, failed),
                        registry.moments()::afterwards);
    }

    private synchronized boolean landed(Passage step, @Nullable Boolean happened, @Nullable Throwable failed) {
        ending = false;
        registry.moments().ended();
        notifyAll();
        if (failed != null) {
            throw failed instanceof CompletionException wrapped ? wrapped : new CompletionException(failed);
        }
        take(step, Boolean.TRUE.equals(happened));
        return true;
    }

    private synchronized void awaitEnd() {
        boolean interrupted = false;
        while (ending) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows how it ended. @return false when that was shown before */
    synchronized boolean conclude() {
        boolean due = !over.isDone();
        if (due) {
            show();
        }
        return due;
    }

    /** It is over with a problem. */
    synchronized void fail(Problem problem) {
        shown(move(JobState.FAILED, r -> Records.ended(r, List.of(), Optional.of(problem), registry.clock().instant()),
                List.of()));
    }

    /** Its attempt failed with what may pass: it waits, and runs again when its time has come. */
    synchronized void failForNow(Problem problem, Instant next) {
        storeBeginning();
        cancellation.again();
        shown(move(JobState.WAITING_TO_RETRY, r -> Records.failed(r, problem, next), List.of()));
    }

    /** The time for its next attempt has come. @return false when it does not wait for that any more */
    synchronized boolean queueAgain() {
        return record.state() == JobState.WAITING_TO_RETRY && cancellation.reason().isEmpty()
                && shown(move(JobState.QUEUED, r -> r.with(r.attempts().due()), List.of()));
    }

    /** It stopped, or never began, because of its cancellation: it is over when somebody asked for it, and back in the queue when the engine closes. */
    synchronized void leave() {
        if (cancellation.reason().filter(Reason.CLOSING::equals).isEmpty()) {
            shown(move(JobState.CANCELED,
                    r -> Records.ended(r, List.of(), Optional.empty(), registry.clock().instant()), List.of()));
        } else if (record().state() == JobState.RUNNING) {
            storeBeginning();
            shown(move(JobState.QUEUED, r -> r.with(r.attempts().undone()), List.of()));
        }
    }

    /** The engine is closed and it does not stop: it goes back to the queue all the same, for that is no death of the program. */
    synchronized void outlive() {
        if (cancellation.reason().filter(Reason.CLOSING::equals).isPresent()) {
            leave();
        }
    }

    /** The store does not take how it stands: it is over in this process, and taken up again when the project is next opened. */
    synchronized void lost(Problem problem) {
        if (!over.isDone()) {
            lost = true;
            beginning.over();
            record = Records.ended(record.with(JobState.FAILED), List.of(), Optional.of(problem),
                    registry.clock().instant());
            sequence++;
            show();
        }
    }

    /** Nobody looks after it any more in this process. */
    void abandon(Throwable why) {
        over.completeExceptionally(why);
    }

    @Override
    public synchronized void progress(double reached, String name) {
        cancellation.poll();
        course.reach(reached, name);
        pulseSoon();
    }

    /** What is known of its duration, for telling how much remains. */
    synchronized void expect(Countdown whole) {
        course.expect(whole);
    }

    /** It is queued and has to wait: shown as its stage, and told for the log. */
    synchronized void waitsFor(String words) {
        if (record.state() == JobState.QUEUED && course.waitsFor(words, registry.clock().instant())) {
            pulseSoon();
        }
    }

    /** What it waited for since its last start, with the times. */
    synchronized List<String> waited() {
        return course.waited();
    }

    /** It works without progress, and how that is said until it goes on. */
    synchronized void stands(String words) {
        course.stands(words);
        pulseSoon();
    }

    /** Whether that is still so. */
    synchronized boolean stands() {
        return course.stands();
    }

    /** How long it has been working without progress. @param passed since this was last asked, nanoseconds; not what it was paused */
    synchronized Duration quiet(long passed) {
        return course.quiet(passed);
    }

    /** It is over for everybody but the machine, where its share stays booked until its thread ends. */
    @Override
    public synchronized void deaf() {
        Optional<Reason> reason = cancellation.reason();
        if (reason.isPresent() && reason.get() != Reason.CLOSING) {
            LOG.warn("Job {} does not stop; it is given up, and what it holds stays booked until it ends", id());
            if (reason.get() == Reason.TIMED_OUT) {
                fail(Problems.timedOut(record.work().recipe().title(), record.work().timeLimit()));
            } else {
                leave();
            }
        }
    }

    @Override
    public synchronized void note(String text) {
        remarks.add(text);
    }

    @Override
    public Timesheet timesheet() {
        return timesheet;
    }

    /** The attempt that runs, as far as it has come; empty when none does. */
    synchronized Optional<Attempt> attempt() {
        return record.state() == JobState.RUNNING
                ? Optional.of(Records.attempt(record, JobState.RUNNING, registry.clock().instant(), timesheet.effort()))
                : Optional.empty();
    }

    private synchronized void pulse() {
        pulsing = false;
        if (!ending && (record.state() == JobState.RUNNING || record.state() == JobState.QUEUED)) {
            sequence++;
            show();
        }
    }

    private void pulseSoon() {
        // who has begun and not told so is seen when he tells
        if (!pulsing && !beginning.untold()) {
            pulsing = true;
            registry.publisher().afterPulse(this::pulse);
        }
    }

    /** @return false when it is over already */
    private boolean move(JobState to, UnaryOperator<JobRecord> change, List<Asset> made) {
        if (record.state().terminal()) {
            return false;
        }
        Passage step = passage(to, change, made);
        take(step, registry.jobs().move(step.stored(), step.moved(), step.along()));
        return true;
    }

    private Passage passage(JobState to, UnaryOperator<JobRecord> change, List<Asset> made) {
        JobRecord now = beginning.or(record);
        JobRecord moved = remarks.on(change.apply(now.with(to))).numbered(sequence + 1);
        return Passage.of(record, now.state(), moved, made, timesheet, registry.clock());
    }

    private void take(Passage step, boolean happened) {
        if (!happened) {
            // to go on as if it were over would be to try the same for ever
            throw new IllegalStateException("job " + id() + " is not stored as it is known here, " + record.state());
        }
        JobRecord moved = step.moved();
        if (step.along().attempt().isPresent()) {
            registry.counters().attempt(moved.work().recipe(), timesheet, moved.state() == JobState.WAITING_TO_RETRY);
        }
        record = moved;
        beginning.over();
        sequence = moved.sequence();
        course.enter(moved.state());
    }

    private boolean shown(boolean moved) {
        if (moved) {
            show();
        }
        return moved;
    }

    private void logEnd() {
        Instant end = record.times().finished().orElse(record.times().submitted());
        double seconds = Duration.between(record.times().started().orElse(end), end).toMillis() / 1e3;
        LOG.info("Job {} is over: {} on {}, {} after {} s{}", id(), record.work().recipe().title(),
                current.input().getFileName(), record.state(), seconds,
                record.outcome().problem().map(problem -> ", " + problem.code()).orElse(""));
        registry.counters().over(record.work().recipe(), record.state(), Duration.ofMillis(Math.round(seconds * 1e3)));
    }

    private JobProgress progress() {
        return course.seen(record.state(), standstill.stood());
    }

    private void show() {
        JobRecord seen = remarks.on(record).numbered(sequence);
        current = Records.snapshot(seen, registry.folder(), progress());
        registry.publisher().publish(current);
        if (record.state().terminal()) {
            logEnd();
            registry.over().accept(this);
            over.complete(current);
        }
    }
}
