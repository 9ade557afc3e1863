package org.podstudio.cli.work;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.cli.context.Interruption;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.cli.screen.Gauge;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Status;
import org.podstudio.engine.Engine;
import org.podstudio.engine.Plan;

/** Waits for jobs of an engine, shows how far they are, and cancels them on Ctrl-C. */
public final class Labour {

    private final Engine engine;
    private final Screen screen;
    private final Interruption interruption;

    /** Does not own the engine. */
    public Labour(Engine engine, Screen screen, Interruption interruption) {
        this.engine = engine;
        this.screen = screen;
        this.interruption = interruption;
    }

    /** Has the jobs of a plan done, and says when others wait that are not part of it. */
    public List<JobSnapshot> submit(Plan plan) {
        long waiting = engine.jobs().stream().filter(job -> !job.state().terminal()).count();
        if (waiting > 0) {
            screen.note((waiting == 1
                    ? "1 job of an earlier session waits. Work on it"
                    : waiting + " jobs of an earlier session wait. Work on them") + " with: podstudio jobs watch");
        }
        return engine.submit(plan);
    }

    /**
     * Waits for jobs in turn.
     *
     * @param jobs as they were accepted
     * @param each hears of each as soon as it and all before it are over
     * @throws CanceledException when the user stopped them
     */
    public void await(List<JobSnapshot> jobs, Consumer<JobSnapshot> each) {
        Map<UUID, String> names = new ConcurrentHashMap<>();
        jobs.forEach(job -> names.put(job.id(), String.valueOf(job.input().getFileName())));
        try (Gauge gauge = new Gauge(screen, Math.max(1, jobs.size()));
                Run.Registration progress = engine.listen(job -> show(gauge, names, job));
                Run.Registration stop = interruption.onInterrupt(() -> names.keySet().forEach(engine::cancel))) {
            for (JobSnapshot job : jobs) {
                each.accept(engine.await(job.id()));
            }
            interruption.check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanceledException();
        }
    }

    /** What became of the file of a job that is over. */
    public static FileResult result(JobSnapshot job) {
        return result(job, "Start it again with: podstudio jobs retry " + job.id());
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

    private static void show(Gauge gauge, Map<UUID, String> names, JobSnapshot job) {
        String name = names.get(job.id());
        if (name != null) {
            gauge.update(job.id(), name, job.fraction(),
                    job.turn().next().isPresent() ? "failed, will be tried again" : job.stage());
        }
    }
}
