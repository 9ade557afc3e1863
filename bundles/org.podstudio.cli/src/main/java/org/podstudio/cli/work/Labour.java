package org.podstudio.cli.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.cli.context.Interruption;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Status;
import org.podstudio.cli.screen.Tally;
import org.podstudio.engine.Engine;
import org.podstudio.engine.Plan;

/** Waits for jobs of an engine, shows how far they are, and cancels them on Ctrl-C. */
public final class Labour {

    private final Engine engine;
    private final Screen screen;
    private final Interruption interruption;
    private final boolean ours;

    /** Does not own the engine. */
    public Labour(Engine engine, Screen screen, Interruption interruption) {
        this(engine, screen, interruption, true);
    }

    private Labour(Engine engine, Screen screen, Interruption interruption, boolean ours) {
        this.engine = engine;
        this.screen = screen;
        this.interruption = interruption;
        this.ours = ours;
    }

    /** For jobs that somebody else asked for: Ctrl-C ends the waiting, and they stay in the queue. */
    public Labour onlyLooking() {
        return new Labour(engine, screen, interruption, false);
    }

    /** Has the jobs of a plan done, and says when others wait that are not part of it. */
    public Accepted submit(Plan plan) {
        Instant asked = Instant.now();
        Set<UUID> waiting = engine.jobs().stream().filter(job -> !job.state().terminal()).map(JobSnapshot::id)
                .collect(Collectors.toSet());
        Accepted accepted = Accepted.of(engine.submit(plan), asked);
        if (accepted.already().stream().anyMatch(waiting::contains)) {
            // the same was asked for before and not worked on; now somebody waits for it
            engine.takeUp();
        } else if (!waiting.isEmpty() && !engine.queue().paused()) {
            screen.note((waiting.size() == 1
                    ? "1 job of an earlier session waits. Work on it"
                    : waiting.size() + " jobs of an earlier session wait. Work on them")
                    + " with: podstudio jobs watch");
        }
        return accepted;
    }

    /**
     * Waits for jobs, and tells people and programs what became of them and of those that nothing moves.
     *
     * @param accepted which they are
     * @param tally what was counted before
     * @param more what programs get beside it
     * @param result what became of the file of a job that is over
     * @return the exit code
     * @throws CanceledException when the user stopped them
     */
    public int follow(Accepted accepted, Tally tally, Map<String, ?> more, Function<JobSnapshot, FileResult> result) {
        List<Standstill> standstill = new ArrayList<>();
        Map<String, Object> document = new LinkedHashMap<>(more);
        document.put("already", accepted.already());
        accepted.note(screen);
        int code = tally.finish(document, () -> {
            standstill.add(await(accepted.jobs(), job -> tally.add(result.apply(job))));
            document.put("waiting", standstill.getFirst().jobs().stream().map(JobSnapshot::id).toList());
        });
        if (ours) {
            standstill.getFirst().jobs().forEach(job -> accepted.tell(screen, job));
        }
        standstill.getFirst().tell(screen);
        return code == ExitCode.DONE && standstill.getFirst().any() ? ExitCode.TRY_LATER : code;
    }

    /**
     * Leaves accepted jobs in the queue, and says which they are.
     *
     * @return the exit code
     */
    public int leave(Accepted accepted, Tally tally, Map<String, ?> more) {
        Map<String, Object> document = new LinkedHashMap<>(more);
        document.put("already", accepted.already());
        document.put("jobs", accepted.jobs());
        document.put("paused", engine.queue().paused());
        accepted.jobs().forEach(job -> accepted.tell(screen, job));
        tally.finish(document);
        screen.note(engine.queue().paused()
                ? "The queue is paused. Let it go on with: podstudio jobs resume --queue"
                : "Work on the queue with: podstudio jobs watch");
        return tally.exitCode(accepted.jobs().size());
    }

    /**
     * Waits in turn for those jobs that can get on; who stops it stops them.
     *
     * @param jobs as they were accepted
     * @param each hears of each as soon as it and all before it are over
     * @return those that were not waited for
     * @throws CanceledException when the user stopped them
     */
    public Standstill await(List<JobSnapshot> jobs, Consumer<JobSnapshot> each) {
        Standstill standstill = new Standstill(engine);
        List<JobSnapshot> moving = standstill.moving(jobs);
        Runnable stopping = ours
                ? () -> moving.forEach(job -> engine.cancel(job.id()))
                : Thread.currentThread()::interrupt;
        try (Run.Registration stop = interruption.onInterrupt(stopping)) {
            look(moving, each);
        } finally {
            // it has done its work; what closes the engine after us must not meet it
            Thread.interrupted();
        }
        return standstill;
    }

    private void look(List<JobSnapshot> jobs, Consumer<JobSnapshot> each) {
        try (JobGauge gauge = new JobGauge(engine, screen, jobs)) {
            for (JobSnapshot job : jobs) {
                each.accept(engine.await(job.id()));
            }
            interruption.check();
        } catch (InterruptedException e) {
            throw new CanceledException();
        }
    }

    /** What became of the file of a job that is over. */
    public static FileResult result(JobSnapshot job) {
        return result(job, "Start it again with: podstudio jobs retry " + job.id()).by(job.id());
    }

    /** As {@link #result(JobSnapshot)}, with how a job that was stopped is started again. */
    static FileResult result(JobSnapshot job, String again) {
        double seconds = job.started().isPresent() && job.finished().isPresent()
                ? Duration.between(job.started().get(), job.finished().get()).toMillis() / 1000.0
                : 0;
        boolean done = job.state() == JobState.SUCCESS;
        return new FileResult(done ? Status.DONE : Status.FAILED, job.input(), job.outputs(), "",
                done ? Optional.empty() : Optional.of(problem(job, again)), job.notes(), seconds);
    }

    private static Problem problem(JobSnapshot job, String again) {
        return job.problem().orElseGet(
                () -> new Problem(ErrorKind.RESOURCE, "job.canceled", "It was stopped before it was through.",
                        again, Optional.empty()));
    }
}
