package org.podstudio.cli.jobs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.Interruption;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.work.JobGauge;
import org.podstudio.cli.work.Standstill;
import org.podstudio.engine.Engine;

/** Tells of every change of jobs, a line each, for as long as something can change. */
final class Watch {

    private final Engine engine;
    private final Screen screen;
    private final Interruption interruption;
    private final Standstill standstill;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Set<UUID> moving = new HashSet<>();
    private final Map<UUID, String> said = new HashMap<>();

    /** Does not own the engine. */
    Watch(Context context, Engine engine, Screen screen) {
        this.engine = engine;
        this.screen = screen;
        this.interruption = context.interruption();
        this.standstill = new Standstill(engine);
    }

    /**
     * Works on jobs.
     *
     * @return 130 when the user stopped it, 75 when those that are left stand still
     */
    int untilStopped(List<JobSnapshot> jobs) throws InterruptedException {
        jobs.forEach(this::tell);
        standstill.moving(jobs).forEach(job -> moving.add(job.id()));
        try (Run.Registration changes = engine.listen(this::changed);
                JobGauge gauge = new JobGauge(engine, screen, jobs);
                Run.Registration stop = interruption.onInterrupt(end::countDown)) {
            engine.takeUp();
            rest();
            end.await();
        }
        standstill.tell(screen);
        return standstill.any() && !interruption.fired() ? ExitCode.TRY_LATER : ExitCode.INTERRUPTED;
    }

    private synchronized void changed(JobSnapshot job) {
        tell(job);
        if (job.state().terminal() && moving.remove(job.id())) {
            rest();
        }
    }

    /** Nothing moves any more: there is something to be said, or nothing to wait for. */
    private synchronized void rest() {
        if (moving.isEmpty() && standstill.any()) {
            end.countDown();
        } else if (moving.isEmpty()) {
            screen.note("No job is left. Ctrl-C ends this.");
        }
    }

    /** People hear when something new happens; programs hear it all. */
    private synchronized void tell(JobSnapshot job) {
        String words = JobWords.state(job) + job.stage();
        if (!words.equals(said.put(job.id(), words)) || screen.mode().json()) {
            screen.stream(job, line(job));
        }
    }

    private String line(JobSnapshot job) {
        String state = "%-16s".formatted(JobWords.state(job));
        String left = JobWords.left(job);
        String stage = job.state() == JobState.RUNNING ? job.stage() : "";
        return Stream
                .of(JobWords.shortId(job), JobWords.tone(job).map(tone -> screen.painted(state, tone)).orElse(state),
                        job.recipe().title(), String.valueOf(job.input().getFileName()), JobWords.done(job), stage,
                        left.isEmpty() ? "" : left + " left")
                .filter(word -> !word.isEmpty()).collect(Collectors.joining("  "));
    }
}
