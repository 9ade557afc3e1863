package org.podstudio.cli.jobs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Tally;
import org.podstudio.cli.work.Labour;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has the jobs that wait done. */
@Command(name = "watch", description = "Works on what is queued and tells of every change, until Ctrl-C.")
final class WatchCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--until-done", description = "Ends when no job is left.")
    private boolean untilDone;

    WatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Engine engine = context.studio().engine(context.project())) {
            List<JobSnapshot> jobs = engine.jobs().stream().filter(job -> !job.state().terminal()).toList().reversed();
            Screen screen = context.screen();
            if (untilDone) {
                engine.takeUp();
                Tally tally = new Tally(screen);
                Labour labour = new Labour(engine, screen, context.interruption());
                return tally.finish(Map.of(), () -> labour.await(jobs, job -> tally.add(Labour.result(job))));
            }
            jobs.forEach(job -> tell(screen, job));
            CountDownLatch stopped = new CountDownLatch(1);
            try (Run.Registration changes = engine.listen(job -> tell(screen, job));
                    Run.Registration stop = context.interruption().onInterrupt(stopped::countDown)) {
                engine.takeUp();
                stopped.await();
            }
            return ExitCode.INTERRUPTED;
        }
    }

    private static void tell(Screen screen, JobSnapshot job) {
        screen.stream(job,
                "%s  %-16s %3.0f %%  %s  %s  %s".formatted(Jobs.shortId(job), Json.word(job.state()),
                        job.fraction() * 100,
                        job.recipe().title(), job.input().getFileName(), job.stage()).stripTrailing());
    }
}
