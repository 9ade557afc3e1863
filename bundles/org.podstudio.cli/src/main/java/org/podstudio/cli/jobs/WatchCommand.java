package org.podstudio.cli.jobs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Tally;
import org.podstudio.cli.work.Accepted;
import org.podstudio.cli.work.Labour;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has the jobs that wait done. */
@Command(name = "watch", description = "Works on what is queued and tells of every change, until Ctrl-C.",
        footer = {"",
                "What Ctrl-C stops goes on when the project is next worked on. It ends with 75, and says so, when nothing",
                "can move: the queue is paused, or each job that is left is."})
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
            List<JobSnapshot> jobs = Jobs.of(engine).open().all().reversed();
            Screen screen = context.screen();
            if (!untilDone) {
                return new Watch(context, engine, screen).untilStopped(jobs);
            }
            engine.takeUp();
            return new Labour(engine, screen, context.interruption()).onlyLooking().follow(
                    new Accepted(jobs, Set.of()), new Tally(screen), Map.of(), Labour::result);
        }
    }
}
