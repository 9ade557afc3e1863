package org.podstudio.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.core.runtime.IProgressMonitor;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Problem;
import org.podstudio.engine.internal.admission.Disk;
import org.podstudio.engine.internal.learning.Limits;
import org.podstudio.engine.internal.learning.Size;
import org.podstudio.engine.internal.recipe.Round;
import org.podstudio.engine.internal.work.Assignment;
import org.podstudio.engine.internal.work.Cancellation.Reason;
import org.podstudio.engine.internal.work.Chain;
import org.podstudio.engine.internal.work.JobLog;
import org.podstudio.engine.internal.work.ProgramEnd;
import org.podstudio.engine.internal.work.Names;
import org.podstudio.engine.internal.work.Problems;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.engine.internal.work.Trail;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a job from its start to its end, whatever happens in between. The edge where errors are handled: nothing gets out. For any thread. */
final class Performer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);

    private static final long MOMENT_NANOS = 50_000_000;

    /** @param folder of the output, empty for the project */
    private record Look(String folder, long nanos, Disk disk) {}

    private final Surroundings place;
    private final AtWork atWork;
    private final Watch watch = new Watch();
    private final Line line;
    private volatile Look lastLook = new Look("", System.nanoTime() - 2 * MOMENT_NANOS, Disk.UNKNOWN);

    Performer(Surroundings place, AtWork atWork, Line line) {
        this.place = place;
        this.atWork = atWork;
        this.line = line;
    }

    /** Nobody looks after running jobs any more. */
    @Override
    public void close() {
        watch.close();
    }

    /** What a job needs, as its processors say; light when they cannot say, for then it will fail at once. */
    Needs needs(JobRecord job) {
        try (Trail trail = Trail.of(job.id(), job.batch())) {
            Path input = place.folder().resolve(job.work().input());
            long freeDisk = disk(job).freeBytes();
            return Round.of(job.work().recipe()).stream().map(place.steps()::resolve).map(
                    round -> place.experience().corrected(round.info().id(), round.needs(input), freeDisk))
                    .reduce(Needs::then).orElse(Needs.LIGHT);
        } catch (Throwable e) {
            LOG.debug("needs of job {} are not known", job.id(), e);
            return Needs.LIGHT;
        }
    }

    /** Where a job works, as it was seen a moment ago: of a thousand jobs that come at once, not each needs to look. */
    Disk disk(JobRecord job) {
        String folder = job.work().outputFolder().orElse("");
        Look look = lastLook;
        if (!look.folder().equals(folder) || System.nanoTime() - look.nanos() > MOMENT_NANOS) {
            Path there = folder.isEmpty() ? place.folder().root() : Path.of(folder);
            look = new Look(folder, System.nanoTime(), Disk.at(there));
            lastLook = look;
        }
        return look.disk();
    }

    /**
     * Runs a job in the calling thread; what is logged meanwhile bears its id.
     *
     * @param worked called when it needs nothing more of what was promised to it, and only waits to be stored
     * @return done when nothing is left to do; when the call returns, or when the end is on the disk. Never fails
     */
    CompletableFuture<?> perform(LiveJob live, Needs estimated, IProgressMonitor monitor, Runnable worked) {
        try (Trail trail = live.trail()) {
            return marked(live, estimated, monitor, worked);
        }
    }

    private CompletableFuture<?> marked(LiveJob live, Needs estimated, IProgressMonitor monitor, Runnable worked) {
        atWork.begin(live.id());
        JobLog log = new JobLog(place.folder().jobLog(live.id()), place.clock());
        CompletableFuture<?> end = CompletableFuture.completedFuture(true);
        try {
            if (line.begin(() -> live.begin(monitor, Optional.of(estimated)))) {
                live.log(Optional.of(log));
                end = work(live, estimated, log, worked);
            }
        } catch (Throwable e) {
            lost(live, e);
        }
        if (end.isDone()) {
            leave(live, log, monitor);
            return end;
        }
        return end.whenComplete((stored, never) -> leave(live, log, monitor));
    }

    private void leave(LiveJob live, JobLog log, IProgressMonitor monitor) {
        try {
            log.close();
        } finally {
            live.log(Optional.empty());
            atWork.end(live.id());
            monitor.done();
        }
    }

    /** Sees to it that a job which Eclipse has done with, or which never had its turn, is over or back in the queue. */
    void settle(LiveJob live) {
        guarded(live, live::leave);
    }

    /** Writes the last line of the log of a job that is over, if it has one: by it a reader knows that nothing more comes. */
    void close(LiveJob live) {
        Optional<JobLog> open = live.log();
        if (open.isPresent()) {
            open.get().over(live.current().state());
            return;
        }
        Path file = place.folder().jobLog(live.id());
        if (Files.exists(file)) {
            try (JobLog log = new JobLog(file, place.clock())) {
                log.over(live.current().state());
            }
        }
    }

    /** Its turn will never come. */
    void refuse(LiveJob live, Problem why) {
        guarded(live, () -> live.fail(why));
    }

    /** It could not even be started. */
    void refuse(LiveJob live, RuntimeException why) {
        refuse(live, Problems.of(why, place.folder().logs()));
    }

    private CompletableFuture<?> work(LiveJob live, Needs needs, JobLog log, Runnable worked) {
        JobRecord record = live.record();
        log.line(record.times().submitted(), () -> "submitted: " + record.work().recipe().title() + " on "
                + record.work().input() + ", job " + record.id() + ", batch " + record.batch());
        if (record.attempts().starts() > 1) {
            log.tell(); // what came of the first time is there already
        }
        live.waited().forEach(log::remark);
        log.line(() -> started(record.attempts().starts(), log));
        AtomicReference<Optional<CompletableFuture<?>>> stored = new AtomicReference<>(Optional.empty());
        try {
            Assignment job = assignment(record, needs);
            Size size = Size.of(job.parent(), job.input());
            live.expect(place.experience().countdown(job.recipe(), size));
            try (Watch.Round round = watch.over(live, log, limits(record, size))) {
                new Chain(place, job, live, live.cancellation(), live.standstill(), log).perform(made -> {
                    worked.run();
                    stored.set(Optional.of(live.succeed(made)));
                });
            }
        } catch (Throwable thrown) {
            if (stored.get().isEmpty()) {
                settle(live, thrown, log);
                return CompletableFuture.completedFuture(true);
            }
            LOG.warn("Job {} is over, but not all of it could be tidied up", live.id(), thrown);
        }
        return concluding(live, log, stored.get().orElseThrow());
    }

    /** A first attempt that a log tells of already was cut off before the store knew of it, which makes it none. */
    private static String started(int starts, JobLog log) {
        return "started, attempt " + starts + (starts == 1 && log.continued() ? ToldAttempts.ONCE_MORE : "");
    }

    private CompletableFuture<?> concluding(LiveJob live, JobLog log, CompletableFuture<?> end) {
        if (end.isDone()) {
            conclude(live, log, end);
            return end;
        }
        return end.handle((done, failed) -> {
            try (Trail trail = live.trail()) {
                conclude(live, log, end);
            }
            return true;
        });
    }

    /** Shows how it ended, as it is stored by now or could not be. */
    private void conclude(LiveJob live, JobLog log, CompletableFuture<?> stored) {
        try {
            try {
                stored.join();
                List<String> outputs = live.record().outcome().outputs();
                log.line(() -> "success: " + String.join(", ", outputs));
                live.conclude();
            } catch (Throwable thrown) {
                settle(live, thrown instanceof CompletionException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown, log);
            }
        } catch (Throwable e) {
            lost(live, e);
        }
    }

    private Limits limits(JobRecord job, Size size) {
        return place.experience().limits(job.work().recipe(), size).ordered(job.work().timeLimit());
    }

    private void settle(LiveJob live, Throwable thrown, JobLog log) {
        if (live.record().state().terminal()) {
            if (live.conclude()) {
                LOG.warn("Job {} is over, but not all of it could be tidied up", live.id(), thrown);
            } else {
                log.line("its thread has ended");
            }
            return;
        }
        if (ProgramEnd.underWay()) {
            live.cancellation().cancel(Reason.CLOSING); // children end with the program, before anybody has closed the engine
        }
        boolean late = live.cancellation().timedOut();
        // what a killed child or a closed channel throws after a cancel is the cancel
        if (!late && (thrown instanceof CanceledException || live.cancellation().reason().isPresent())) {
            boolean again = live.cancellation().reason().filter(Reason.CLOSING::equals).isPresent();
            log.line(again ? "stopped because the program ends; it will run again" : "canceled");
            live.leave();
            return;
        }
        Problem problem = late
                ? Problems.timedOut(live.record().work().recipe().title(), live.record().work().timeLimit())
                : Problems.of(thrown, log.file());
        log.line("failed: " + problem.message() + " (" + problem.code() + ") " + problem.advice());
        // what a tool said last comes as the cause
        if (!late && (Problems.unexpected(problem) || thrown.getCause() != null)) {
            log.trace(thrown);
        }
        int attempt = live.record().attempts().count();
        Optional<Duration> pause = place.backoff().pause(problem, attempt, live.record().turn().priority());
        if (pause.isPresent()) {
            log.line("tried again in " + pause.get().toMillis() / 1e3 + " s");
            live.note("attempt " + attempt + " failed: " + problem.message());
            live.failForNow(problem, place.clock().instant().plus(pause.get()));
        } else {
            live.fail(problem);
        }
    }

    private static void guarded(LiveJob live, Runnable change) {
        try (Trail trail = live.trail()) {
            change.run();
        } catch (Throwable e) {
            lost(live, e);
        }
    }

    /** The store does not take what happened, as when the disk is full: the next start finds the job unfinished and queues it again. */
    private static void lost(LiveJob live, Throwable e) {
        if (live.cancellation().reason().filter(Reason.CLOSING::equals).isPresent()) {
            LOG.warn("Job {} ended after its project was closed; it runs again when that is next opened", live.id(), e);
            live.abandon(new InterruptedException("the engine was closed"));
            return;
        }
        LOG.error("The state of job {} could not be stored", live.id(), e);
        live.lost(new Problem(ErrorKind.RESOURCE, "engine.not-stored",
                "How the job ended could not be stored: "
                        + Objects.requireNonNullElse(e.getMessage(), "no reason given"),
                "Free some disk space and open the project again: then it runs again.", Optional.empty()));
    }

    private Assignment assignment(JobRecord record, Needs needs) {
        Work work = record.work();
        Path input = place.folder().resolve(work.input());
        Optional<Path> outputFolder = work.outputFolder().map(Path::of);
        Optional<Asset> parent = outputFolder.isPresent()
                ? Optional.empty()
                : work.asset().flatMap(place.assets()::find);
        if (outputFolder.isEmpty() && parent.isEmpty()) {
            throw ProcessingException.input("input.not-in-library", input + " is not an asset of the project any more.",
                    "Import it, then start the work on the asset.");
        }
        return new Assignment(record.id(), work.recipe(), input, parent, outputFolder,
                work.stem().orElseGet(() -> Names.stem(input)), work.force(), needs);
    }
}
