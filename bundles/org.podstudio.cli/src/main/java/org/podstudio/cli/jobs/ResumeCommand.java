package org.podstudio.cli.jobs;

import java.util.Map;
import java.util.concurrent.Callable;

import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Screen;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets jobs go on. */
@Command(name = "resume", description = "Lets paused jobs, or the whole queue, go on.")
final class ResumeCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private final Which which = new Which();

    @Option(names = "--queue", description = "The whole queue; jobs that are paused themselves stay so.")
    private boolean queue;

    ResumeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        which.orElse("--queue", queue);
        Screen screen = context.screen();
        try (Engine engine = context.studio().engine(context.project())) {
            Answers answers = new Answers(screen);
            Jobs jobs = Jobs.of(engine);
            if (queue) {
                engine.queue().resume();
                screen.show(Map.of("paused", false), out -> out.println("The queue goes on."));
            } else {
                answers.each(which.of(jobs, Listing::isPaused, answers), "resumed", engine.queue()::resume);
            }
            if (!jobs.open().all().isEmpty()) {
                screen.note("Work on the queue with: podstudio jobs watch");
            }
            return queue ? ExitCode.DONE : answers.finish();
        }
    }
}
