package org.podstudio.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.podstudio.api.CanceledException;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Problem;
import org.podstudio.engine.internal.work.Assignment;
import org.podstudio.engine.internal.work.Cancellation.Reason;
import org.podstudio.engine.internal.work.Chain;
import org.podstudio.engine.internal.work.JobLog;
import org.podstudio.engine.internal.work.Names;
import org.podstudio.engine.internal.work.Problems;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.store.JobRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a job from its start to its end, whatever happens in between. The edge where errors are handled: nothing gets out. For any thread. */
final class Performer {

    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);

    private final Surroundings place;
    /** Names for jobs that share their input's name with another of their batch, for an output folder to hold both. */
    private final Map<UUID, String> stems = new ConcurrentHashMap<>();

    Performer(Surroundings place) {
        this.place = place;
    }

    /** Another beginning for the names of a job's results than its input's. */
    void rename(UUID job, String stem) {
        stems.put(job, stem);
    }

    /** What a job needs, as its processors say; light when they cannot say, for then it will fail at once. */
    Needs needs(JobRecord job) {
        try {
            Path input = place.folder().resolve(job.input());
            return Planner.most(job.recipe().steps().stream().map(step -> place.steps().resolve(step).needs(input)));
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("needs of job {} are not known", job.id(), e);
            return Needs.LIGHT;
        }
    }

    /** Bytes free where a job works. */
    long freeDisk(JobRecord job) {
        return MediaJob.freeDisk(job.outputFolder().map(Path::of).orElse(place.folder().root()));
    }

    /** Runs a job in the calling thread. */
    void perform(LiveJob live, Optional<IProgressMonitor> monitor) {
        try {
            if (live.begin(monitor.orElseGet(NullProgressMonitor::new))) {
                try (JobLog log = new JobLog(place.folder().jobLog(live.id()), place.clock())) {
                    work(live, log);
                }
            }
        } catch (RuntimeException | LinkageError e) {
            lost(live, e);
        } finally {
            stems.remove(live.id());
            monitor.ifPresent(view -> view.done());
        }
    }

    /** Sees to it that a job which Eclipse has done with is over or back in the queue. */
    void settle(LiveJob live) {
        try {
            live.leave();
        } catch (RuntimeException e) {
            lost(live, e);
        }
    }

    private void work(LiveJob live, JobLog log) {
        JobRecord record = live.record();
        log.line(record.submitted(),
                "submitted: " + record.recipe().title() + " on " + record.input() + ", batch " + record.batch());
        log.line("started, attempt " + record.attempts());
        try {
            new Chain(place, assignment(record), live, live.cancellation(), log).perform(live::succeed);
            log.line("success: " + String.join(", ", live.record().outputs()));
            live.conclude();
        } catch (Throwable thrown) {
            settle(live, thrown, log);
        }
    }

    private void settle(LiveJob live, Throwable thrown, JobLog log) {
        // what a killed child or a closed channel throws after a cancel is the cancel
        if (thrown instanceof CanceledException || live.cancellation().reason().isPresent()) {
            boolean again = live.cancellation().reason().filter(Reason.CLOSING::equals).isPresent();
            log.line(again ? "stopped because the program ends; it will run again" : "canceled");
            live.leave();
            return;
        }
        Problem problem = Problems.of(thrown, log.file());
        log.line("failed: " + problem.message() + " (" + problem.code() + ") " + problem.advice());
        if (Problems.unexpected(problem)) {
            log.trace(thrown);
        }
        live.fail(problem);
    }

    /** The store does not take what happened: the next start finds the job running and queues it again. */
    private static void lost(LiveJob live, Throwable e) {
        LOG.error("The state of job {} could not be stored", live.id(), e);
        live.abandon(e);
    }

    private Assignment assignment(JobRecord record) {
        Path input = place.folder().resolve(record.input());
        Optional<Path> outputFolder = record.outputFolder().map(Path::of);
        Optional<Asset> parent = outputFolder.isPresent()
                ? Optional.empty()
                : record.asset().flatMap(place.assets()::find);
        if (outputFolder.isEmpty() && parent.isEmpty()) {
            throw ProcessingException.input("input.not-in-library", input + " is not an asset of the project any more.",
                    "Import it, then start the work on the asset.");
        }
        return new Assignment(record.id(), record.recipe(), input, parent, outputFolder,
                stems.getOrDefault(record.id(), Names.stem(input)), Records.forced(record));
    }
}
